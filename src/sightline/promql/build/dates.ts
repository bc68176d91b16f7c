import type { FunctionName } from '../syntax/ast';
import { callVector } from './call';
import type { Vector } from './vector';

/** A part of the date, in UTC: of the moments that a vector holds as seconds since 1970, or of the evaluation. */
export type PartOfDate = <L extends string = never>(moments?: Vector<L>) => Vector<L, 'sample'>;

/** When each sample was taken, in seconds since 1970. @see https://prometheus.io/docs/prometheus/latest/querying/functions/#timestamp */
export function timestamp<L extends string>(vector: Vector<L>): Vector<L, 'sample'> {
  return callVector('timestamp', [vector]);
}

/** When the counter of each sample started, in seconds since 1970. Experimental, from 3.14 on. */
export function startTimestamp<L extends string>(vector: Vector<L>): Vector<L, 'sample'> {
  return callVector('start_timestamp', [vector]);
}

/** From 1 to 31. */
export const dayOfMonth: PartOfDate = partOfDate('day_of_month');

/** From 0, which is Sunday, to 6. */
export const dayOfWeek: PartOfDate = partOfDate('day_of_week');

/** From 1 to 366. */
export const dayOfYear: PartOfDate = partOfDate('day_of_year');

/** From 28 to 31. */
export const daysInMonth: PartOfDate = partOfDate('days_in_month');

/** From 0 to 23. */
export const hour: PartOfDate = partOfDate('hour');

/** From 0 to 59. */
export const minute: PartOfDate = partOfDate('minute');

/** From 1 to 12. */
export const month: PartOfDate = partOfDate('month');

/** With four digits. */
export const year: PartOfDate = partOfDate('year');

function partOfDate(name: FunctionName): PartOfDate {
  return (moments) => callVector(name, moments === undefined ? [] : [moments]);
}
