import type { Matcher, VectorSelector } from '../syntax/ast';
import { seriesName } from '../syntax/series-name';
import { unknownFlow, type Flow } from './flow';
import type { KnownMetrics } from './known-metrics';
import { matched } from './labels';
import { numbersListed } from '../syntax/regex';

/** The result of a selector. */
export function selectorFlow(selector: VectorSelector, metrics: KnownMetrics): Flow {
  const { matchers } = selector;
  const name = seriesName(selector);
  const known = metrics.get(name);
  const quantile = matchers.some(isOfSummary) ? { quantile: true } : {};
  const namedBuckets = name.endsWith('_bucket') ? { namedBuckets: true } : {};
  if (known === undefined) {
    return { ...unknownFlow, labels: matched(unknownFlow.labels, matchers), ...quantile, ...namedBuckets };
  }
  const { labels, domains: _, buckets: __, own: ___, definition: ____, ...meaning } = known;
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

/** Whether a matcher chooses a quantile of a summary. */
function isOfSummary({ label, operator, value }: Matcher): boolean {
  return label === 'quantile' && (operator === '=' || operator === '=~') && value !== '';
}

/** Whether a matcher leaves one bucket of a histogram, in one or more spellings of its bound. */
export function isOneBound({ label, operator, value }: Matcher): boolean {
  if (label !== 'le' || (operator !== '=' && operator !== '=~')) return false;
  const listed = operator === '=' ? [value] : numbersListed(value);
  return (
    listed !== undefined &&
    new Set(listed.map((bound) => Number(bound.replace('Inf', 'Infinity')))).size === 1
  );
}
