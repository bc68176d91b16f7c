import type { History, Span } from './history';
import { seriesBetween, type Shape } from './shape';
import type { TaskApi } from './task-api';

/** 31.5 days that end at a multiple of five minutes, so that the longest window is full at each moment that is asked about. */
export const month: Span = { start: 8928 * 54 * 3600, end: 8942 * 54 * 3600 };
export const days = (month.end - month.start) / 86_400;

/**
 * Ten moments, half a minute apart: each evaluation of five minutes, since a rule may do in one of them what it does not do in the others.
 * None is that of a sample.
 */
export const instants = Array.from({ length: 10 }, (_, index) => month.end - 17.3 - index * 30);

/**
 * A month of a service's counters, each pod's scraped at another moment, and of what rules record and read. Counters count, what rules
 * record is above each threshold: how many samples a rule reads depends on how many there are, and not on their values.
 */
export function monthOf({ counters }: TaskApi, shapes: readonly Shape[]): History[] {
  const since = month.start;
  return [
    ...counters.map((series) => ({
      ...series,
      offset: (Number(/\d$/.exec(series.labels['pod'] ?? '')?.[0]) || 0) * 2.5,
      since,
      valueAt: (at: number) => Math.floor((at - since) / series.every),
    })),
    ...shapes.flatMap(seriesBetween).map((series) => ({
      ...series,
      offset: 1.5,
      since: Math.max(since, month.end - series.back - 3600),
      valueAt: () => 2,
    })),
  ];
}
