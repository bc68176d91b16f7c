import type { LabelDomain } from '../contract/domain';
import { attempt } from '../problem/read';
import type { MetricFact } from './fact';
import type { Pack } from './pack';

/**
 * How many series a pod exposes of a pack at most: of its metrics whose labels all have a bound, each combination of values, times what each
 * writes (a counter itself and `_created`, a histogram each bucket and four more, a summary each quantile and three more).
 *
 * Metrics with a label of which nobody knows the bound, and histograms whose buckets are a setting, are not in it: once declared with both, they count in
 * the contract.
 *
 * @returns NaN for what is no pack
 */
export function seriesOf(pack: Pack): number {
  const count = (): number =>
    Object.values(pack.facts)
      .filter(isCountable)
      .reduce((sum, fact) => sum + combinations(fact) * written(fact), 0);
  return attempt(count, NaN);
}

function isCountable({ type, anyValue, buckets }: MetricFact): boolean {
  return anyValue.length === 0 && (type !== 'histogram' || buckets !== undefined);
}

function combinations({ domains }: MetricFact): number {
  return Object.values(domains).reduce((product, domain) => product * sizeIn(domain), 1);
}

/** Others write what they say and no `other` beside it. */
function sizeIn(domain: LabelDomain): number {
  return Array.isArray(domain) ? domain.length : (domain as Exclude<LabelDomain, readonly string[]>).max; // no list
}

/** With `+Inf`, count, sum and `_created`. */
function written({ type, buckets = [], quantiles = [] }: MetricFact): number {
  return { gauge: 1, counter: 2, histogram: buckets.length + 4, summary: quantiles.length + 3 }[type];
}
