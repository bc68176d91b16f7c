import { refuse, warning } from '../../problem/problems';
import type { Call, Node } from '../syntax/ast';
import { edgeFunctions } from '../syntax/catalogue';
import { selectorOf } from '../syntax/walk';
import { placed, type FoundProblem } from './found';

/** Windows whose edges are filled in, in a function that can't read them. */
export function unreadableEdges({ name, args }: Pick<Call, 'name' | 'args'>): readonly FoundProblem[] {
  return args.flatMap((arg) => {
    const edges = arg.type === 'range' ? arg.selector.edges : undefined;
    if (edges === undefined || edgeFunctions[edges].some((able) => able === name)) return [];
    return [placed(arg, refuse('edgesUnread', `${name} of a window that is ${edges}`))];
  });
}

/** `smoothed` in a rule, which looks for samples that are not there yet. */
export function smoothedUpToNow(node: Node): readonly FoundProblem[] {
  const [selector] = selectorOf(node);
  if (selector?.edges !== 'smoothed') return [];
  // a moment in the past has what comes behind it
  const isPast = selector.at !== undefined || (typeof selector.offset === 'number' && selector.offset > 0);
  return isPast ? [] : [placed(node, smoothedNow)];
}

const smoothedNow = warning(
  'PQL009',
  "'smoothed' looks for a sample behind the moment, and a rule is evaluated before there is one: the value is too low",
  { fix: 'move it by an offset of a scrape interval or more, or say anchored' },
);
