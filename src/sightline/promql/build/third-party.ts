import type { LabelDomains } from '../../contract/domain';
import { declareOwnMetric, type MetricInput } from '../../contract/metric';
import type { LabelNames } from '../../contract/name-types';
import { partOf } from '../../problem/read';
import { histogramOf, type Histogram, type HistogramOptions } from './histogram';
import { ofTarget } from './metric';
import { declaring, type DeclaresGivenNativeHistogram } from './native-histogram';
import { summaryOf, type Summary, type SummaryOptions } from './summary';
import { optionsOf, type MetricOptions } from './metric-options';
import type { Metric } from './selector';

/** Without the rules for good names. */
const ofOthers: DeclaresGivenNativeHistogram = declaring(true);

/**
 * Metrics that a service exposes under names that somebody else has chosen, as an exporter or a library does. They are declared like its own, with
 * types, labels and domains, and only the rules for good names do not hold: `pg_stat_activity_count` may be a gauge.
 *
 * @example
 * const connections = thirdParty.gauge('pg_stat_activity_count', 'Connections by state', {
 *   datname: { max: 10 },
 *   state: ['active', 'idle', 'idle in transaction'],
 * });
 */
export const thirdParty = {
  /** A counter, whether or not its name ends in `_total`. */
  counter: <const D extends LabelDomains>(
    name: string,
    help: string,
    labels: D & LabelNames<D>,
    options: MetricOptions<NoInfer<keyof D & string>> = {},
  ): Metric<D, 'counter'> => ofTarget(given({ type: 'counter', name, help, labels }, options)),

  /** A gauge, whatever its name ends in. */
  gauge: <const D extends LabelDomains>(
    name: string,
    help: string,
    labels: D & LabelNames<D>,
    options: MetricOptions<NoInfer<keyof D & string>> = {},
  ): Metric<D, 'gauge'> => ofTarget(given({ type: 'gauge', name, help, labels }, options)),

  /** A histogram with classic buckets; its name without `_bucket`, `_sum` and `_count`. */
  histogram: <const D extends LabelDomains, const B extends readonly number[]>(
    name: string,
    help: string,
    labels: D & LabelNames<D>,
    options: HistogramOptions<B, NoInfer<keyof D & string>>,
  ): Histogram<D, B> =>
    histogramOf(
      given({ type: 'histogram', name, help, labels, buckets: partOf(options, 'buckets') }, options),
    ),

  /** A native histogram, with its classic form where the options have the buckets of one. */
  nativeHistogram: ofOthers,

  /** A summary; its name without `_sum` and `_count`. */
  summary: <const D extends LabelDomains, const Q extends readonly number[]>(
    name: string,
    help: string,
    labels: D & LabelNames<D>,
    options: SummaryOptions<Q, NoInfer<keyof D & string>>,
  ): Summary<D, Q> =>
    summaryOf(
      given({ type: 'summary', name, help, labels, quantiles: partOf(options, 'quantiles') }, options),
    ),
};

function given(input: MetricInput, options: unknown) {
  return declareOwnMetric({ ...input, ...optionsOf(options), isGivenName: true });
}
