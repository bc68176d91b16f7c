/**
 * What the pinned chart has under `alertmanager.config`. A list in the values replaces the chart's own, so whoever
 * changes one has to repeat what should stay. A test compares this with the values of the chart.
 *
 * @see https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/values.yaml
 */

/** A rule by which alerts that fire keep others from being sent. */
export interface InhibitRule {
  /** What has to fire. None: anything. */
  readonly source_matchers?: readonly string[];

  /** What is then not sent. */
  readonly target_matchers: readonly string[];

  /** Labels that must be equal on both sides; missing on both sides is equal, too. */
  readonly equal?: readonly string[];
}

/** Rules by severity: of two alerts with one name in one namespace, the more severe is sent. */
export const chartSeverityInhibitRules: readonly InhibitRule[] = [
  {
    source_matchers: ['severity = critical'],
    target_matchers: ['severity =~ warning|info'],
    equal: ['namespace', 'alertname'],
  },
  {
    source_matchers: ['severity = warning'],
    target_matchers: ['severity = info'],
    equal: ['namespace', 'alertname'],
  },
];

/** Rules about the alert `InfoInhibitor`, which is there only to inhibit. */
export const chartInfoInhibitRules: readonly InhibitRule[] = [
  {
    source_matchers: ['alertname = InfoInhibitor'],
    target_matchers: ['severity = info'],
    equal: ['namespace'],
  },
  { target_matchers: ['alertname = InfoInhibitor'] },
];

/** The chart's root route, without its routes. */
export const chartRootRoute = {
  group_by: ['namespace'],
  group_wait: '30s',
  group_interval: '5m',
  repeat_interval: '12h',
  receiver: 'null',
} as const;

/** The chart's routes: `Watchdog` always fires, so that its absence can be noticed. */
export const chartRoutes = [{ receiver: 'null', matchers: ['alertname = "Watchdog"'] }] as const;

/** The chart's receivers: the one that tells nobody. */
export const chartReceivers = [{ name: 'null' }] as const;
