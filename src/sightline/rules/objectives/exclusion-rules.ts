import { minutesOf, secondsOf, weekdays, type Exclusion, type Weekday } from '../../objectives/exclusion';
import type { Objective } from '../../objectives/objective';
import { excluded } from '../../objectives/recorded-series';
import { group } from '../../promql/build/aggregation';
import { dayOfWeek, hour, minute } from '../../promql/build/dates';
import { add, and, eq, gte, lt, mul, ne, or, unless } from '../../promql/build/operators';
import { time, vectorOf } from '../../promql/build/scalars';
import type { AnyVector, Vector } from '../../promql/build/vector';
import type { RecordingRule } from '../rule';
import { objectiveSeries, type ObjectiveSeries } from './series';

/** Whether anything is excluded is recorded, 1 while it is, so that every rule has the same edges. None where all times count. */
export function exclusionRules(objective: Objective): RecordingRule[] {
  const now = excludedNow(objective);
  return now === undefined ? [] : [objectiveSeries(objective).record(excluded, now)];
}

/**
 * For so much longer than its window a value may hold what was excluded, in milliseconds: the end is recorded up to an evaluation of the fast group
 * late, and a window begins with a scrape before it. Both are a minute at most.
 */
export const exclusionMargin = 120_000;

/** 1 while any time is excluded, before that is recorded, too; nothing else. Undefined where all times count. */
export function excludedNow({ excludes }: Objective): Vector<never> | undefined {
  const [first, ...others] = excludes.map(activeIn);
  if (first === undefined) return undefined;
  const any = others.reduce<AnyVector>(
    (before, each) => or(before as Vector, each as Vector, { on: [] }),
    first,
  );
  return group(any as Vector);
}

/** What an alert fires for, but nothing while a time is excluded. */
export function silentInside(
  { excludes }: Objective,
  { readOne }: ObjectiveSeries,
  condition: AnyVector,
): AnyVector {
  return excludes.length === 0 ? condition : unless(condition as Vector, readOne(excluded), { on: [] });
}

/** Something while an exclusion lasts, nothing else. */
function activeIn(exclusion: Exclusion): AnyVector {
  if ('during' in exclusion) return group(ne(exclusion.during as Vector, 0));
  if ('start' in exclusion) {
    const now = vectorOf(time());
    return lt(gte(now, secondsOf(exclusion.start) ?? 0), secondsOf(exclusion.end) ?? 0);
  }
  const from = minutesOf(exclusion.from) ?? 0;
  const to = minutesOf(exclusion.to) ?? 0;
  const { days = [] } = exclusion;
  const now = add(mul(hour(), 60), minute());
  if (from < to) return onDays(lt(gte(now, from), to), days);
  // the part after midnight is of the day before
  return or(onDays(gte(now, from), days), onDays(lt(now, to), days.map(dayAfter)));
}

function onDays(when: Vector<never>, days: readonly Weekday[]): Vector<never> {
  const [first, ...others] = days.map((day) => eq(dayOfWeek(), weekdays.indexOf(day)));
  if (first === undefined) return when;
  return and(
    when,
    others.reduce((before, each) => or(before, each), first),
  );
}

function dayAfter(day: Weekday): Weekday {
  return weekdays[(weekdays.indexOf(day) + 1) % weekdays.length] ?? day;
}
