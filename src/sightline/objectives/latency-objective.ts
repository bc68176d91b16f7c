import type { ObjectiveDeclaration } from '../contract/objective';
import type { TargetLabel } from '../contract/target-labels';
import { object, optional, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { below, error } from '../problem/problems';
import { number } from '../problem/scalar-shapes';
import { make } from '../problem/shape';
import type { AnyHistogram, AnyMetric } from '../promql/build/any-metric';
import type { Histogram } from '../promql/build/histogram';
import type { Match, Matches } from '../promql/build/match';
import { checkBy, commonFields, type LooseObjectiveOptions } from './check-options';
import { declareObjective } from './declare-objective';
import { isHistogram } from './metric-shape';
import type { ObjectiveOptions } from './objective-options';

/**
 * What {@link latencyObjective} takes.
 *
 * @typeParam D the labels of the histogram
 * @typeParam U its buckets
 * @typeParam P the labels by which observations are chosen
 */
export interface LatencyOptions<
  D,
  U extends readonly number[],
  P extends keyof Matches<D>,
  N extends number,
  B extends readonly string[],
> extends ObjectiveOptions<N, B> {
  /** Measures how long each takes. What the contract says is no traffic is left out. */
  readonly latency: Histogram<D, U>;

  /** An observation of at most this is good: one of the histogram's buckets, in its unit. */
  readonly under: NoInfer<U[number]>;

  /**
   * Which observations count.
   *
   * @default - all of them: a request that fails fast is a fast one
   */
  readonly where?: Pick<Matches<D>, P>;
}

/**
 * An objective on the share of observations under a threshold, which is a bucket of the histogram: nothing is estimated.
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
  P extends keyof Matches<D>,
  const N extends number,
  const B extends readonly ((keyof D & string) | TargetLabel)[] = [],
>(options: LatencyOptions<D, U, P, N, B>): ObjectiveDeclaration {
  return declareObjective(options, {
    shape,
    check,
    indicator: (given) => ({ type: 'latency', threshold: given.under, ...seriesOf(given) }),
    metrics: ({ latency }) => [latency.declaration],
    minimumBadEvents: 3,
  });
}

interface LooseOptions extends LooseObjectiveOptions {
  readonly latency: AnyHistogram;
  readonly under: number;
  readonly where?: Readonly<Record<string, Match>>;
}

const shape = object<LooseOptions>({
  ...commonFields,
  latency: required(
    make<AnyHistogram>(['object'], 'a histogram', (value, path) =>
      isHistogram(value) ? [] : [error('OPT002', `'${path}' must be a histogram`, { path })],
    ),
  ),
  under: required(number()),
  where: optional(make(['object'], 'what the observations match, such as { method: "GET" }', () => [])),
});

function seriesOf({ latency, under, where }: LooseOptions) {
  const chosen = (metric: AnyMetric<'counter'>) => (where === undefined ? metric : metric.where(where));
  return { total: chosen(latency.count), good: chosen(latency.under(under)) };
}

function check(options: LooseOptions): readonly Problem[] {
  const { total } = seriesOf(options);
  const { by = [], latency, under } = options;
  return [
    ...below('under', latency.under(under).problems),
    ...below('where', total.problems),
    ...checkBy(by, [[latency.declaration.name, total.flow.labels]]),
    ...(by.includes('le')
      ? [
          error('OPT002', "'by' must not name 'le': the buckets of one threshold are added up", {
            path: 'by',
          }),
        ]
      : []),
  ];
}
