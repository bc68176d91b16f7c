import type { TierName } from '../../objectives/alert-tiers';

const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;

/** A window as it stands in the name of a series, in whole units: `30d` where Prometheus would say `30d` too, but `28d` where it says `4w`. */
export function windowName(milliseconds: number): string {
  if (milliseconds % day === 0) return `${milliseconds / day}d`;
  return milliseconds % hour === 0 ? `${milliseconds / hour}h` : `${milliseconds / minute}m`;
}

/**
 * The series of an objective, told apart by the labels `namespace`, `service` and `slo`. They are public: dashboards stand on them.
 *
 * @see https://prometheus.io/docs/practices/rules/#recording-rules
 */
export const objectiveNames = {
  /** How many series of a gauge there are. */
  totalCount: 'slo:sli_total:count',

  /** How many series of a gauge are out of its bounds. */
  badCount: 'slo:sli_bad:count',

  /** Events per second, or series of a gauge on average. */
  total: (window: number) => `slo:sli_total:rate${windowName(window)}`,

  /** Bad events per second, 0 where there are none. */
  bad: (window: number) => `slo:sli_bad:rate${windowName(window)}`,

  /** Bad events over all events; absent where there are none. */
  ratio: (window: number) => `slo:sli_error:ratio_rate${windowName(window)}`,

  /** The same in percent: the error rate as it is now. */
  percent: 'slo:sli_error:percent_rate5m',

  /** How many times faster than it may the budget burns: at 1 it lasts for exactly the window. */
  burnRate: 'slo:burn_rate:ratio_rate1h',

  /** In how many seconds the budget is gone at this pace; absent where it lasts. */
  exhaustion: 'slo:error_budget_exhaustion:seconds',

  /** How many bad events the window allows for, at its average traffic. */
  budget: 'slo:error_budget:events',

  /** How many of them are left; below 0 where the objective is missed. */
  remaining: 'slo:error_budget_remaining:events',

  /** The share of the budget that is left; 1 where there was no traffic. */
  remainingRatio: 'slo:error_budget_remaining:ratio',

  /** How much of the window there is data of. */
  coverage: 'slo:window_coverage:ratio',

  /** The share of good events that is promised. */
  objective: 'slo:objective:ratio',

  /** 1, with all that may change about an objective in its labels. */
  info: 'slo:info',
} as const;

/**
 * The names of alerts on burn rates. A name for each tier: the chart's own inhibition is by `namespace` and `alertname`, and with one name a
 * page about one service would silence the tickets about all others in its namespace.
 */
export const burnAlertNames: Readonly<Record<TierName, string>> = {
  fast: 'ErrorBudgetBurnFast',
  medium: 'ErrorBudgetBurnMedium',
  slow: 'ErrorBudgetBurnSlow',
  long: 'ErrorBudgetBurnLong',
};

/** The budget is spent. */
export const exhaustedAlertName = 'ErrorBudgetExhausted';

/** There is nothing to measure. */
export const absentAlertName = 'SLIAbsent';
