import { isPositive, type Matcher, type VectorSelector } from '../syntax/ast';
import { seriesName } from '../syntax/series-name';
import { unknownFlow, type Flow } from './flow';
import type { KnownMetrics } from './known-metrics';
import { matched, without, type LabelSet } from './labels';
import { numbersOf } from '../syntax/regex';

/** The result of a selector. */
export function selectorFlow(selector: VectorSelector, metrics: KnownMetrics): Flow {
  const { matchers } = selector;
  const name = seriesName(selector);
  const known = metrics.get(name);
  const quantile = matchers.some(isOfSummary) ? { quantile: true } : {};
  const namedBuckets = name.endsWith('_bucket') ? { namedBuckets: true } : {};
  if (known === undefined) {
    return {
      ...unknownFlow,
      labels: matched(labelsByName(name, matchers), matchers),
      ...quantile,
      ...namedBuckets,
      ...(namedTotal.test(name) ? { namedTotals: true } : {}),
    };
  }
  const { labels, domains: _, buckets: __, own: ___, definition: ____, isBoolean: _____, ...meaning } = known;
  // one bucket alone is a counter
  const kind = meaning.kind === 'buckets' && matchers.some(isOneBound) ? 'counter' : meaning.kind;
  const named = kind === 'unknown' ? namedBuckets : {};
  return {
    ...meaning,
    ...quantile,
    ...named,
    kind,
    shape: 'instant vector',
    labels: matched(labels, matchers),
  };
}

/** A name of what runs on, as it is exposed. */
const namedTotal = /^[^:]+_(?:total|bucket|sum|count)$/;

/** What the name of series that nobody declared says of their labels: the sum and the count of a histogram have no bound. */
function labelsByName(name: string, matchers: readonly Matcher[]): LabelSet {
  const isSumOrCount = /^[^:]+_(?:sum|count)$/.test(name) && !matchers.some(({ label }) => label === 'le');
  return isSumOrCount ? without(unknownFlow.labels, ['le']) : unknownFlow.labels;
}

/** Whether a matcher chooses a quantile of a summary. */
function isOfSummary(matcher: Matcher): boolean {
  return matcher.label === 'quantile' && isPositive(matcher) && matcher.value !== '';
}

/** Whether a matcher leaves one bucket of a histogram, in one or more spellings of its bound. */
export function isOneBound(matcher: Matcher): boolean {
  if (matcher.label !== 'le' || !isPositive(matcher)) return false;
  const listed = numbersOf(matcher) ?? [];
  return new Set(listed.map((bound) => Number(bound.replace('Inf', 'Infinity')))).size === 1;
}
