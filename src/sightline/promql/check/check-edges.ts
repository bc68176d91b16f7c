import type { Problem } from '../../problem/problem';
import { refuse, warning } from '../../problem/problems';
import type { Call, Edges, Node, Placed, VectorSelector } from '../syntax/ast';
import { edgeFunctions } from '../syntax/catalogue';

/**
 * `anchored` and `smoothed` where they fail at each evaluation, or mean less than they say.
 *
 * @param nodes every expression within one
 */
export function checkEdges(nodes: readonly Node[], use: 'query' | 'rule'): readonly (Problem & Placed)[] {
  if (!nodes.some((node) => edgesOf(node) !== undefined)) return [];
  return nodes.flatMap((node) => [
    ...(node.type === 'call' ? unreadableEdges(node) : []),
    ...(use === 'rule' ? smoothedUpToNow(node) : []),
  ]);
}

/** Windows whose edges are filled in, in a function that can't read them. */
export function unreadableEdges({ name, args }: Pick<Call, 'name' | 'args'>): readonly (Problem & Placed)[] {
  return args.flatMap((arg) => {
    const edges = arg.type === 'range' ? edgesOf(arg) : undefined;
    if (edges === undefined || edgeFunctions[edges].some((able) => able === name)) return [];
    return [placed(arg, refuse('edgesUnread', `${name} of a window that is ${edges}`))];
  });
}

function smoothedUpToNow(node: Node): readonly (Problem & Placed)[] {
  const selector = selectorOf(node);
  if (selector?.edges !== 'smoothed') return [];
  // a moment in the past has what comes behind it
  const isPast = selector.at !== undefined || (typeof selector.offset === 'number' && selector.offset > 0);
  return isPast ? [] : [placed(node, smoothedNow)];
}

function edgesOf(node: Node): Edges | undefined {
  return selectorOf(node)?.edges;
}

function selectorOf(node: Node): VectorSelector | undefined {
  if (node.type === 'range') return node.selector;
  return node.type === 'selector' ? node : undefined;
}

const smoothedNow = warning(
  'PQL009',
  "'smoothed' looks for a sample behind the moment, and a rule is evaluated before there is one: the value is too low",
  { fix: 'move it by an offset of a scrape interval or more, or say anchored' },
);

function placed(at: Placed | undefined, problem: Problem): Problem & Placed {
  return at?.span === undefined ? problem : { ...problem, span: at.span };
}
