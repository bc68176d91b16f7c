import type { Bounded, LabelDomains } from '../../contract/domain';
import { declareOwnMetric, type DeclaredMetric, type MetricDeclaration } from '../../contract/metric';
import type { GaugeName, LabelNames } from '../../contract/name-types';
import { made } from '../../problem/made';
import { partOf } from '../../problem/read';
import type { Matcher } from '../syntax/ast';
import { spellingsOfBound } from '../syntax/decimal';
import { noBucket } from '../check/check-bound';
import { knownMetrics, usableLabels } from '../flow/known-metrics';
import { optionsOf, type MetricOptions } from './metric-options';
import { patternOfValues } from '../syntax/regex';
import { metric, type Metric, type Subject } from './selector';

/** A histogram: its buckets, count and sum are metrics of their own. */
export interface Histogram<D, B extends readonly number[] = readonly number[]> extends DeclaredMetric {
  /** Only a type: the domains. */
  readonly domains?: D;

  /** `…_bucket`: how many observations were at most `le`, cumulated. */
  readonly bucket: Metric<D & { readonly le: Bounded }, 'buckets'>;

  /** `…_count`: how many observations there were. */
  readonly count: Metric<D, 'counter'>;

  /** `…_sum`: the sum of all observations. */
  readonly sum: Metric<D, 'counter'>;

  /**
   * How many observations were at most `bound`: the bucket of that bound, in every spelling that clients and Prometheus
   * versions give it.
   */
  under(bound: B[number]): Metric<D & { readonly le: Bounded }, 'counter'>;
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
export function histogramOf<D, B extends readonly number[]>(declaration: MetricDeclaration): Histogram<D, B> {
  const buckets = declaration.buckets ?? [];
  const metrics = knownMetrics([declaration], usableLabels);
  const series = (suffix: string): Subject => ({
    name: `${declaration.name}_${suffix}`,
    scope: 'target',
    metrics,
  });
  const whole: Histogram<D, B> = {
    declaration,
    bucket: metric(declaration, series('bucket')),
    count: metric(declaration, series('count')),
    sum: metric(declaration, series('sum')),
    under: (bound) =>
      metric(
        declaration,
        series('bucket'),
        Number.isFinite(bound)
          ? { matchers: [boundMatcher(bound)], flaws: [] }
          : { matchers: [], flaws: [noBucket(declaration.name, bound, buckets)] },
      ),
  };
  return Object.freeze(made('histogram', made('declared metric', whole)));
}

/** One bucket, however its bound is spelt. */
function boundMatcher(bound: number): Matcher {
  const spellings = spellingsOfBound(bound);
  const [only] = spellings;
  return spellings.length === 1 && only !== undefined
    ? { label: 'le', operator: '=', value: only }
    : { label: 'le', operator: '=~', value: patternOfValues(spellings).source };
}
