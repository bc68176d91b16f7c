import { defined } from '../problem/defined';
import type { Duration } from '../contract/duration-literal';
import type { AlertSeverity } from '../objectives/alert-severities';
import type { identityLabelNames } from '../contract/target-labels';
import { positiveDuration } from '../contract/duration-rule';
import { object, optional } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { hasErrors } from '../problem/problems';
import { text } from '../problem/scalar-shapes';
import { settled } from '../problem/settled';
import { checkShape } from '../problem/shape';
import { recordedVector } from '../promql/build/recorded-vector';
import type { Expression, Vector } from '../promql/build/vector';
import type { Signal } from '../signals/signal';

/** A series to be recorded, not yet about one target. */
export interface RecordingRule {
  /** The name of the series. */
  readonly record: string;

  /** Its value. Bound to the target of the service that it is recorded for. */
  readonly expression: Expression;

  /**
   * Labels of the recorded series, beside those of the expression and the identity of the target.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * The names of series that it reads as the evaluation before has left them: recorded later in its group, or by itself.
   *
   * @default - none, and reading such a series is taken for a mistake
   */
  readonly remembered?: readonly string[];
}

/** An alert, not yet about one target: it fires for each series that its expression has. */
export interface AlertingRule {
  /** The name of the alert, such as `QueueTooLong`. */
  readonly alert: string;

  /** What is wrong. Bound to the target of the service that it is about. */
  readonly expression: Expression;

  /**
   * How long it must have been so.
   *
   * @default - it fires at once
   */
  readonly for?: Duration;

  /**
   * How long it goes on firing after it is no longer so.
   *
   * @default - it ends at once
   */
  readonly keepFiringFor?: Duration;

  /**
   * What it asks for: the label `severity` says it in the words of the stack, by which it is routed.
   *
   * @default - what `labels` say
   */
  readonly severity?: AlertSeverity;

  /**
   * Labels of the alert, beside those of the expression and the identity of the target.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /** What is said of it; each text may hold Go templates, such as `{{ $value }}`. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** A rule of either kind. */
export type Rule = RecordingRule | AlertingRule;

/** Whether a rule is an alert. */
export function isAlertingRule(rule: Rule): rule is AlertingRule {
  return 'alert' in rule;
}

/** The name of a rule: of the series that it records, or of its alert. */
export function nameOf(rule: Rule): string {
  return isAlertingRule(rule) ? rule.alert : rule.record;
}

/**
 * A recording rule whose series later rules can use.
 *
 * @typeParam L the labels of its expression
 */
export interface Recording<L extends string> extends RecordingRule {
  /** The recorded series, for rules that come after it in its group: with the identity labels that recording adds. */
  readonly series: Vector<L | IdentityLabel, 'sample'>;
}

/** A label that every recorded series of a service has: it says which target it is about. */
export type IdentityLabel = (typeof identityLabelNames)[number];

/** Rules that are evaluated one after the other, at one interval. */
export interface RuleGroup {
  /** Unique within a service. */
  readonly name: string;

  /**
   * How often it is evaluated.
   *
   * @default - as often as the service is scraped
   */
  readonly interval?: Duration;

  /** The rules, in the order of their evaluation. */
  readonly rules: readonly Rule[];

  /**
   * What the recorded series mean, for those that are golden signals.
   *
   * @default - the rules record no signal
   */
  readonly signals?: readonly Signal[];

  /** What is wrong with them. */
  readonly problems: readonly Problem[];
}

/** A recording rule as it is written into a PrometheusRule: about one target. */
export interface BoundRecordingRule {
  /** The name of the series. */
  readonly record: string;

  /** What is recorded, as PromQL. */
  readonly expr: string;

  /** The identity of the recorded series, and its own labels. */
  readonly labels: Readonly<Record<string, string>>;
}

/** An alert as it is written into a PrometheusRule: about one target. The names are those of the rule file. */
export interface BoundAlertingRule {
  /** Its name, the label `alertname` of what fires. */
  readonly alert: string;

  /** What it fires for, as PromQL. */
  readonly expr: string;

  /**
   * How long that must have been so: a Prometheus duration.
   *
   * @default - it fires at once
   */
  readonly for?: string;

  /**
   * How long it goes on firing after that: a Prometheus duration.
   *
   * @default - it ends at once
   */
  readonly keep_firing_for?: string;

  /** The identity of the target, and its own labels. */
  readonly labels: Readonly<Record<string, string>>;

  /** What whoever is told reads. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** A rule as it is written into a PrometheusRule. */
export type BoundRule = BoundRecordingRule | BoundAlertingRule;

/**
 * Names a series to be recorded.
 *
 * @param record as `level:metric:operations`
 * @param expression its value, an instant vector
 * @example
 * const created = recordingRule('task_api:tasks_created:rate5m', sum(rate(tasks.over('5m'))));
 * const perDay = recordingRule('task_api:tasks_created:per_day', mul(created.series, 86400));
 */
export function recordingRule<L extends string>(record: string, expression: Vector<L>): Recording<L> {
  const series = recordedVector(record, expression);
  return { record, expression, series };
}

/**
 * An alert: it fires for each series that its expression has.
 *
 * @example
 * alertingRule({
 *   alert: 'QueueTooLong',
 *   expression: gt(waiting, 100),
 *   for: '10m',
 *   severity: 'ticket',
 *   annotations: { summary: '{{ $value }} jobs wait in {{ $labels.queue }}' },
 * });
 */
export function alertingRule(rule: AlertingRule): AlertingRule {
  return settled(rule);
}

/**
 * Groups rules.
 *
 * @param name unique within the service
 * @param options.interval how often the group is evaluated. Default: as often as the service is scraped
 */
export function ruleGroup(
  name: string,
  rules: readonly Rule[],
  options: { readonly interval?: Duration } = {},
): RuleGroup {
  const read = settled({ name, rules, options });
  const problems = checkShape(read.options, groupOptions, 'options');
  const interval = hasErrors(problems) ? undefined : read.options.interval;
  return settled({ name: read.name, ...defined({ interval }), rules: read.rules, problems });
}

const groupOptions = object<{ readonly interval?: Duration }>({ interval: optional(text(positiveDuration)) });
