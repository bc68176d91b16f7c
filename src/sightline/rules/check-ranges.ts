import { formatDuration } from '../contract/duration';
import type { Problem } from '../problem/problem';
import { error, warning } from '../problem/problems';
import { printLength } from '../promql/print/print-length';
import type { Node, RangeSelector, VectorSelector } from '../promql/syntax/ast';
import { instant, millisecondsOf } from '../promql/syntax/length';

/**
 * Windows that are too short for the interval at which their series are scraped: a rate needs two samples, and four keep it through one
 * missed scrape and a late one. What looks at each sample by itself needs one.
 *
 * @param intervalOf how often series are scraped, in milliseconds; undefined where nobody knows
 * @see https://www.robustperception.io/what-range-should-i-use-with-rate/
 */
export function checkRanges(
  nodes: readonly Node[],
  intervalOf: (selector: VectorSelector) => number | undefined,
): Problem[] {
  const single = new Set(
    nodes.flatMap((each) => (each.type === 'call' && each.name.endsWith('_over_time') ? each.args : [])),
  );
  return nodes.flatMap((each) =>
    each.type === 'range' ? checkRange(each, intervalOf(each.selector), single.has(each) ? 1 : 2) : [],
  );
}

function checkRange(range: RangeSelector, interval: number | undefined, needed: 1 | 2): Problem[] {
  const { selector } = range;
  const window = millisecondsOf(range.window, instant);
  // of no length there is another problem, and where edges are filled in, samples outside count too
  if (interval === undefined || window === undefined || !(window > 0) || selector.edges !== undefined)
    return [];
  const enough = 2 * needed * interval;
  if (window >= enough) return [];
  const thing = `window '${printLength(range.window)}' of '${selector.name}'`;
  const details = { fix: `take at least '${formatDuration(enough)}', or scrape more often` };
  if (window >= needed * interval) {
    return [
      warning(
        'RNG301',
        `${thing} is under ${needed === 1 ? 'two' : 'four'} scrape intervals (${formatDuration(interval)}): one missed scrape leaves a gap`,
        details,
      ),
    ];
  }
  return [
    error(
      'RNG301',
      needed === 1
        ? `${thing} must be at least the scrape interval (${formatDuration(interval)}): most of the time no sample is in it`
        : `${thing} must be at least twice the scrape interval (${formatDuration(interval)}): a rate needs two samples`,
      details,
    ),
  ];
}
