import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { describe } from '../../problem/read';
import type { Matcher } from '../syntax/ast';
import { numbersOf } from '../syntax/regex';

/**
 * A matcher of `le` that names a bound which is no bucket.
 *
 * @param name of the series, which ends in `_bucket`
 * @param buckets the finite bounds that there are
 */
export function checkBound(name: string, buckets: readonly number[], matcher: Matcher): readonly Problem[] {
  const wrong = (numbersOf(matcher) ?? []).filter(
    (bound) => bound !== '' && bound !== '+Inf' && !buckets.includes(Number(bound)),
  );
  // one bound may be there in several spellings
  const distinct = new Map([...wrong].reverse().map((bound) => [Number(bound), bound]));
  return [...distinct.values()].map((bound) => noBucket(name.replace(/_bucket$/, ''), bound, buckets));
}

/** More buckets are counted in a message, not named. */
const mostNamed = 50;

/**
 * A bound that is no bucket.
 *
 * @param histogram its name
 */
export function noBucket(histogram: string, bound: unknown, buckets: readonly number[]): Problem {
  const said = typeof bound === 'string' ? bound : describe(bound);
  const named = buckets.slice(0, mostNamed).join(', ');
  const rest = buckets.length > mostNamed ? ` and ${buckets.length - mostNamed} more` : '';
  return error('TYP107', `${said} is no bucket of '${histogram}', whose buckets are ${named}${rest}`);
}
