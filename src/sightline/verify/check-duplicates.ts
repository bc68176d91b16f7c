import { readNumber } from '../exposition/read-number';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { cutText } from './list-text';
import { seriesKey, type PageMetric } from './page-metric';

/** Series that are there more than once: Prometheus takes the first and drops the rest. One problem for each metric. */
export function checkDuplicates({ name, samples }: PageMetric): Problem[] {
  const first = new Map<string, number>();
  const again: { readonly line: number; readonly before: number }[] = [];
  for (const { name: written, labels, timestamp, line } of samples) {
    // 1 and 1.0 are the same bound
    const bound = readNumber(labels.le ?? '');
    const same = { ...labels, ...(bound === undefined ? {} : { le: String(bound) }) };
    const key = `${written} ${timestamp ?? ''} ${seriesKey(same)}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    else again.push({ line, before });
  }
  const [repeated] = again;
  if (repeated === undefined) return [];
  const others = again.length === 1 ? '' : `, and ${again.length - 1} more of its series are`;
  return [
    error(
      'EXP012',
      `a series of '${cutText(name)}' is there again, first on line ${repeated.before}${others}: Prometheus takes one of the values and drops the other`,
      {
        path: `metrics.${cutText(name)}`,
        line: repeated.line,
        fix: 'register each metric once, and let each process answer for itself',
      },
    ),
  ];
}
