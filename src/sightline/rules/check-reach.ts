import { formatDuration } from '../contract/duration';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { printLine } from '../promql/print/print';
import type { Moved, Node } from '../promql/syntax/ast';
import { instant, millisecondsOf, type Length } from '../promql/syntax/length';
import { fold } from '../promql/syntax/walk';

/** How far back an expression reads, and the part of it that reads furthest. */
interface Reach {
  readonly milliseconds: number;
  readonly node: Node;
}

/**
 * Samples that an expression reads and that are no longer kept: windows and offsets within each other add up.
 *
 * @param retention how long samples are kept, in milliseconds
 */
export function checkReach(root: Node, retention: number): Problem[] {
  const { milliseconds, node } = fold<Reach>(root, reachOf);
  if (milliseconds <= retention) return [];
  const message = `'${printLine(node)}' reads back ${formatDuration(milliseconds)}, and samples are kept for ${formatDuration(retention)}, so it is about less than it says`;
  return [
    error('RNG312', message, {
      fix: "keep them longer ('prometheus.retention' of the stack), or look back less far",
    }),
  ];
}

function reachOf(node: Node, children: readonly Reach[]): Reach {
  const own = ownReach(node);
  const furthest = children.reduce<Reach>(
    (most, each) => (each.milliseconds > most.milliseconds ? each : most),
    { milliseconds: 0, node },
  );
  return own === 0 ? furthest : { milliseconds: own + furthest.milliseconds, node };
}

function ownReach(node: Node): number {
  switch (node.type) {
    case 'selector':
      return movedBack(node);
    case 'range':
      return lengthOf(node.window) + movedBack(node.selector);
    case 'subquery':
      return lengthOf(node.window) + movedBack(node);
    default:
      return 0;
  }
}

/** What names a moment says nothing of how old that is. */
function movedBack({ offset, at }: Moved): number {
  return at === undefined ? Math.max(0, lengthOf(offset)) : 0;
}

function lengthOf(length: Length): number {
  const milliseconds = millisecondsOf(length, instant) ?? 0;
  return Number.isFinite(milliseconds) ? milliseconds : 0;
}
