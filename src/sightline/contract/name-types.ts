import type { Refuse } from '../problem/refusals';
import type { TargetLabel } from './target-labels';

type Characters<S extends string> = S extends `${infer First}${infer Rest}`
  ? First | Characters<Rest>
  : never;
type Lower = Characters<'abcdefghijklmnopqrstuvwxyz'>;
type Digit = Characters<'0123456789'>;
type NameCharacter = Lower | Uppercase<Lower> | Digit | '_';

/** The first character of a name that no name may hold; `never` where all are allowed. */
type BadCharacter<N extends string> = N extends `${infer First}${infer Rest}`
  ? First extends NameCharacter
    ? BadCharacter<Rest>
    : First
  : never;

type StartsWithDigit<N extends string> = N extends `${Digit}${string}` ? true : false;
type ReservedSuffix = 'total' | 'bucket' | 'count' | 'sum' | 'created';

// a name that is put together at run time, such as `${prefix}_total`, has `string` among its characters
type Name<N extends string> =
  string extends BadCharacter<N>
    ? N
    : [BadCharacter<N>] extends [never]
      ? StartsWithDigit<N> extends true
        ? Refuse<'nameCharacter'>
        : N
      : `${Refuse<'nameCharacter'>}, not '${BadCharacter<N>}'`;

/**
 * The name itself if it is one for a counter, else the sentence that refuses it, which the compiler prints as the type it
 * expected. A name only known at run time is left to the run-time check.
 */
export type CounterName<N extends string> = string extends N
  ? N
  : N extends `${string}_total`
    ? Name<N>
    : Refuse<'counterName'>;

/** The name itself if it is one for a gauge or a histogram, else the sentence that refuses it. */
export type GaugeName<N extends string> = string extends N
  ? N
  : N extends `${string}_${ReservedSuffix}`
    ? Refuse<'gaugeName'>
    : Name<N>;

type BadLabel<L extends string> = L extends TargetLabel
  ? Refuse<'targetLabel', `'${L}'`>
  : L extends 'le' | 'quantile'
    ? Refuse<'reservedLabel', `'${L}'`>
    : [BadCharacter<L>] extends [never]
      ? StartsWithDigit<L> extends true
        ? Refuse<'labelCharacter', `'${L}'`>
        : L extends `__${string}`
          ? Refuse<'labelCharacter', `'${L}'`>
          : unknown
      : Refuse<'labelCharacter', `'${L}'`>;

/** For each label of an own metric: `unknown` where the name is allowed, else the refusal. */
export type LabelNames<D> = {
  readonly [L in keyof D]: L extends string ? (string extends L ? unknown : BadLabel<L>) : never;
};
