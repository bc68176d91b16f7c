import { error } from '../../problem/problems';
import type { Flow } from '../flow/flow';
import type { Node } from '../syntax/ast';
import { placed, type FoundProblem } from './found';

/** What an expression is for: a query may have any type, a rule must be something that can be recorded, or that an alert can fire for. */
export type Use = 'query' | 'rule' | 'alert';

/** What a rule can't be: Prometheus loads it, and fails at each evaluation. */
export function checkUse(node: Node, { shape, kind }: Flow, use: Use): readonly FoundProblem[] {
  if (use === 'query' || (shape !== 'range vector' && shape !== 'string')) return [];
  const does = use === 'alert' ? 'an alert fires for' : 'a rule records';
  const fixes = {
    fix: kind === 'gauge' ? 'leave its window out' : 'take its rate, or another function over time',
  };
  const message = `${does} an instant vector, and this is a ${shape}`;
  return [placed(node, error('PQL005', message, shape === 'string' ? {} : fixes))];
}
