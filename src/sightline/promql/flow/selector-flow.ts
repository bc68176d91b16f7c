import type { Matcher, VectorSelector } from '../syntax/ast';
import { unknownFlow, type Flow } from './flow';
import type { KnownMetrics } from './known-metrics';
import { matched } from './labels';
import { literalsOf } from '../syntax/regex';

/** The result of a selector. */
export function selectorFlow({ name, matchers }: VectorSelector, metrics: KnownMetrics): Flow {
  const known = metrics.get(name);
  if (known === undefined) return { ...unknownFlow, labels: matched(unknownFlow.labels, matchers) };
  const { labels, domains: _, buckets: __, own: ___, ...meaning } = known;
  const narrowed = matched(labels, matchers);
  // one bucket alone is a counter
  const kind = meaning.kind === 'buckets' && matchers.some(isOneBound) ? 'counter' : meaning.kind;
  return { ...meaning, kind, shape: 'instant vector', labels: narrowed };
}

/** Whether a matcher leaves one bucket of a histogram, in one or more spellings of its bound. */
export function isOneBound({ label, operator, value }: Matcher): boolean {
  if (label !== 'le' || (operator !== '=' && operator !== '=~')) return false;
  const listed = operator === '=' ? [value] : literalsOf(value);
  return (
    listed !== undefined &&
    new Set(listed.map((bound) => Number(bound.replace('Inf', 'Infinity')))).size === 1
  );
}
