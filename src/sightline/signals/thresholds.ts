import type { ServiceContract } from '../contract/service-contract';
import { budgetOf, exact } from '../objectives/exact';
import { isObjective, type Indicator, type Objective } from '../objectives/objective';
import type { AnyEvents, AnyHistogram, AnyNativeHistogram } from '../promql/build/any-metric';

/**
 * The share of failed requests, in percent, that the strictest objective on the same requests and the same failures allows for; above it
 * its error budget burns faster than the window lasts. Undefined if there is no such objective.
 */
export function errorThreshold(
  contract: ServiceContract,
  requests: AnyEvents,
  failed: AnyEvents,
): number | undefined {
  const allowed = objectivesOf(contract, 'availability')
    .filter(({ indicator }) => selects(indicator.total, requests) && selects(indicator.bad, failed))
    .map(({ objective }) => exact(budgetOf(objective) * 100));
  return smallest(allowed);
}

/**
 * The duration that a quantile must not exceed, in the unit of the histogram, by the strictest objective on all its observations: where
 * 99 % must take at most 0.25 s, every quantile up to the 0.99 must be at most 0.25 s. Undefined if no objective says so.
 */
export function latencyThreshold(
  contract: ServiceContract,
  latency: AnyHistogram | AnyNativeHistogram,
  quantile: number,
): number | undefined {
  const observations = 'count' in latency ? latency.count : latency;
  const promised = objectivesOf(contract, 'latency')
    .filter(
      ({ objective, indicator }) =>
        selects(indicator.total, observations) && quantile <= exact(1 - budgetOf(objective)),
    )
    .map(({ indicator }) => indicator.threshold);
  return smallest(promised);
}

type IndicatorOf<T extends Indicator['type']> = Extract<Indicator, { readonly type: T }>;

function objectivesOf<T extends Indicator['type']>(
  contract: ServiceContract,
  type: T,
): (Objective & { readonly indicator: IndicatorOf<T> })[] {
  return contract.objectives
    .filter(isObjective)
    .filter(
      (objective): objective is Objective & { readonly indicator: IndicatorOf<T> } =>
        objective.indicator.type === type,
    );
}

/** Whether two selectors select the same series, as they are written: the order of their matchers means nothing. */
function selects(one: AnyEvents, other: AnyEvents): boolean {
  return selected(one) === selected(other);
}

function selected({ node }: AnyEvents): string {
  if (node.type !== 'selector') return JSON.stringify(node);
  const matchers = node.matchers.map(({ label, operator, value }) => [label, operator, value].join('\0'));
  return JSON.stringify([node.name, matchers.sort(), node.offset, node.at]);
}

function smallest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values);
}
