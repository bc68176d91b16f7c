import { plainDecimal } from '../promql/syntax/decimal';
import type { BurnRateAlert } from './alert-policy';
import { detectionTime, type Detection } from './detection';
import { exact } from './exact';

/** One line of what fires for an objective. */
export interface PagingRow {
  /** Such as `10 %`. */
  readonly errorRate: string;

  /** Such as `page (fast)`, or `nothing`. */
  readonly alert: string;

  /** Such as `8m38s`; empty where nothing fires. */
  readonly after: string;

  /** Such as `2 %`; empty where nothing fires. */
  readonly budgetGone: string;

  /** The same time where there was good traffic for a short time only; empty where nothing fires. */
  readonly afterShortHistory: string;
}

/**
 * What fires at some error rates, in words.
 *
 * @param history for how long there was good traffic where it is short, in milliseconds
 */
export function pagingRows(found: readonly Detection[], history = Infinity): readonly PagingRow[] {
  return found.map(({ errorRate, first }) => ({
    errorRate: percentText(errorRate),
    alert: first === undefined ? 'nothing' : `${first.alert.severity} (${first.alert.name})`,
    after: first === undefined ? '' : timeText(first.after),
    budgetGone: first === undefined ? '' : percentText(first.budgetGone),
    afterShortHistory: first === undefined ? '' : timeText(detectionTime(first.alert, errorRate, history)),
  }));
}

/** Why tiers are left out: they can't fire, or are not wanted. */
export function leftOut(policy: readonly BurnRateAlert[]): readonly string[] {
  return policy.flatMap(({ name, factor, threshold, severity, repeats }) => {
    if (repeats !== undefined) return [`${name} would ask the same as ${repeats}`];
    if (severity === false) return [`${name} is off`];
    if (threshold < 1) return [];
    return [
      `${name} can never fire: ${plainDecimal(factor)} times the budget is ${percentText(threshold)} of all events`,
    ];
  });
}

/** A share in percent, to three digits. */
export function percentText(share: number): string {
  return `${plainDecimal(exact(Number((share * 100).toPrecision(3))))} %`;
}

/** A length of time to the second below an hour, to the minute below a day, to the hour above. */
export function timeText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return parts(seconds, 60, 'm', 's');
  const minutes = Math.round(seconds / 60);
  return minutes < 1440 ? parts(minutes, 60, 'h', 'm') : parts(Math.round(minutes / 60), 24, 'd', 'h');
}

function parts(length: number, unit: number, great: string, small: string): string {
  const rest = length % unit;
  return `${Math.floor(length / unit)}${great}${rest === 0 ? '' : `${rest}${small}`}`;
}
