import { identityLabelNames } from '../../contract/target-labels';
import { error } from '../../problem/problems';
import { describe } from '../../problem/read';
import { recordedMetric } from '../flow/known-metrics';
import { withMore } from '../flow/labels';
import type { Node } from '../syntax/ast';
import { asExpression, vector, type Vector } from './vector';

/**
 * The series that a rule records from an expression, for the rules that come after it: its meaning is that of the expression, and so are its labels
 * beside those of the identity of the target.
 *
 * @param name of the series
 * @param expression what is recorded
 */
export function recordedVector<L extends string>(
  name: string,
  expression: Vector<L>,
): Vector<L | (typeof identityLabelNames)[number], 'sample'> {
  const { flow } = asExpression(expression, 'a recording rule');
  const known = typeof name === 'string' ? name : '';
  const flaws =
    typeof name === 'string'
      ? []
      : [error('OPT002', `the name (${describe(name)}) of a recorded series must be a text`)];
  const node: Node = { type: 'selector', name: known, matchers: [], offset: 0, scope: 'target' };
  const recorded = { ...recordedMetric(flow), labels: withMore(flow.labels, identityLabelNames) };
  return vector({ node, metrics: new Map([[known, recorded]]), flaws });
}
