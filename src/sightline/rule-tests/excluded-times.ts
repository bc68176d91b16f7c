import { minutesOf, weekdays, type Exclusion } from '../objectives/exclusion';

const day = 24 * 60;

/** 1970-01-01, when the time of promtool begins. */
const firstDay = weekdays.indexOf('thursday');

/** For so long after its end an exclusion can still be seen, in minutes: in the hour of which steps are made. */
const aftermath = 70;

/** A time that does not count, in minutes since the start of a test. */
export interface ExcludedTime {
  readonly from: number;
  readonly to: number;
}

/** The times of an exclusion that begin on some days after the start of a test. None of one that a series tells of, or that comes once, long after 1970. */
function timesOf(exclusion: Exclusion, first: number, last: number): readonly ExcludedTime[] {
  if (!('from' in exclusion)) return [];
  const from = minutesOf(exclusion.from) ?? 0;
  const to = minutesOf(exclusion.to) ?? 0;
  const lasts = to > from ? to - from : to + day - from;
  const { days = weekdays } = exclusion;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
    .filter((each) => days.some((name) => weekdays.indexOf(name) === (firstDay + each) % 7))
    .map((each) => ({ from: each * day + from, to: each * day + from + lasts }));
}

/** The first time of an exclusion that begins a while after the start; undefined for one that no schedule tells of. */
export function firstTime(exclusion: Exclusion): ExcludedTime | undefined {
  return timesOf(exclusion, 0, 8).find(({ from }) => from >= aftermath);
}

/** Whether no schedule excludes any of a time. */
export function isClear(excludes: readonly Exclusion[], { from, to }: ExcludedTime): boolean {
  const first = Math.max(0, Math.floor(from / day) - 1);
  return excludes
    .flatMap((each) => timesOf(each, first, Math.floor(to / day)))
    .every((each) => each.to <= from || each.from >= to);
}

/**
 * The first moment, of those that come every so many minutes, at which nothing was excluded for long enough before it, and will be until the end.
 *
 * @param length how long it must be clear after it, in minutes
 * @returns undefined where there is none in a week
 */
export function clearFrom(
  excludes: readonly Exclusion[],
  { first, every, length }: { readonly first: number; readonly every: number; readonly length: number },
): number | undefined {
  for (let from = first; from <= first + 8 * day; from += every) {
    if (isClear(excludes, { from: from - aftermath, to: from + length })) return from;
  }
  return undefined;
}
