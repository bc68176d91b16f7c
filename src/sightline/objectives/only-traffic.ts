import type { ServiceContract } from '../contract/service-contract';
import type { Kind } from '../promql/flow/flow';
import { lacks } from '../promql/flow/labels';
import type { AnyMetric } from '../promql/build/any-metric';

/** The series of an own metric without what the contract says is no traffic. Metrics of others are left as they are. */
export function onlyTraffic<K extends Kind>(contract: ServiceContract, metric: AnyMetric<K>): AnyMetric<K> {
  if (metric.declaration.origin !== 'own') return metric;
  const { labels } = metric.flow;
  const excluded = Object.entries(contract.notTraffic).filter(([label]) => !lacks(labels, label));
  return excluded.reduce(
    (rest, [label, [first, ...more]]) =>
      first === undefined ? rest : rest.where({ [label]: { not: [first, ...more] } }),
    metric,
  );
}
