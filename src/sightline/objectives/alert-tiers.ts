import { identityLabelNames } from '../contract/target-labels';
import type { AlertSeverity } from './alert-severities';

/** How an alert on a burn rate is called: the value of the label `tier`, the fastest first. */
export const tierNames = ['fast', 'medium', 'slow', 'long'] as const;

/** The name of an alert on a burn rate: the value of its label `tier`. */
export type TierName = (typeof tierNames)[number];

/** The labels that alerts on one objective of one service have in common, beside those that it is kept by. */
export const incidentLabels = [...identityLabelNames, 'slo'] as const;

/** A burn rate that somebody is told of: so much of the budget in so long a time. */
export interface AlertTier {
  /** Its name: the value of the label `tier`. */
  readonly name: TierName;

  /** How much of the budget goes before it fires, in percent. */
  readonly budgetShare: number;

  /** The window in which that share goes, in milliseconds. */
  readonly long: number;

  /** A twelfth of it, in milliseconds: the burn must go on, so that the alert ends soon after the incident. */
  readonly short: number;

  /** What it asks for, unless the objective says otherwise. */
  readonly severity: AlertSeverity;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * The tiers of Google's workbook (2 % in an hour, 5 % in 6 hours, 10 % in 3 days), and between them 10 % in a day, as the Kubernetes
 * mixins have it, so that a ticket does not wait for three days.
 *
 * @see https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts (table 5-8)
 * @see https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/config.libsonnet
 */
export const alertTiers: readonly AlertTier[] = [
  { name: 'fast', budgetShare: 2, long: hour, short: 5 * minute, severity: 'page' },
  { name: 'medium', budgetShare: 5, long: 6 * hour, short: 30 * minute, severity: 'page' },
  { name: 'slow', budgetShare: 10, long: day, short: 2 * hour, severity: 'ticket' },
  { name: 'long', budgetShare: 10, long: 3 * day, short: 6 * hour, severity: 'ticket' },
];
