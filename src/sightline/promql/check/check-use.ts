import { error } from '../../problem/problems';
import type { Node, Placed } from '../syntax/ast';
import type { Problem } from '../../problem/problem';

/** What a rule can't be: Prometheus loads it, and fails at each evaluation. */
export function checkUse(node: Node, use: 'query' | 'rule'): readonly (Problem & Placed)[] {
  if (use === 'query') return [];
  const span = node.span === undefined ? {} : { span: node.span };
  if (node.type === 'range' || node.type === 'subquery') {
    const problem = error('PQL005', 'a rule records an instant vector, and this is a range vector', {
      fix: 'take its rate, or another function over time',
    });
    return [{ ...problem, ...span }];
  }
  return node.type === 'string'
    ? [{ ...error('PQL005', 'a rule records an instant vector, and this is a string'), ...span }]
    : [];
}
