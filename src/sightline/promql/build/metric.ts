import type { LabelDomains } from '../../contract/domain';
import { declareOwnMetric, declared, type MetricDeclaration } from '../../contract/metric';
import type { CounterName, GaugeName, LabelNames } from '../../contract/name-types';
import { optionsOf, type MetricOptions } from './metric-options';
import { metric, type Metric } from './selector';
import { subjectOf, targetSource } from './source';

/**
 * A counter that the service exposes.
 *
 * @param name ends in `_total`
 * @param help what it counts
 * @param labels each with its domain: a label without a bound cannot be declared
 * @example
 * const requests = counter('shop_orders_total', 'Orders received', { channel: ['web', 'app'], country: { max: 40 } });
 */
export function counter<const N extends string, const D extends LabelDomains>(
  name: CounterName<N>,
  help: string,
  labels: D & LabelNames<D>,
  options: MetricOptions<NoInfer<keyof D & string>> = {},
): Metric<D, 'counter'> {
  return ofTarget(declareOwnMetric({ type: 'counter', name, help, labels, ...optionsOf(options) }));
}

/**
 * A gauge that the service exposes.
 *
 * @param name has no suffix of a counter or histogram
 * @param help what it measures
 * @param labels each with its domain
 */
export function gauge<const N extends string, const D extends LabelDomains>(
  name: GaugeName<N>,
  help: string,
  labels: D & LabelNames<D>,
  options: MetricOptions<NoInfer<keyof D & string>> = {},
): Metric<D, 'gauge'> {
  return ofTarget(declareOwnMetric({ type: 'gauge', name, help, labels, ...optionsOf(options) }));
}

/**
 * Whether a target could be scraped: 1 or 0 for each. Prometheus writes it itself.
 *
 * @see https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series
 */
export const up: Metric<object, 'gauge'> = ofTarget(
  declared({
    name: 'up',
    type: 'gauge',
    help: 'Whether the target could be scraped',
    labels: {},
    origin: 'scrape',
    problems: [],
  }),
);

/** A metric of the target itself, of the name that was declared. */
export function ofTarget<D, K extends 'counter' | 'gauge'>(declaration: MetricDeclaration): Metric<D, K> {
  return metric(declaration, subjectOf(declaration.name, targetSource(declaration)));
}
