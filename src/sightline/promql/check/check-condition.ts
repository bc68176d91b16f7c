import { error, warning } from '../../problem/problems';
import type { Flow } from '../flow/flow';
import type { KnownMetrics } from '../flow/known-metrics';
import { isComparison, type Binary, type Node } from '../syntax/ast';
import { seriesName } from '../syntax/series-name';
import { nodesIn, selectorsIn } from '../syntax/walk';
import { allPlaced, placed, type FoundProblem } from './found';

/**
 * An alert whose expression has a result whatever the values are: it fires for ever. What reads no series at all is meant to, as the alert that
 * tells that alerts arrive.
 *
 * @param flow what is known of its result
 */
export function checkCondition(root: Node, flow: Flow, metrics: KnownMetrics): readonly FoundProblem[] {
  const selectors = selectorsIn(root);
  if (flow.presence === 'conditional' || selectors.length === 0) return [];
  const nodes = nodesIn(root);
  const bool = nodes.find(
    (node): node is Binary => node.type === 'binary' && node.bool && isComparison(node.operator),
  );
  if (bool !== undefined) {
    const message = `'${bool.operator} bool' gives 0 or 1 and is never empty, so the alert fires for 0 too`;
    return allPlaced(operatorOf(bool), [error('ALR401', message, { fix: "leave 'bool' out" })]);
  }
  if (flow.presence === 'always') {
    const message = 'the expression of the alert has a result at all times, so the alert always fires';
    return [placed(alwaysThere(nodes), error('ALR401', message, { fix: alwaysFix }))];
  }
  const message =
    'the expression of the alert has no condition, so the alert fires for each of its series, whatever their values are';
  const fix = { fix: 'compare it with a number, as in > 0' };
  // that a series is there at all can be the condition, where nobody knows what it means
  const isKnown = selectors.every((selector) => metrics.get(seriesName(selector)) !== undefined);
  return [placed(root, isKnown ? error('ALR401', message, fix) : warning('ALR401', message, fix))];
}

const alwaysFix =
  "put what fills in, such as 'or vector(0)', into parentheses with what it fills, and compare the whole";

function operatorOf(node: Binary): Node | { readonly span: NonNullable<Binary['operatorSpan']> } {
  return node.operatorSpan === undefined ? node : { span: node.operatorSpan };
}

/** The union that is always there: the outermost comes last. */
function alwaysThere(nodes: readonly Node[]): Node | { readonly span: NonNullable<Binary['operatorSpan']> } {
  const union = [...nodes]
    .reverse()
    .find((node): node is Binary => node.type === 'binary' && node.operator === 'or');
  const root = nodes[nodes.length - 1];
  return union === undefined ? (root ?? { type: 'number', value: NaN }) : operatorOf(union);
}
