import type { MissingData } from '../../objectives/objective-options';
import { excluded, steps } from '../../objectives/recorded-series';
import type { FilledSeries } from './evaluate';

/**
 * Steps in which nothing was measured, as the objective says they count: good or bad, each as long as the average step before it. As the live rules
 * do it; not before the first measured step, when the service was not there, and not while a time is excluded.
 *
 * @param open the steps that are filled
 */
export function withMissing(
  series: readonly FilledSeries[],
  counts: MissingData,
  open: readonly number[],
): readonly FilledSeries[] {
  const of = (name: string) => series.filter((each) => each.name === name);
  const isExcluded = new Set(of(excluded.name).flatMap(({ values }) => [...values.keys()]));
  const written = series.filter(({ name }) => name !== excluded.name);
  if (counts === 'ignored') return written;
  const counted = open.filter((step) => !isExcluded.has(step)).sort((a, b) => b - a);
  return written.map((each) => {
    if (each.name !== steps.total.name && each.name !== steps.bad.name) return each;
    const same = (other: FilledSeries) => keyOf(other) === keyOf(each);
    const total = of(steps.total.name).find(same);
    const since = of(steps.since.name).find(same);
    if (total === undefined || since === undefined) return each;
    const isNone = each.name === steps.bad.name && counts === 'good';
    const values = new Map(each.values);
    for (const [step, mean] of missing(total, since, counted)) values.set(step, isNone ? 0 : mean);
    return { ...each, values };
  });
}

/** The steps without data, each with the mean of the measured ones before it. */
function missing(total: FilledSeries, since: FilledSeries, counted: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  let sum = 0;
  let count = 0;
  for (const step of counted) {
    if (since.values.has(step)) {
      sum += total.values.get(step) ?? 0;
      count += 1;
    } else if (count > 0) found.set(step, sum / count);
  }
  return found;
}

function keyOf({ labels }: FilledSeries): string {
  return JSON.stringify(Object.entries(labels).sort());
}
