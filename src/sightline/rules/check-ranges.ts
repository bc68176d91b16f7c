import { formatDuration } from '../contract/duration';
import type { Problem } from '../problem/problem';
import { error, warning } from '../problem/problems';
import { printLength } from '../promql/print/print-length';
import type { Node, RangeSelector, VectorSelector } from '../promql/syntax/ast';
import { instant, millisecondsOf } from '../promql/syntax/length';

/** How often series are scraped, in milliseconds, by what they are about; undefined where nobody knows. */
export type ScrapeIntervals = { readonly [S in VectorSelector['scope']]: number | undefined };

/**
 * Windows that are too short for the interval at which their series are scraped: a rate needs two samples, and four keep it through one
 * missed scrape and a late one.
 *
 * @see https://www.robustperception.io/what-range-should-i-use-with-rate/
 */
export function checkRanges(nodes: readonly Node[], intervals: ScrapeIntervals): Problem[] {
  return nodes.flatMap((each) =>
    each.type === 'range' ? checkRange(each, intervals[each.selector.scope]) : [],
  );
}

function checkRange(range: RangeSelector, interval: number | undefined): Problem[] {
  const { selector } = range;
  const window = millisecondsOf(range.window, instant);
  // of no length there is another problem, and where edges are filled in, samples outside count too
  if (interval === undefined || window === undefined || !(window > 0) || selector.edges !== undefined)
    return [];
  if (window >= 4 * interval) return [];
  const thing = `window '${printLength(range.window)}' of '${selector.name}'`;
  const details = { fix: `take at least '${formatDuration(4 * interval)}', or scrape more often` };
  if (window >= 2 * interval) {
    return [
      warning(
        'RNG301',
        `${thing} is under four scrape intervals (${formatDuration(interval)}): one missed scrape leaves a gap`,
        details,
      ),
    ];
  }
  return [
    error(
      'RNG301',
      `${thing} must be at least twice the scrape interval (${formatDuration(interval)}): a rate needs two samples`,
      details,
    ),
  ];
}
