import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import type { Refuse } from '../../problem/refusals';
import type { BinaryOperator, Node } from '../syntax/ast';
import { argument, type Numeric } from './call';
import type { Kind } from '../flow/flow';
import {
  readMatching,
  type Calculates,
  type JoinedLabels,
  type Joins,
  type Matching,
  type MeetsAsSets,
} from './matching';
import { metricsOf, scalarOf, vector, type AnyVector, type Scalar, type Vector } from './vector';

/** What an operator works on. */
export type Operand = AnyVector | Numeric;

type KindOf<X> = X extends { readonly kind: infer K extends Kind } ? K : never;
type Labels<X> = X extends Vector<infer L> ? L : never;
type Combined<A, B, W, K extends Kind> =
  A extends Vector<infer L>
    ? B extends Vector<infer R>
      ? Vector<JoinedLabels<L, R, W>, K>
      : Vector<L, K>
    : B extends AnyVector
      ? Vector<Labels<B>, K>
      : Scalar;

/**
 * What an operator makes of native histograms: a `sum` takes them on both sides, a `product` on one, a `quotient` on the left, and what is for
 * `floats` on neither.
 */
export type HistogramUse = 'sum' | 'product' | 'quotient' | 'floats';

type Sort<X> =
  X extends Vector<infer _, infer K>
    ? [K] extends ['histogram']
      ? 'histogram'
      : [Extract<K, 'histogram' | 'unknown'>] extends [never]
        ? 'float'
        : 'unknown'
    : 'float';

/** Pairs of what stands on the two sides. */
type Refused<U extends HistogramUse> = {
  sum: 'histogram float' | 'float histogram';
  product: 'histogram histogram';
  quotient: `${string} histogram`;
  floats: `${string} histogram` | `histogram ${string}`;
}[U];

/**
 * What is given, where native histograms stand as an operator can calculate with them, or none are there; else the refusal.
 *
 * @typeParam X what is given
 */
export type WithHistograms<U extends HistogramUse, A, B, X> =
  `${Sort<A>} ${Sort<B>}` extends Refused<U> ? Refuse<'histogramsCalculated'> : X;

/** The left side. The compiler speaks of it where a number stands on the right, of which it would not print the sentence. */
export type LeftOf<U extends HistogramUse, A, B> = B extends number ? WithHistograms<U, A, B, A> : A;

/** The right side, whose labels are held against those of the left as well. */
export type RightOf<U extends HistogramUse, A, B, Joined> = B extends number
  ? Joined
  : WithHistograms<U, A, B, Joined>;

/** What a calculation gives. */
type CalculatedKind<U extends HistogramUse, A, B> = U extends 'floats'
  ? 'sample'
  : 'histogram' extends Sort<A> | Sort<B>
    ? 'histogram'
    : 'sample';

/**
 * `+ - * / % ^ atan2`: a calculation for each pair of series.
 *
 * @typeParam U what it makes of native histograms
 */
export type Arithmetic<U extends HistogramUse = HistogramUse> = <
  A extends Operand,
  B extends Operand,
  const W extends Matching,
>(
  left: LeftOf<U, A, B>,
  right: RightOf<U, A, B, Calculates<A, B, W>>,
  matching?: W,
) => Combined<A, B, W, CalculatedKind<U, A, B>>;

/** Like {@link Joins}, of comparisons: two scalars have no series to leave out. */
export type Compares<A, B, W> = A extends AnyVector
  ? Joins<A, B, W>
  : B extends AnyVector
    ? Joins<A, B, W>
    : W extends { readonly bool: true }
      ? B
      : Refuse<'boolBetweenScalars'>;

/**
 * A comparison: leaves out the series for which it does not hold, or with `bool` gives 0 and 1.
 *
 * @typeParam U what it makes of native histograms: whether they are equal can be asked
 */
export type Comparison<U extends 'sum' | 'floats' = 'sum' | 'floats'> = <
  A extends Operand,
  B extends Operand,
  const W extends Matching,
>(
  left: LeftOf<U, A, B>,
  right: RightOf<U, A, B, Compares<A, B, W>>,
  matching?: W,
) => Combined<
  A,
  B,
  W,
  W extends { readonly bool: true } ? 'sample' : A extends AnyVector ? KindOf<A> : KindOf<B>
>;

/** What set operators say of which series belong together. */
export type SetMatching = Pick<Matching, 'on' | 'ignoring'>;

