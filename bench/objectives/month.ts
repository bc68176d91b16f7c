import type { History, Span } from './history';
import { backOf, seriesBetween, type Shape } from './shape';
import { podsOf } from './pods';
import type { TaskApi } from './task-api';

/** 31.5 days that end at a multiple of five minutes, so that the longest window is full at each moment that is asked about. */
export const month: Span = { start: 8928 * 54 * 3600, end: 8942 * 54 * 3600 };
export const days = (month.end - month.start) / 86_400;

/**
 * Ten moments, half a minute apart: each evaluation of five minutes, since a rule may do in one of them what it does not do in the others.
 * None is that of a sample.
 */
export const instants = Array.from({ length: 10 }, (_, index) => month.end - 17.3 - index * 30);

/** More than the greatest distance between two samples, for what is read at one moment. */
const shortestSeconds = 3600;

/**
 * A month of a service's counters, each pod's scraped at another moment, and as much as rules read of what is known of its pods and of what
 * they record. Counters count, all else is above each threshold: how many samples a rule reads depends on how many there are, and not on their
 * values.
 *
 * @param from the first moment of it, for what reads less than a month
 */
export function monthOf({ counters }: TaskApi, shapes: readonly Shape[], from = month.start): History[] {
  const since = (back: number) => Math.max(from, month.end - back - shortestSeconds);
  const readBack = (name: string) => Math.max(...shapes.map((shape) => backOf(shape, name)));
  return [
    ...counters.map((series) => ({
      ...series,
      offset: (Number(/\d$/.exec(series.labels['pod'] ?? '')?.[0]) || 0) * 2.5,
      since: from,
      valueAt: (at: number) => Math.floor((at - month.start) / series.every),
    })),
    ...podsOf(counters).map((series) => ({
      ...series,
      offset: 4.5,
      since: since(readBack(series.name)),
      valueAt: () => series.value,
    })),
    ...shapes.flatMap(seriesBetween).map((series) => ({
      ...series,
      offset: 1.5,
      since: since(series.back),
      valueAt: () => 2,
    })),
  ];
}
