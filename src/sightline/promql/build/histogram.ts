import type { Bounded, LabelDomains } from '../../contract/domain';
import { declareOwnMetric, type MetricDeclaration } from '../../contract/metric';
import type { GaugeName, LabelNames } from '../../contract/name-types';
import type { TargetLabel } from '../../contract/target-labels';
import { made } from '../../problem/made';
import { partOf } from '../../problem/read';
import type { Matcher } from '../syntax/ast';
import { noBucket } from '../check/check-bound';
import type { Kind } from '../flow/flow';
import { optionsOf, type MetricOptions } from './metric-options';
import { numberMatcher } from './number-matcher';
import { metric, type Metric } from './selector';
import type { WholeHistogram } from './whole-histogram';
import { subjectOf, targetSource, type Source } from './source';

/**
 * A histogram: its buckets, count and sum are metrics of their own.
 *
 * @typeParam D its labels with their domains
 * @typeParam B its buckets
 * @typeParam T the labels that its target adds
 */
export interface Histogram<
  D,
  B extends readonly number[] = readonly number[],
  T extends string = TargetLabel,
> extends WholeHistogram<D, B, T> {
  readonly form: 'classic';

  /** `…_bucket`: how many observations were at most `le`, cumulated. */
  readonly bucket: Metric<D & { readonly le: Bounded }, 'buckets', T>;

  /** `…_count`: how many observations there were. */
  readonly count: Metric<D, 'counter', T>;

  /** `…_sum`: the sum of all observations. */
  readonly sum: Metric<D, 'counter', T>;

  /**
   * How many observations were at most `bound`: the bucket of that bound, in every spelling that clients and Prometheus
   * versions give it.
   */
  under(bound: B[number]): Metric<D & { readonly le: Bounded }, 'counter', T>;
}

/**
 * What a histogram must say beside its name, help and labels.
 *
 * @typeParam B its buckets
 * @typeParam L its labels
 */
export interface HistogramOptions<
  B extends readonly number[],
  L extends string = string,
> extends MetricOptions<L> {
  /** The upper bounds of its buckets, ascending, without `+Inf`. */
  readonly buckets: B;
}

/**
 * A histogram with classic buckets that the service exposes.
 *
 * @param name has no suffix: `_bucket`, `_sum` and `_count` are added by the client
 * @param help what it observes
 * @param labels each with its domain
 */
export function histogram<
  const N extends string,
  const D extends LabelDomains,
  const B extends readonly number[],
>(
  name: GaugeName<N>,
  help: string,
  labels: D & LabelNames<D>,
  options: HistogramOptions<B, NoInfer<keyof D & string>>,
): Histogram<D, B> {
  return histogramOf(
    declareOwnMetric({
      type: 'histogram',
      name,
      help,
      labels,
      buckets: partOf(options, 'buckets'),
      ...optionsOf(options),
    }),
  );
}

/** The series of a histogram that is declared. */
export function histogramOf<D, B extends readonly number[], T extends string = TargetLabel>(
  declaration: MetricDeclaration,
  source: Source = targetSource(declaration),
): Histogram<D, B, T> {
  const { name, buckets } = declaration;
  const { flaws } = source;
  const series = <M, K extends Kind>(suffix: string, matchers: readonly Matcher[] = []): Metric<M, K, T> =>
    metric(declaration, subjectOf(`${name}_${suffix}`, source), { matchers, flaws });
  const whole: Histogram<D, B, T> = {
    declaration,
    form: 'classic',
    bucket: series('bucket'),
    count: series('count'),
    sum: series('sum'),
    under: (bound) =>
      Number.isFinite(bound)
        ? series('bucket', [boundMatcher(bound)])
        : metric(declaration, subjectOf(`${name}_bucket`, source), {
            matchers: [],
            flaws: [...flaws, noBucket(name, bound, buckets ?? [])],
          }),
  };
  return Object.freeze(made('histogram', made('declared metric', whole)));
}

/** One bucket, however its bound is spelt. */
function boundMatcher(bound: number): Matcher {
  return numberMatcher('le', bound);
}
