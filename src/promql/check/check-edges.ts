import type { Problem } from '../../problem/problem';
import { refuse, warning } from '../../problem/problems';
import type { Node, Placed } from '../syntax/ast';
import { edgeFunctions } from '../syntax/catalogue';
import { nodesIn } from '../syntax/walk';

/** `anchored` and `smoothed` where they fail at each evaluation, or mean less than they say. */
export function checkEdges(root: Node, use: 'query' | 'rule'): readonly (Problem & Placed)[] {
  return nodesIn(root).flatMap((node) => {
    if (node.type === 'call') {
      const [range] = node.args.filter(({ type }) => type === 'range');
      const edges = range?.type === 'range' ? range.selector.edges : undefined;
      if (edges !== undefined && !edgeFunctions[edges].some((name) => name === node.name))
        return [placed(range, refuse('edgesUnread', `${node.name} of a window that is ${edges}`))];
    }
    const selector = node.type === 'range' ? node.selector : node;
    if (use === 'query' || selector.type !== 'selector' || selector.edges !== 'smoothed') return [];
    // a moment in the past has what comes behind it
    if (selector.at !== undefined || (typeof selector.offset === 'number' && selector.offset > 0)) return [];
    return [placed(node, smoothedNow)];
  });
}

const smoothedNow = warning(
  'PQL009',
  "'smoothed' looks for a sample behind the moment, and a rule is evaluated before there is one: the value is too low",
  { fix: 'move it by an offset of a scrape interval or more, or say anchored' },
);

function placed(at: Placed | undefined, problem: Problem): Problem & Placed {
  return at?.span === undefined ? problem : { ...problem, span: at.span };
}
