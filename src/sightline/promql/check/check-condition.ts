import { isTargetLabel } from '../../contract/target-labels';
import { error, warning } from '../../problem/problems';
import type { Flow } from '../flow/flow';
import type { KnownMetrics } from '../flow/known-metrics';
import {
  isComparison,
  isSetOperator,
  type Binary,
  type Matcher,
  type Node,
  type VectorSelector,
} from '../syntax/ast';
import { seriesName } from '../syntax/series-name';
import { nodesIn, selectorsIn } from '../syntax/walk';
import { operatorOf, placed, type FoundProblem } from './found';
import { fixOf } from './range/check-never';
import { alwaysHolds, comparedOf, told } from './range/conditions';
import { valueRange } from './range/value-range';

/**
 * An alert whose expression has a result whatever the values are: it fires for ever. What reads no series at all is meant to, as the alert that
 * tells that alerts arrive.
 *
 * @param flowOf what is known of the result of a part of it, or of the whole
 */
export function checkCondition(
  root: Node,
  flowOf: (part: Node) => Flow,
  metrics: KnownMetrics,
): readonly FoundProblem[] {
  const { presence } = flowOf(root);
  if (selectorsIn(root).length === 0) return [];
  const operand = boolOperand(root);
  if (operand !== undefined) return [neverEmpty(operand.bool, operand.so)];
  if (presence === 'conditional') return alwaysTrue(root, flowOf, metrics);
  const nodes = nodesIn(root);
  const bool = nodes.find(isBool);
  if (bool !== undefined) return [neverEmpty(bool, 'the alert fires for 0 too')];
  return presence === 'always'
    ? [alwaysThere(root, nodes)]
    : withoutCondition(root, bareSide(root, flowOf), metrics);
}

/** A comparison that holds of every value, where nothing else says when the alert fires. */
function alwaysTrue(
  root: Node,
  flowOf: (part: Node) => Flow,
  metrics: KnownMetrics,
): readonly FoundProblem[] {
  const { base, conditions } = comparedOf(root);
  if (base === root || root.type !== 'binary' || flowOf(base).presence === 'conditional') return [];
  const range = valueRange(base, metrics);
  if (!conditions.every((each) => alwaysHolds(each, range))) return [];
  const [{ operator, number } = { operator: '!=', number: 0 }] = conditions;
  const [end, other] = operator.startsWith('<')
    ? [range.greatest, range.least]
    : [range.least, range.greatest];
  const reason = (end ?? other)?.reason ?? '';
  const fix =
    fixOf(number, { node: base, flow: flowOf(base) }, range) ?? 'compare it with a value that only some have';
  return withoutCondition(base, base, metrics).map((problem) => ({
    ...problem,
    fix,
    message: `'${told(conditions)}' holds of every value, so the alert fires for each of its series: ${reason}`,
  }));
}

/** A comparison that gives 0 where it does not hold, where an empty result is asked for. */
function neverEmpty(bool: Binary, so: string): FoundProblem {
  const message = `'${bool.operator} bool' gives 0 or 1 and is never empty, so ${so}`;
  return placed(operatorOf(bool), error('ALR401', message, { fix: "leave 'bool' out" }));
}

/** A comparison with `bool` between the set operators that an alert is made of: these ask which series are there, and not for their values. */
function boolOperand(root: Node): { readonly bool: Binary; readonly so: string } | undefined {
  if (root.type !== 'binary' || !isSetOperator(root.operator)) return undefined;
  const { operator, left, right } = root;
  if (isBool(left)) return { bool: left, so: 'the alert fires for 0 too' };
  if (isBool(right)) {
    const so = {
      and: "'and' keeps the left for 0 too",
      unless: "'unless' leaves the left out for 0 too",
    };
    return {
      bool: right,
      so: operator === 'and' || operator === 'unless' ? so[operator] : 'the alert fires for 0 too',
    };
  }
  return boolOperand(left) ?? boolOperand(right);
}

function isBool(node: Node): node is Binary {
  return node.type === 'binary' && node.bool && isComparison(node.operator);
}

/** An expression that has a result at all times: most often by what fills in, outside of the comparison. */
function alwaysThere(root: Node, nodes: readonly Node[]): FoundProblem {
  // the outermost comes last
  const union = [...nodes]
    .reverse()
    .find((node): node is Binary => node.type === 'binary' && node.operator === 'or');
  const message = 'the expression of the alert has a result at all times, so the alert always fires';
  const fix =
    "put what fills in, such as 'or vector(0)', into parentheses with what it fills, and compare the whole";
  return placed(union === undefined ? root : operatorOf(union), error('ALR401', message, { fix }));
}

function withoutCondition(root: Node, bare: Node, metrics: KnownMetrics): readonly FoundProblem[] {
  const thing = bare === root ? 'the expression of the alert' : "a side of 'or'";
  const message = `${thing} has no condition, so the alert fires for each of its series, whatever their values are`;
  const fix = { fix: 'compare it with a number, as in > 0' };
  const selectors = selectorsIn(bare);
  if (selectors.every((selector) => isDeclared(selector, metrics)))
    return [placed(bare, error('ALR401', message, fix))];
  // that a series is there at all can be the condition, where nobody knows what it means
  const saysState = selectors.some(({ matchers }) => matchers.some(isState));
  return saysState ? [] : [placed(bare, warning('ALR401', message, fix))];
}

function isDeclared(selector: VectorSelector, metrics: KnownMetrics): boolean {
  const known = metrics.get(seriesName(selector));
  return known !== undefined && known.kind !== 'unknown';
}

/** Whether a matcher may say in which state something is, and not only which things are meant. */
function isState({ label }: Matcher): boolean {
  return label !== 'cluster' && !isTargetLabel(label);
}

/** The side of a union that has no condition, or the whole. */
function bareSide(root: Node, flowOf: (part: Node) => Flow): Node {
  let node = root;
  while (node.type === 'binary' && node.operator === 'or')
    node = flowOf(node.left).presence === undefined ? node.left : node.right;
  return node;
}
