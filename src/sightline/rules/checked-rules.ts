import type { MetricDeclaration } from '../contract/metric';
import type { Target } from '../contract/target-labels';
import type { Problem } from '../problem/problem';
import { hasErrors } from '../problem/problems';
import { bindToTarget } from '../promql/bind';
import { asExpression } from '../promql/build/vector';
import { check } from '../promql/check/check';
import { inText } from '../promql/check/found';
import { unknownFlow, type Flow } from '../promql/flow/flow';
import {
  eitherMetric,
  knownMetrics,
  recordedMetric,
  type KnownMetric,
  type KnownMetricMap,
  type KnownMetrics,
} from '../promql/flow/known-metrics';
import type { Node, VectorSelector } from '../promql/syntax/ast';
import type { Dialect } from '../promql/syntax/dialect';
import { seriesName } from '../promql/syntax/series-name';
import { mapSelectors, nodesIn } from '../promql/syntax/walk';
import { identityLabels } from './identity-labels';
import { isAlertingRule, nameOf, type RecordingRule, type Rule, type RuleGroup } from './rule';
import { namesItsTarget, prometheusSeries } from './prometheus-series';

/** The expression of a rule about one target, with what is known of it. */
export interface CheckedRule {
  /** Its tree, bound to the target. */
  readonly node: Node;

  /** Every expression within it. */
  readonly nodes: readonly Node[];

  /** What is known of its result. */
  readonly flow: Flow;

  /** What its author says of the metrics that it reads. */
  readonly stated: KnownMetricMap;

  /** What is wrong with it. */
  readonly problems: readonly Problem[];
}

/** What is known where rules are bound. */
export interface RuleWorld {
  readonly target: Target;

  /**
   * The metrics that the target exposes.
   *
   * @default - unknown
   */
  readonly metrics?: readonly MetricDeclaration[];

  /**
   * The Prometheus that evaluates them.
   *
   * @default - that of the chart, without features
   */
  readonly dialect?: Dialect;
}

/**
 * Binds and checks the expressions of rules about one target, each once, when it is asked for: with what the service exposes, and with what
 * is known of the results of the rules whose series it reads.
 *
 * @param groups all rules about the target
 * @param own the names of what the service exposes and records
 */
export function checkedRules(
  groups: readonly RuleGroup[],
  { target, metrics = [], dialect = {} }: RuleWorld,
  own: ReadonlySet<string>,
): (rule: Rule) => CheckedRule {
  const exposed = knownMetrics(metrics);
  const recordings = recordingsByName(groups);
  const done = new Map<Rule, CheckedRule>();
  const recorded = new Map<string, KnownMetric | undefined>();

  const recordedBy = (name: string): KnownMetric | undefined => {
    const rules = recordings.get(name);
    if (rules === undefined || recorded.has(name)) return recorded.get(name);
    // a rule that reads its own result knows nothing of it
    recorded.set(name, undefined);
    const all = rules.map((rule) =>
      recordedMetric(
        checked(rule).flow,
        { ...identityLabels(target), ...rule.labels },
        rules.length === 1 ? checked(rule).node : undefined,
      ),
    );
    const known = all.reduce(eitherMetric);
    recorded.set(name, known);
    return known;
  };

  const checked = (rule: Rule): CheckedRule => {
    const before = done.get(rule);
    if (before !== undefined) return before;
    const expression = asExpression(rule.expression, `the rule '${nameOf(rule)}'`);
    const known: KnownMetrics = {
      get: (name) =>
        recordedBy(name) ?? exposed.get(name) ?? expression.metrics.get(name) ?? prometheusSeries.get(name),
    };
    const use = isAlertingRule(rule) ? 'alert' : 'rule';
    const bound = bindToTarget(claimed(expression.node, own), target);
    // what could not be built has no meaning
    const { flow, problems } = hasErrors(expression.flaws)
      ? { flow: unknownFlow, problems: [] }
      : check(bound.node, { metrics: known, dialect, use });
    const result: CheckedRule = {
      node: bound.node,
      nodes: nodesIn(bound.node),
      flow,
      stated: expression.metrics,
      problems: [...expression.flaws, ...problems.map((problem) => inText(problem)), ...bound.problems],
    };
    done.set(rule, result);
    return result;
  };
  return checked;
}

function recordingsByName(groups: readonly RuleGroup[]): ReadonlyMap<string, readonly RecordingRule[]> {
  const byName = new Map<string, RecordingRule[]>();
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    if (isAlertingRule(rule)) continue;
    const others = byName.get(rule.record);
    if (others === undefined) byName.set(rule.record, [rule]);
    else others.push(rule);
  }
  return byName;
}

/** The expression with what the service itself exposes and records as its own: text says of no series whose it is. */
function claimed(root: Node, own: ReadonlySet<string>): Node {
  const isOwn = (selector: VectorSelector): boolean => {
    const name = seriesName(selector);
    return own.has(name) || (prometheusSeries.get(name)?.own === true && !namesItsTarget(selector.matchers));
  };
  return mapSelectors(root, (selector) =>
    selector.scope === 'global' && isOwn(selector) ? { ...selector, scope: 'target' } : selector,
  );
}