/** The series of the left that have, or have not, a partner on the right. */
export type Filter = <A extends AnyVector, B extends AnyVector, const W extends SetMatching>(
  left: A,
  right: MeetsAsSets<A, B, W>,
  matching?: W,
) => Vector<Labels<A>, KindOf<A>>;

/** The series of the left, and those of the right that have no partner there. */
export type Union = <A extends AnyVector, B extends AnyVector, const W extends SetMatching>(
  left: A,
  right: MeetsAsSets<A, B, W>,
  matching?: W,
) => Vector<[Labels<A>, Labels<B>] extends [Labels<B>, Labels<A>] ? Labels<A> : string, KindOf<A>>;

/** `left + right`. */
export const add: Arithmetic<'sum'> = operator('+');

/** `left - right`. */
export const sub: Arithmetic<'sum'> = operator('-');

/** `left * right`. */
export const mul: Arithmetic<'product'> = operator('*');

/** `left / right`. Nothing divided by nothing is NaN: keep zeros out of the right side with `gt(…, 0)`. */
export const div: Arithmetic<'quotient'> = operator('/');

/** `left % right`. */
export const mod: Arithmetic<'floats'> = operator('%');

/** `left ^ right`. */
export const pow: Arithmetic<'floats'> = operator('^');

/** `left atan2 right`: the angle of a point, in radians. */
export const atan2: Arithmetic<'floats'> = operator('atan2');

/** Native histograms without the observations on one side of a value. */
export type Trims = <
  L extends string,
  K extends Kind,
  B extends Operand,
  const W extends Omit<Matching, 'bool'>,
>(
  histograms: Trimmable<L, K>,
  bound: Calculates<Vector<L, K>, B, W>,
  matching?: W,
) => Combined<Vector<L, K>, B, W, K>;

/** The vector itself if it may be of native histograms, else the refusal. */
export type Trimmable<L extends string, K extends Kind, V = Vector<L, K>> = K extends
  'counter' | 'gauge' | 'buckets'
  ? Refuse<'trimsHistograms'>
  : V;

/** `histograms </ bound`: without the observations above a value. From 3.11 on. */
export const trimUpper: Trims = operator('</');

/** `histograms >/ bound`: without the observations below a value. From 3.11 on. */
export const trimLower: Trims = operator('>/');

/** `left == right`. */
export const eq: Comparison<'sum'> = operator('==');

/** `left != right`. */
export const ne: Comparison<'sum'> = operator('!=');

/** `left > right`. */
export const gt: Comparison<'floats'> = operator('>');

/** `left < right`. */
export const lt: Comparison<'floats'> = operator('<');

/** `left >= right`. */
export const gte: Comparison<'floats'> = operator('>=');

/** `left <= right`. */
export const lte: Comparison<'floats'> = operator('<=');

/** `left and right`: the series of the left that have a partner on the right. */
export const and: Filter = operator('and');

/** `left unless right`: the series of the left that have none. */
export const unless: Filter = operator('unless');

/** `left or right`: all of the left, and what only the right has. */
export const or: Union = operator('or');

/** What every operator is. */
type AnyOperator = Arithmetic<'sum'> &
  Arithmetic<'product'> &
  Arithmetic<'quotient'> &
  Arithmetic<'floats'> &
  Comparison<'sum'> &
  Comparison<'floats'> &
  Filter &
  Union &
  Trims;

function operator(name: BinaryOperator): AnyOperator {
  // one function behind all types, whose labels and kinds are those of binaryFlow
  return ((left: unknown, right: unknown, matching?: unknown) =>
    combine(name, left, right, matching)) as unknown as AnyOperator;
}

function combine(
  name: BinaryOperator,
  leftGiven: unknown,
  rightGiven: unknown,
  given: unknown,
): AnyVector | Scalar {
  const left = argument(leftGiven, `'${name}'`);
  const right = argument(rightGiven, `'${name}'`);
  const { problems: wrong, ...how } = readMatching(name, given);
  const node: Node = {
    type: 'binary',
    operator: name,
    ...how,
    left: left.node,
    right: right.node,
  };
  const bothKnown = typeof leftGiven === 'number' && typeof rightGiven === 'number';
  const flaws = bothKnown ? [twoNumbers(name)] : [...left.flaws, ...right.flaws, ...wrong];
  const parts = { node, metrics: metricsOf([left, right]), flaws };
  return left.shape === 'scalar' && right.shape === 'scalar' && !bothKnown ? scalarOf(parts) : vector(parts);
}

function twoNumbers(name: string): Problem {
  return error('PQL002', `'${name}' of two numbers is a number, and no series`, {
    fix: 'calculate it in TypeScript',
  });
}
