import type { KnownMetrics } from '../flow/known-metrics';
import type { Node, VectorSelector } from '../syntax/ast';
import { seriesName } from '../syntax/series-name';
import { fold, withChildren } from '../syntax/walk';

/** How many records deep it is looked: a record can be made from itself. */
const deepest = 10;

/** An expression with what rules record in place of the names under which they record it. */
export function expanded(root: Node, metrics: KnownMetrics, depth = 0): Node {
  if (depth === deepest) return root;
  return fold<Node>(root, (node, children) => {
    const definition =
      node.type === 'selector' && isWhole(node) ? metrics.get(seriesName(node))?.definition : undefined;
    return definition === undefined ? withChildren(node, children) : expanded(definition, metrics, depth + 1);
  });
}

/** Whether a selector reads all of a record as it is now: those of one target are all that there are for a rule. */
function isWhole({ matchers, offset, at, scope }: VectorSelector): boolean {
  const more =
    scope === 'target'
      ? matchers.filter(({ label }) => label !== 'namespace' && label !== 'service')
      : matchers;
  return more.length === 0 && offset === 0 && at === undefined;
}
