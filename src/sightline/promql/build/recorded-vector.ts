import { recordedMetric } from '../flow/known-metrics';
import { withMore } from '../flow/labels';
import type { Node } from '../syntax/ast';
import { asExpression, vector, type Vector } from './vector';

/**
 * The series that a rule records from an expression, for the rules that come after it: its labels and its meaning are those of the
 * expression.
 *
 * @param name of the series
 * @param expression what is recorded
 * @param added the labels that recording adds
 */
export function recordedVector<L extends string, A extends string>(
  name: string,
  expression: Vector<L>,
  added: readonly A[],
): Vector<L | A, 'sample'> {
  const { flow } = asExpression(expression, 'a recording rule');
  const node: Node = { type: 'selector', name, matchers: [], offset: 0, scope: 'target' };
  const recorded = { ...recordedMetric(flow), labels: withMore(flow.labels, added) };
  return vector({ node, metrics: new Map([[name, recorded]]), flaws: [] });
}
