import type { Problem } from '../problem/problem';
import type { Node } from '../promql/ast';
import { withMore } from '../promql/labels';
import { asExpression, vector, type Expression, type Vector } from '../promql/vector';

/** A series to be recorded, not yet about one target. */
export interface RecordingRule {
  /** The name of the series. */
  readonly record: string;

  /** Its value. Bound to the target of the service that it is recorded for. */
  readonly expression: Expression;
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
export type IdentityLabel = 'namespace' | 'service';

/** Recording rules that are evaluated one after the other, at one interval. */
export interface RuleGroup {
  /** Unique within a service. */
  readonly name: string;

  /** The rules, in the order of their evaluation. */
  readonly rules: readonly RecordingRule[];

  /** What is wrong with them. */
  readonly problems: readonly Problem[];
}

/** A rule as it is written into a PrometheusRule: about one target. */
export interface BoundRule {
  readonly record: string;
  readonly expr: string;

  /** The identity of the recorded series. */
  readonly labels: Readonly<Record<string, string>>;
}

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
  const { flow } = asExpression(expression, 'a recording rule');
  const node: Node = { type: 'selector', name: record, matchers: [], offset: 0, scope: 'target' };
  const series = vector<L | IdentityLabel, 'sample'>(
    node,
    { shape: 'instant vector', kind: 'sample', labels: withMore(flow.labels, ['namespace', 'service']) },
    [],
  );
  return { record, expression, series };
}

/**
 * Groups recording rules.
 *
 * @param name unique within the service
 */
export function ruleGroup(name: string, rules: readonly RecordingRule[]): RuleGroup {
  return { name, rules, problems: [] };
}
