import { formatDuration } from '../contract/duration';
import type { Problem } from '../problem/problem';
import { error, warning } from '../problem/problems';
import type { Node } from '../promql/ast';

/**
 * Windows that are too short for the interval at which the target is scraped: a rate needs two samples, and four keep it through one
 * missed scrape and a late one.
 *
 * @param scrapeInterval in milliseconds
 * @see https://www.robustperception.io/what-range-should-i-use-with-rate/
 */
export function checkRanges(node: Node, scrapeInterval: number): Problem[] {
  switch (node.type) {
    case 'number':
    case 'selector':
      return [];
    case 'range': {
      if (node.selector.scope !== 'target') return [];
      const window = formatDuration(node.window);
      const interval = formatDuration(scrapeInterval);
      const thing = `window '${window}' of '${node.selector.name}'`;
      if (node.window < 2 * scrapeInterval) {
        return [
          error(
            'RNG301',
            `${thing} must be at least twice the scrape interval (${interval}): a rate needs two samples`,
          ),
        ];
      }
      return node.window < 4 * scrapeInterval
        ? [
            warning(
              'RNG301',
              `${thing} is under four scrape intervals (${interval}): one missed scrape leaves a gap`,
            ),
          ]
        : [];
    }
    case 'call':
      return node.args.flatMap((arg) => checkRanges(arg, scrapeInterval));
    case 'aggregation':
      return checkRanges(node.expression, scrapeInterval);
    case 'binary':
      return [...checkRanges(node.left, scrapeInterval), ...checkRanges(node.right, scrapeInterval)];
  }
}
