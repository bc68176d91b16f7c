import type { TierName } from './alert-tiers';

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

/** No target of the service answers. */
export const unreachableAlertName = 'ServiceUnreachable';

/** Targets answer, and there is nothing to measure. */
export const absentAlertName = 'SLIAbsent';
