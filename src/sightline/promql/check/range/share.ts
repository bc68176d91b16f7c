import { nothingKnown, type KnownMetrics } from '../../flow/known-metrics';
import { isComparison, type Node } from '../../syntax/ast';
import { matchersBeside } from '../../syntax/same-matcher';
import { nodesIn } from '../../syntax/walk';
import { chainOf } from '../chain';

/**
 * Whether a quotient is the share of a part in its whole: both sides count the same series in the same way, and the left only some of them. A part that
 * is filled in with 0 is one too, and so is a whole of which 0 is left out.
 *
 * @param metrics what is known of metrics, with the expressions that rules record
 */
export function isShare(part: Node, whole: Node, metrics: KnownMetrics): boolean {
  const all = unguarded(whole);
  if (part.type === 'binary' && part.operator === 'or')
    return isShare(part.left, all, metrics) && (isZero(part.right) || isShare(part.right, all, metrics));
  return [metrics, nothingKnown].some((known) => {
    const one = chainOf(part, known);
    const other = one === undefined ? undefined : chainOf(all, known);
    if (one === undefined || one.text !== other?.text || one.factor !== 1 || other.factor !== 1) return false;
    return (
      [part, all].every(counts) && matchersBeside(other.selector.matchers, one.selector.matchers).length === 0
    );
  });
}

/** Without the comparison that leaves out what nothing can be divided by. */
function unguarded(node: Node): Node {
  return node.type === 'binary' && isComparison(node.operator) && !node.bool && node.right.type === 'number'
    ? node.left
    : node;
}

function isZero(node: Node): boolean {
  if (node.type === 'binary' && node.operator === '*')
    return [node.left, node.right].some((side) => side.type === 'number' && side.value === 0);
  return node.type === 'call' && node.name === 'vector' && node.args[0]?.type === 'number'
    ? node.args[0].value === 0
    : false;
}

const counting: ReadonlySet<string> = new Set(['sum', 'count', 'rate', 'irate', 'increase']);

/** Whether an expression does nothing but count: of a mean or a quantile some can be above that of all. */
function counts(node: Node): boolean {
  return nodesIn(node).every(
    (each) =>
      (each.type !== 'aggregation' || counting.has(each.operator)) &&
      (each.type !== 'call' || counting.has(each.name)) &&
      each.type !== 'binary',
  );
}
