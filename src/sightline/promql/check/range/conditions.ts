import { nothingKnown } from '../../flow/known-metrics';
import { isComparison, mirrored, type BinaryOperator, type Node } from '../../syntax/ast';
import { neverReason } from './check-never';
import { onlyValue, type Range } from './range';
import { valueRange } from './value-range';

/** A comparison with a number, which leaves some of the values of a vector. */
export interface Condition {
  readonly operator: BinaryOperator;
  readonly number: number;
}

/** A vector without the comparisons around it, and these. */
export interface Compared {
  readonly base: Node;
  readonly conditions: readonly Condition[];
}

/** Takes the comparisons with numbers off an expression. */
export function comparedOf(node: Node): Compared {
  if (node.type !== 'binary' || node.bool || !isComparison(node.operator))
    return { base: node, conditions: [] };
  const [left, right] = [numberOf(node.left), numberOf(node.right)];
  const [number, input, operator] =
    right !== undefined ? [right, node.left, node.operator] : [left, node.right, mirrored(node.operator)];
  if (number === undefined) return { base: node, conditions: [] };
  const { base, conditions } = comparedOf(input);
  return { base, conditions: [...conditions, { operator, number }] };
}

function numberOf(node: Node): number | undefined {
  return node.type === 'number' || node.type === 'unary'
    ? onlyValue(valueRange(node, nothingKnown))
    : undefined;
}

/** What holds of a number where a comparison does not. */
const opposite: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
  '!=': '==',
};

/** Whether a condition holds of every value of a range, but for what is no number. */
export function alwaysHolds({ operator, number }: Condition, range: Range): boolean {
  const other = opposite[operator];
  return other !== undefined && neverReason(other, number, range) !== undefined;
}

/** Values that a condition is known to hold of, as a sentence says them: `> 5 and < 8`. */
export function told(conditions: readonly Condition[]): string {
  return conditions.map(({ operator, number }) => `${operator} ${number}`).join(' and ');
}
