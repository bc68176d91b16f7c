/**
 * How fast an alert on an objective sees a given burn rate, in its label `tier`: the fastest first. A faster tier inhibits the
 * slower ones of the same incident, so this order is what makes one incident page once.
 *
 * @see https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
 */
export const alertTiers = ['fast', 'medium', 'slow', 'long'] as const;

/** One of the tiers. */
export type AlertTier = (typeof alertTiers)[number];

/** The labels that alerts on one objective of one service have in common, beside those that the objective is grouped by. */
export const incidentLabels = ['namespace', 'service', 'slo'] as const;
