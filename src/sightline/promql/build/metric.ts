import { defined } from '../../problem/defined';
import type { LabelDomain, LabelDomains } from '../../contract/domain';
import {
  declareExternalMetric,
  declareOwnMetric,
  declared,
  type MetricDeclaration,
} from '../../contract/metric';
import type { CounterName, GaugeName, LabelNames } from '../../contract/name-types';
import { knownMetrics, unitOf, usableLabels } from '../flow/known-metrics';
import { closed, textsOf } from '../flow/labels';
import { optionsOf, type MetricOptions } from './metric-options';
import { metric, type Metric } from './selector';

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

/**
 * A metric that something else exposes, such as cAdvisor. Its labels are those named, with any value. One that has the label
 * `namespace` is bound to the namespace of the rule's target; the rest an expression joins itself.
 *
 * @param labels the labels that may be used, those of its own target included
 */
export function external<const L extends string, const T extends 'counter' | 'gauge'>(
  name: string,
  type: T,
  help: string,
  labels: readonly L[],
): Metric<Readonly<Record<L, LabelDomain>>, T, never> {
  const declaration = declareExternalMetric({ name, type, help, labels });
  const stated = closed(textsOf(labels) ?? []);
  const unit = unitOf(declaration);
  const kind = declaration.type as 'counter' | 'gauge'; // no histogram is declared so
  const metrics = new Map([[declaration.name, { kind, labels: stated, ...defined({ unit }) }]]);
  const scope = stated.names.has('namespace') ? 'namespace' : 'global';
  // nobody else reports what is wrong with a metric that is in no contract
  return metric(
    declaration,
    { name: declaration.name, scope, metrics },
    { matchers: [], flaws: declaration.problems },
  );
}

/** A metric of the target itself, of the name that was declared. */
export function ofTarget<D, K extends 'counter' | 'gauge'>(declaration: MetricDeclaration): Metric<D, K> {
  const metrics = knownMetrics([declaration], usableLabels);
  return metric(declaration, { name: declaration.name, scope: 'target', metrics });
}
