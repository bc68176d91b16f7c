import { isComparison, type Node } from '../syntax/ast';
import { nodesIn } from '../syntax/walk';
import type { FoundProblem } from './found';

/**
 * What was found in an expression, without what means something else where it stands: selectors of `info()` say which labels are wanted, and may
 * leave the metric open; what a union adds counts where it is aggregated; buckets that are added up say whether anything was observed at all.
 */
export function excused(
  root: Node,
  found: readonly (readonly [Node, FoundProblem])[],
): readonly (readonly [Node, FoundProblem])[] {
  if (found.length === 0) return [];
  const nodes = nodesIn(root);
  const infos = new Set(
    nodes.flatMap((node) => (node.type === 'call' && node.name === 'info' ? node.args.slice(1) : [])),
  );
  const unions = new Set(nodes.flatMap((node) => (node.type === 'aggregation' ? [node.expression] : [])));
  const asked = found.some(([, { id }]) => id === 'TYP115') ? notForTheirValues(nodes) : new Set<Node>();
  return found.filter(([node, { id, severity }]) => {
    if (id === 'TYP115') return !asked.has(node);
    if (id === 'PQL004' || id === 'PQL007') return !infos.has(node);
    return id !== 'LBL203' || severity !== 'warning' || !isUnion(node) || !unions.has(node);
  });
}

function isUnion(node: Node): boolean {
  return node.type === 'binary' && node.operator === 'or';
}

/**
 * The parts whose values do not count: what is compared with 0 or only has to be there. Of what is within a quantile it is told there that the buckets have
 * gone.
 */
function notForTheirValues(nodes: readonly Node[]): ReadonlySet<Node> {
  return new Set(
    nodes.flatMap((node): readonly Node[] => {
      if (node.type === 'call') return node.name.startsWith('histogram_') ? nodesIn(node) : [];
      if (node.type !== 'binary') return [];
      const { operator, left, right } = node;
      if (operator === 'and' || operator === 'unless') return [right];
      return isComparison(operator) && right.type === 'number' && right.value === 0 ? [left] : [];
    }),
  );
}
