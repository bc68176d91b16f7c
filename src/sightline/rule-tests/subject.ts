import type { Target } from '../contract/target-labels';
import { canFire, type BurnRateAlert } from '../objectives/alert-policy';
import type { AlertSeverity, SeverityLabels } from '../objectives/alert-severities';
import { budgetOf } from '../objectives/exact';
import type { Objective } from '../objectives/objective';
import { burnAlertNames } from '../objectives/alert-names';
import { clearFrom } from './excluded-times';
import type { Input } from './input-series';
import type { ExpectedAlert } from './scenario';

/** What is tried. */
export interface Subject {
  readonly objective: Objective;
  readonly target: Target;
  readonly input: Input;

  /** The share of bad events that is allowed. */
  readonly budget: number;

  /** The tiers that can fire, the fastest first. */
  readonly tiers: readonly FiringTier[];
  readonly severities: SeverityLabels;

  /** How often the service is scraped, in milliseconds. */
  readonly scrapeInterval: number;

  /** Events in a minute: so many that every share that is tried is a whole number of them. */
  readonly perMinute: number;

  /** Names of all series that are recorded. */
  readonly recorded: readonly string[];

  /** Whether any share of events can be bad; a series of a gauge is bad or not. */
  readonly isCounted: boolean;
}

/** A tier that can fire. */
export type FiringTier = BurnRateAlert & { readonly severity: AlertSeverity };

/** What is tried of an objective. */
export function subjectOf(
  given: Pick<Subject, 'objective' | 'target' | 'input' | 'severities' | 'scrapeInterval' | 'recorded'>,
  policy: readonly BurnRateAlert[],
): Subject {
  const budget = budgetOf(given.objective.objective);
  return {
    ...given,
    budget,
    tiers: policy.filter(canFire),
    perMinute: 10 ** Math.ceil(Math.log10(400 / budget)),
    isCounted: given.objective.indicator.type !== 'gauge',
  };
}

/** The alert of a tier as it must fire. */
export function burnOf({ severities }: Subject, { name, severity }: FiringTier): ExpectedAlert {
  return { name: burnAlertNames[name], labels: { severity: severities[severity], tier: name } };
}

/** An alert that has no tier. */
export function alertOf({ severities }: Subject, name: string, severity: AlertSeverity): ExpectedAlert {
  return { name, labels: { severity: severities[severity] } };
}

/** The alerts of the tiers that a steady share of bad events is above. */
export function burningAt(subject: Subject, share: number): readonly ExpectedAlert[] {
  return subject.tiers.filter(({ threshold }) => threshold < share).map((tier) => burnOf(subject, tier));
}

/** The first evaluation from a minute on at which everything has counted for a while; that minute where there is none. */
export function clearNow({ objective }: Subject, first: number, interval: number): number {
  return clearFrom(objective.excludes, { first, every: interval, length: 1 }) ?? first;
}

/** Every alert on a burn rate. */
export const burns = 'ErrorBudgetBurn.+';
