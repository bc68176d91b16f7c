import { external } from '../../promql/build/external';

/**
 * What Prometheus says of its own rules, by group: the label `rule_group` is the path of the file, a semicolon and the name of the group. The
 * same in 2.42 and 3.x; of a group that it has never evaluated the time is 0.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/rules/group.go
 */
const labels = [
  'namespace',
  'job',
  'pod',
  'instance',
  'container',
  'endpoint',
  'service',
  'rule_group',
] as const;

/** A label of these metrics. */
export type PrometheusLabel = (typeof labels)[number];

/** Evaluations of single rules that have failed. */
export const evaluationFailures = external(
  'prometheus_rule_evaluation_failures_total',
  'counter',
  'Rule evaluations that failed',
  labels,
);

/** Evaluations of a group that were left out, because the one before had taken too long. */
export const iterationsMissed = external(
  'prometheus_rule_group_iterations_missed_total',
  'counter',
  'Evaluations of a group that were left out',
  labels,
);

/** When a group was last evaluated, in seconds since 1970. */
export const lastEvaluation = external(
  'prometheus_rule_group_last_evaluation_timestamp_seconds',
  'gauge',
  'When a group was last evaluated',
  labels,
);

/** How long that took, in seconds. */
export const lastDuration = external(
  'prometheus_rule_group_last_duration_seconds',
  'gauge',
  'How long the last evaluation of a group took',
  labels,
);

/** How often a group should be evaluated, in seconds. */
export const groupInterval = external(
  'prometheus_rule_group_interval_seconds',
  'gauge',
  'The interval of a group',
  labels,
);
