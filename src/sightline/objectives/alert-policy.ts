import type { AlertSeverity } from './alert-severities';
import type { AlertTier } from './alert-tiers';
import { alertTiers, type TierName } from './alert-tiers';
import { budgetOf, exact } from './exact';

/** A tier as it is for one objective. */
export interface BurnRateAlert extends Omit<AlertTier, 'severity'> {
  /** What it asks for; false if the objective wants none. */
  readonly severity: AlertSeverity | false;

  /** The faster tier that asks the same. @default - it asks something of its own */
  readonly repeats?: TierName;

  /** How many times faster than the budget allows events have to be bad. At least 1. */
  readonly factor: number;

  /** The share of bad events above which it fires, from 0 on. From 1 on it can never fire. */
  readonly threshold: number;
}

/** What an objective says of its alerts. */
export interface PolicyInput {
  /** In percent. */
  readonly objective: number;

  /** In milliseconds. */
  readonly window: number;

  /** What each tier asks for. */
  readonly tiers: Partial<Readonly<Record<TierName, AlertSeverity | false>>>;
}

/**
 * The tiers of an objective, the fastest first, those that can't fire and those that are off included. The factor of a tier is what
 * spends its share of the budget in its window. Where that would be slower than the budget allows (10 % in 3 days of a window of 7), the
 * share is raised until the factor is 1: a service that keeps its objective is never told of.
 */
export function alertPolicy({ objective, window, tiers }: PolicyInput): readonly BurnRateAlert[] {
  const budget = budgetOf(objective);
  return withoutRepeated(
    alertTiers.map((tier) => {
      const factor = Math.max(1, exact(((tier.budgetShare / 100) * window) / tier.long));
      return {
        ...tier,
        budgetShare: exact(((factor * tier.long) / window) * 100),
        severity: tiers[tier.name] ?? tier.severity,
        factor,
        threshold: exact(factor * budget),
      };
    }),
  );
}

/**
 * Of tiers that were both raised to a factor of 1 the slower asks what the faster has asked already: it is off, so that nobody is told
 * twice.
 */
function withoutRepeated(policy: readonly BurnRateAlert[]): readonly BurnRateAlert[] {
  const lowest = policy.find(({ factor, severity }) => factor === 1 && severity !== false);
  return policy.map((alert) =>
    alert.factor === 1 && alert !== lowest && lowest?.severity === alert.severity
      ? { ...alert, severity: false, repeats: lowest.name }
      : alert,
  );
}

/** Whether a tier is written as an alert: it is wanted, and events can be bad enough. */
export function canFire(alert: BurnRateAlert): alert is BurnRateAlert & { readonly severity: AlertSeverity } {
  return alert.severity !== false && alert.threshold < 1;
}
