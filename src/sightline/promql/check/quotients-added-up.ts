import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import type { KnownMetrics } from '../flow/known-metrics';
import { isComparison, type Node } from '../syntax/ast';
import { seriesName } from '../syntax/series-name';
import { partsOfSmall } from '../syntax/walk';
import { definitionOf } from './definition';

/** How many steps are followed from a result to what it is made of. */
const mostSteps = 20;

/**
 * Whether values are shares or means of what was counted, each of a whole of its own: a quotient of rates, or a multiple of one.
 *
 * @param metrics what is known of metrics, with the expressions that rules record
 */
export function isQuotient(root: Node, metrics: KnownMetrics): boolean {
  let node: Node | undefined = root;
  for (let step = 0; node !== undefined && step < mostSteps; step += 1) {
    if (node.type === 'binary' && node.operator === '/' && node.right.type !== 'number')
      return isCounted(node.left, metrics) && isCounted(node.right, metrics);
    node = definitionOf(node, metrics) ?? scaled(node);
  }
  return false;
}

/** What a result is a multiple of, or some of. */
function scaled(node: Node): Node | undefined {
  if (node.type !== 'binary') return undefined;
  const { operator, left, right, bool } = node;
  if (right.type === 'number' && (operator === '*' || operator === '/' || (isComparison(operator) && !bool)))
    return left;
  return left.type === 'number' && operator === '*' ? right : undefined;
}

/** Whether a side is made of rates of what is known here: others may add up what has one series for each group, to be rid of labels. */
function isCounted(node: Node, metrics: KnownMetrics): boolean {
  return partsOfSmall(node).some((part) => {
    if (part.type !== 'selector' && part.type !== 'range') return false;
    const known = metrics.get(seriesName(part.type === 'range' ? part.selector : part));
    return (
      known?.own === true && (known.totals === 'rates' || (part.type === 'range' && known.kind === 'counter'))
    );
  });
}

/** @param operator what adds them up */
export function quotientsAddedUp(operator: string): Problem {
  const message = `${operator} of shares or means counts each alike, one of a single request as much as one of a thousand`;
  return warning('TYP108', message, { fix: 'add up what is divided and what it is divided by, then divide' });
}
