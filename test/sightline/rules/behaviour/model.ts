import type { Found } from '../../../../tools/prometheus/find';
import { step, type Series } from './series';

/**
 * The rate of a counter as Prometheus documents it, written anew from its description: the increase between the first and the last
 * sample of the window, resets added, stretched to the edges of the window. An edge more than 1.1 sample distances away counts as
 * the start or end of the series, half a distance from the sample; and a counter is not stretched below zero.
 *
 * @param at the end of the window, in seconds
 * @param window its length, in seconds
 * @returns undefined if the window holds fewer than two samples
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
 */
export function rateOf(
  prometheus: Found,
  { values }: Series,
  at: number,
  window: number,
): number | undefined {
  const start = at - window;
  const samples = values
    .map((value, index) => ({ time: index * step, value }))
    .filter((sample): sample is { time: number; value: number } => sample.value !== undefined)
    .filter(({ time }) => time <= at && (isLeftOpen(prometheus) ? time > start : time >= start));
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined || samples.length < 2) return undefined;
  const increase = samples.slice(1).reduce((sum, { value }, index) => {
    const before = samples[index]?.value ?? NaN;
    return sum + (value < before ? value : value - before);
  }, 0);
  const covered = last.time - first.time;
  const distance = covered / (samples.length - 1);
  const edge = (gap: number): number => (gap < 1.1 * distance ? gap : distance / 2);
  const toZero = increase > 0 ? covered * (first.value / increase) : Infinity;
  const stretched = covered + Math.min(edge(first.time - start), toZero) + edge(at - last.time);
  return (increase * (stretched / covered)) / window;
}

/**
 * The quantile of a histogram as Prometheus documents it, written anew: linear inside the bucket that holds the rank; the lower
 * bound of the first bucket is 0; in the bucket up to +Inf it is the highest finite bound.
 *
 * @param quantile between 0 and 1
 * @param bounds the finite bounds, ascending and positive
 * @param counts the observations of each bucket, not cumulated; the last is that up to +Inf
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function quantileOf(quantile: number, bounds: readonly number[], counts: readonly number[]): number {
  let rank = quantile * counts.reduce((sum, count) => sum + count, 0);
  let lower = 0;
  for (const [index, upper] of bounds.entries()) {
    const count = counts[index] ?? 0;
    if (rank <= count) return lower + (upper - lower) * (rank / count);
    rank -= count;
    lower = upper;
  }
  return lower;
}

/** Whether a range leaves out a sample at its very start, as from Prometheus 3 on. */
export function isLeftOpen(prometheus: Found): boolean {
  return Number(prometheus.version.split('.')[0]) >= 3;
}
