import { formatDuration } from '../contract/duration';
import type { Problem } from '../problem/problem';
import { error, warning } from '../problem/problems';
import { printLine } from '../promql/print/print';
import type { Moved, Node } from '../promql/syntax/ast';
import { instant, millisecondsOf, type Length } from '../promql/syntax/length';
import { fold, nodesIn } from '../promql/syntax/walk';

/** How far back an expression reads, and the part of it that reads furthest. */
interface Reach {
  readonly milliseconds: number;
  readonly node: Node;
}

/**
 * Samples that a rule reads and that are no longer kept (windows and offsets within each other add up), or not yet there.
 *
 * @param retention how long samples are kept, in milliseconds. Default: unknown, and none is too old
 */
export function checkReach(root: Node, retention?: number): Problem[] {
  const past =
    retention === undefined ? [] : [...checkPast(root, retention), ...checkMoments(root, retention)];
  return [...past, ...checkAhead(root)];
}

function checkPast(root: Node, retention: number): Problem[] {
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

/** Moments that stay as they are, while the samples of them grow old. */
function checkMoments(root: Node, retention: number): Problem[] {
  return nodesIn(root).flatMap((node) => {
    const moved = node.type === 'range' ? node.selector : node;
    const isFixed = (moved.type === 'selector' || moved.type === 'subquery') && typeof moved.at === 'number';
    if (!isFixed) return [];
    const message = `'${printLine(node)}' reads samples of one moment, and they are kept for ${formatDuration(retention)}: from then on it is empty`;
    return [warning('RNG312', message, { fix: 'read by an offset, which moves with the evaluation' })];
  });
}

/** For how long an instant selector looks back, in milliseconds, unless the Prometheus says otherwise. */
export const defaultLookback = 5 * 60_000;

/** How far an expression reads ahead of the evaluation, in milliseconds, and the part that does. Below 0: it reads what is over. */
interface Ahead {
  readonly milliseconds: number;
  readonly node: Node;

  /** How much time it looks at. */
  readonly window: number;
}

/** What reads ahead of its time: a rule is evaluated now, and there are no later samples. */
function checkAhead(root: Node): Problem[] {
  const { milliseconds, node, window } = fold<Ahead>(root, (each, children) => {
    const furthest = children.reduce<Ahead>(
      (most, child) => (child.milliseconds > most.milliseconds ? child : most),
      { milliseconds: -Infinity, node: each, window: 0 },
    );
    const [moved, length] =
      each.type === 'range' ? [each.selector, lengthOf(each.window)] : [each, defaultLookback];
    if (moved.type === 'subquery' && moved.at === undefined)
      return {
        milliseconds: furthest.milliseconds - lengthOf(moved.offset),
        node: lengthOf(moved.offset) < 0 ? each : furthest.node,
        window: lengthOf(moved.window) + furthest.window,
      };
    if (moved.type !== 'selector' || moved.at !== undefined) return furthest;
    return { milliseconds: -lengthOf(moved.offset), node: each, window: length };
  });
  // an instant selector finds the newest sample all the same
  if (!(milliseconds > 0) || (node.type === 'selector' && milliseconds < window)) return [];
  const fix = { fix: 'leave the offset out, or write it without a minus to look back' };
  const ahead = `'${printLine(node)}' reads ${formatDuration(milliseconds)} ahead of the evaluation`;
  return [
    milliseconds >= window
      ? error('RNG313', `${ahead}, where there are no samples yet, so it is empty`, fix)
      : warning(
          'RNG313',
          `${ahead}, so it is about the ${formatDuration(window - milliseconds)} before alone`,
          fix,
        ),
  ];
}
