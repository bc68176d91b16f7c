import type { AnyVector } from '../promql/build/vector';

/** The days of a week, as `day_of_week` of PromQL counts them from 0 on. */
export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** A day of the week, in UTC. */
export type Weekday = (typeof weekdays)[number];

/** A time that comes again, in UTC. */
export interface RecurringExclusion {
  /** Why it does not count, in a few words. */
  readonly why: string;

  /** When it begins, in UTC, such as `02:00`. */
  readonly from: string;

  /** When it ends, in UTC; before `from` it is the next day. */
  readonly to: string;

  /**
   * The days on which it begins, in UTC.
   *
   * @default - each day
   */
  readonly days?: readonly Weekday[];
}

/** A time that comes once. */
export interface SingleExclusion {
  /** Why it does not count, in a few words. */
  readonly why: string;

  /** Its start in UTC, such as `2026-12-05T22:00Z`. */
  readonly start: string;

  /** Its end in UTC. */
  readonly end: string;
}

/** A time that a series tells of. */
export interface SeriesExclusion {
  /** Why it does not count, in a few words. */
  readonly why: string;

  /** While this has a value other than 0, such as `recorded('shop:maintenance:active', [])`. */
  readonly during: AnyVector;
}

/**
 * A time that does not count for an objective: maintenance, or what others are to answer for.
 *
 * @example
 * excludes: [{ why: 'the database is maintained', days: ['sunday'], from: '02:00', to: '04:00' }]
 */
export type Exclusion = RecurringExclusion | SingleExclusion | SeriesExclusion;

/** Minutes since midnight; undefined for what is no time of day. */
export function minutesOf(written: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(written);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

/** Seconds since 1970; undefined for what is no moment in UTC. */
export function secondsOf(written: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/.test(written)) return undefined;
  const milliseconds = Date.parse(written);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}
