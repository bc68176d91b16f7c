import { budgetLeft } from './errors';
import type { Truth } from './truth';

/** A burn rate that is told of, as the documentation has it. */
export interface Tier {
  readonly alert: string;

  /** Its windows, in seconds. */
  readonly long: number;
  readonly short: number;

  /** The share of bad events above which it fires. */
  readonly above: number;

  /** How often it is evaluated, in seconds. */
  readonly every: number;
}

/** The tiers of 99.9 % over 7 days: 2 % of the budget in an hour, 5 % in 6 hours; in a day as fast as the budget allows. */
export const tiers = {
  fast: { alert: 'ErrorBudgetBurnFast', long: 3600, short: 300, above: 0.00336, every: 30 },
  medium: { alert: 'ErrorBudgetBurnMedium', long: 6 * 3600, short: 1800, above: 0.0014, every: 120 },
  slow: { alert: 'ErrorBudgetBurnSlow', long: 86_400, short: 7200, above: 0.001, every: 120 },
} as const satisfies Record<string, Tier>;

/** Fewer bad events tell nobody. */
const least = 3;

/** Whether the events up to a second are so bad as a tier says. */
export function burns({ events }: Truth, { long, short, above }: Tier, second: number): boolean {
  const inLong = events(second - long, second);
  const inShort = events(second - short, second);
  return inLong.bad >= least && inLong.bad > above * inLong.total && inShort.bad > above * inShort.total;
}

/** The first second from a given one on of which something is so; undefined where it is of none. */
export function firstSecond(is: (second: number) => boolean, from: number, to: number): number | undefined {
  for (let second = from; second <= to; second += 1) if (is(second)) return second;
  return undefined;
}

/** Whether all of the budget is gone. */
export function isSpent({ events }: Truth, second: number): boolean {
  const count = events(0, second);
  return count.bad >= least && budgetLeft(count, second) <= 0;
}
