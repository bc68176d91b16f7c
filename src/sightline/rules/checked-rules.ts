import type { MetricDeclaration } from '../contract/metric';
import type { Target } from '../contract/target-labels';
import type { Problem } from '../problem/problem';
import { hasErrors } from '../problem/problems';
import { bindToTarget } from '../promql/bind';
import { asExpression } from '../promql/build/vector';
import { asPrinted } from '../promql/check/as-printed';
import { check } from '../promql/check/check';
import { type LeftValues, leftValues } from '../promql/check/left-values';
import { inText } from '../promql/check/found';
import { unknownFlow, type Flow } from '../promql/flow/flow';
import {
  knownMetrics,
  type KnownMetric,
  type KnownMetricMap,
  type KnownMetrics,
} from '../promql/flow/known-metrics';
import type { Node, VectorSelector } from '../promql/syntax/ast';
import type { Dialect } from '../promql/syntax/dialect';
import { seriesName } from '../promql/syntax/series-name';
import { mapSelectors, nodesIn } from '../promql/syntax/walk';
import { identityLabels } from './identity-labels';
import { recordChain } from './record-chain';
import { isAlertingRule, nameOf, type Rule, type RuleGroup } from './rule';
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

  /** The values of labels that are left of what it reads; undefined where they are unknown. */
  readonly left: () => LeftValues | undefined;

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
  return recordChain<Rule, CheckedRule>({
    rules: groups.flatMap(({ rules }) => rules),
    identity: identityLabels(target),
    check: (rule, recordedBy) => {
      const expression = asExpression(rule.expression, `the rule '${nameOf(rule)}'`);
      const { flaws, metrics: stated } = expression;
      // of a record that is not there nothing is known but that
      const isUnrecorded = (name: string): boolean =>
        name.includes(':') && stated.get(name)?.own === true && !own.has(name);
      const said = (name: string): KnownMetric | undefined =>
        isUnrecorded(name) ? undefined : stated.get(name);
      const known: KnownMetrics = {
        get: (name) => recordedBy(name) ?? exposed.get(name) ?? said(name) ?? prometheusSeries.get(name),
      };
      const use = isAlertingRule(rule) ? 'alert' : 'rule';
      const world = { metrics: known, dialect, use } as const;
      const { node, problems: apart } = bindToTarget(withOwnSeries(expression.node, own), target);
      // what could not be built has no meaning
      const { flow, problems } = hasErrors(flaws) ? { flow: unknownFlow, problems: [] } : check(node, world);
      // where something is wrong with what was built, its text is worth the time
      const shown = problems.some(({ span }) => span === undefined)
        ? check(bindToTarget(withOwnSeries(asPrinted(expression.node), own), target).node, world).problems
        : problems;
      const found = shown.map((problem) => inText(problem));
      return {
        node,
        nodes: nodesIn(node),
        flow,
        stated,
        problems: [...flaws, ...found, ...apart],
        left: () => leftValues(node, known),
      };
    },
  });
}

/**
 * The expression, in which the series that the service itself exposes and records are selected for its target only. An expression that is
 * given as text does not say of which service its series are.
 */
function withOwnSeries(root: Node, own: ReadonlySet<string>): Node {
  const isOwn = (selector: VectorSelector): boolean => {
    const name = seriesName(selector);
    return own.has(name) || (prometheusSeries.get(name)?.own === true && !namesItsTarget(selector.matchers));
  };
  return mapSelectors(root, (selector) =>
    selector.scope === 'global' && isOwn(selector) ? { ...selector, scope: 'target' } : selector,
  );
}
