import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import type { Edges, Node, Placed } from '../syntax/ast';
import { edgeFunctions } from '../syntax/catalogue';
import { nodesIn } from '../syntax/walk';

/** `anchored` and `smoothed` where they fail at each evaluation, or mean less than they say. */
export function checkEdges(root: Node, use: 'query' | 'rule'): readonly (Problem & Placed)[] {
  return nodesIn(root).flatMap((node) => {
    if (node.type === 'call') {
      const [range] = node.args.filter(({ type }) => type === 'range');
      const edges = range?.type === 'range' ? range.selector.edges : undefined;
      if (edges !== undefined && !edgeFunctions[edges].some((name) => name === node.name))
        return [placed(range, wrongFunction(node.name, edges))];
    }
    const selector = node.type === 'range' ? node.selector : node;
    if (use === 'query' || selector.type !== 'selector' || selector.edges !== 'smoothed') return [];
    // a moment in the past has what comes behind it
    if (selector.at !== undefined || (typeof selector.offset === 'number' && selector.offset > 0)) return [];
    return [placed(node, smoothedNow)];
  });
}

function wrongFunction(name: string, edges: Edges): Problem {
  const able = edgeFunctions[edges];
  const list = `${able.slice(0, -1).join(', ')} and ${able.at(-1) ?? ''}`;
  return error('PQL008', `${name} can't take what is ${edges}, which ${list} alone can: evaluation fails`);
}

const smoothedNow = warning(
  'PQL009',
  "'smoothed' looks for a sample behind the moment, and a rule is evaluated before there is one: the value is too low",
  { fix: 'move it by an offset of a scrape interval or more, or say anchored' },
);

function placed(at: Placed | undefined, problem: Problem): Problem & Placed {
  return at?.span === undefined ? problem : { ...problem, span: at.span };
}
