import { valuesOf } from '../../contract/domain';
import { defined } from '../../problem/defined';
import { nothingKnown, type KnownMetric, type KnownMetrics } from '../flow/known-metrics';
import type { Node } from '../syntax/ast';
import { letsThrough } from '../syntax/regex';
import { seriesName } from '../syntax/series-name';
import { chainOf } from './chain';

/** The values of labels, and the bounds of buckets, that series have. */
export type LeftValues = Pick<KnownMetric, 'domains' | 'buckets'>;

/** What an expression leaves of the values of the labels that it reads: all that its matchers let through. Undefined where it reads several selectors. */
export function leftValues(root: Node, metrics: KnownMetrics): LeftValues | undefined {
  const chain = chainOf(root, nothingKnown);
  const metric = chain && metrics.get(seriesName(chain.selector));
  if (chain === undefined || metric === undefined) return undefined;
  const { matchers } = chain.selector;
  const domains = Object.entries(metric.domains ?? {}).flatMap(([label, domain]) => {
    const values = valuesOf(domain);
    if (values === undefined || !chain.keeps(label)) return [];
    const left = values.filter((value) =>
      matchers.every((matcher) => matcher.label !== label || letsThrough(matcher, value)),
    );
    return left.length === 0 ? [] : [[label, left] as const];
  });
  const keepsBounds = chain.keeps('le') && !matchers.some(({ label }) => label === 'le');
  return {
    domains: Object.fromEntries(domains),
    ...defined({ buckets: keepsBounds ? metric.buckets : undefined }),
  };
}
