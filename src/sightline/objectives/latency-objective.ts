import type { ObjectiveDeclaration } from '../contract/objective';
import type { TargetLabel } from '../contract/target-labels';
import { object, optional, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { below, error } from '../problem/problems';
import { number } from '../problem/scalar-shapes';
import { make } from '../problem/shape';
import type { AnyEvents, AnyHistogram, AnyNativeHistogram } from '../promql/build/any-metric';
import type { Match, Matches } from '../promql/build/match';
import type { WholeHistogram } from '../promql/build/whole-histogram';
import { checkBy, commonFields, type LooseObjectiveOptions } from './check-options';
import { declareObjective } from './declare-objective';
import { isHistogram, isNativeHistogram } from './metric-shape';
import type { ObjectiveOptions } from './objective-options';

/**
 * What {@link latencyObjective} takes.
 *
 * @typeParam D the labels of the histogram
 * @typeParam U its buckets
 * @typeParam P the labels by which observations are chosen
 * @typeParam T the labels of the target that the histogram has
 */
export interface LatencyOptions<
  D,
  U extends readonly number[],
  P extends keyof Matches<D, T>,
  N extends number,
  B extends readonly string[],
  T extends string = TargetLabel,
> extends ObjectiveOptions<N, B> {
  /** Measures how long each takes: a histogram, classic or native. What the contract says is no traffic is left out. */
  readonly latency: WholeHistogram<D, U, T>;

  /**
   * An observation of at most this is good: one of the histogram's buckets, in its unit. Of a native histogram any number above 0: the share of the
   * bucket that it lies in is estimated.
   */
  readonly under: NoInfer<U[number]>;

  /**
   * Which observations count.
   *
   * @default - all of them: a request that fails fast is a fast one
   */
  readonly where?: Pick<Matches<D, T>, P>;
}

/**
 * An objective on the share of observations under a threshold. It is a bucket of a classic histogram, and nothing is estimated; of a native one it may
 * be any number.
 *
 * @example
 * latencyObjective({
 *   name: 'latency',
 *   objective: 99,
 *   description: 'Requests are answered within 250 ms.',
 *   latency,
 *   under: 0.25,
 * });
 */
export function latencyObjective<
  D,
  const U extends readonly number[],
  P extends keyof Matches<D, T>,
  const N extends number,
  const B extends readonly ((keyof D & string) | T)[] = [],
  T extends string = TargetLabel,
>(options: LatencyOptions<D, U, P, N, B, T>): ObjectiveDeclaration {
  return declareObjective(options, {
    shape,
    check,
    indicator: (given) => ({ type: 'latency', threshold: given.under, ...seriesOf(given) }),
    metrics: ({ latency }) => [latency.declaration],
    minimumBadEvents: 3,
  });
}

interface LooseOptions extends LooseObjectiveOptions {
  readonly latency: AnyHistogram | AnyNativeHistogram;
  readonly under: number;
  readonly where?: Readonly<Record<string, Match>>;
}

const shape = object<LooseOptions>({
  ...commonFields,
  latency: required(
    make<AnyHistogram | AnyNativeHistogram>(['object'], 'a histogram', (value, path) =>
      isHistogram(value) || isNativeHistogram(value)
        ? []
        : [error('OPT002', `'${path}' must be a histogram`, { path })],
    ),
  ),
  under: required(number()),
  where: optional(make(['object'], 'what the observations match, such as { method: "GET" }', () => [])),
});

function seriesOf({ latency, under, where }: LooseOptions): Record<'total' | 'good', AnyEvents> {
  const chosen = (metric: AnyEvents) => (where === undefined ? metric : metric.where(where));
  return 'under' in latency
    ? { total: chosen(latency.count), good: chosen(latency.under(under)) }
    : { total: chosen(latency), good: chosen(latency) };
}

function check(options: LooseOptions): readonly Problem[] {
  const { total } = seriesOf(options);
  const { by = [], latency, under } = options;
  const { name } = latency.declaration;
  const isBelowAll = !('under' in latency) && !(under > 0);
  const bound = 'under' in latency ? latency.under(under).problems : [];
  return [
    ...below('under', bound),
    ...(isBelowAll
      ? [
          error(
            'TYP107',
            `'under' (${under}) must be above 0, the least that native histogram '${name}' tells`,
            {
              path: 'under',
            },
          ),
        ]
      : []),
    ...below('where', total.problems),
    ...checkBy(by, [[name, total.flow.labels]]),
    ...(by.includes('le')
      ? [
          error('OPT002', "'by' must not name 'le': the buckets of one threshold are added up", {
            path: 'by',
          }),
        ]
      : []),
  ];
}
