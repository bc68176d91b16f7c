import type { Binary, BinaryOperator, Node, Side, Subquery, Unary } from './ast';
import { isCompound } from './length';

/** The higher, the tighter. `^` alone binds to the right. */
export const precedence: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '>': 3,
  '<': 3,
  '>=': 3,
  '<=': 3,
  '</': 3,
  '>/': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};

/** Whether one side of an operator must stand in parentheses to mean what the tree says. */
export function sideNeedsParentheses(node: Binary, side: Side): boolean {
  const child = node[side];
  if (takesMore(child)) return true;
  if (child.type === 'number') return node.operator === '^' && side === 'left' && hasSign(child.value);
  // a sign binds less tightly than ^, and as tightly as *
  if (child.type === 'unary') return node.operator === '^' && side === 'left';
  if (child.type !== 'binary') return false;
  const outer = precedence[node.operator];
  const inner = precedence[child.operator];
  if (inner !== outer) return inner < outer;
  return (node.operator === '^') === (side === 'left');
}

/** Whether what stands behind a sign, or before the window of a subquery, must stand in parentheses. */
export function innerNeedsParentheses({ type, expression }: Unary | Subquery): boolean {
  if (takesMore(expression)) return type === 'unary';
  if (expression.type === 'binary') return type === 'subquery' || expression.operator !== '^';
  if (type === 'unary') return expression.type === 'number'; // a number with a sign is another number
  return expression.type === 'unary' || (expression.type === 'number' && hasSign(expression.value));
}

/** Whether an operator behind an expression would be taken for one of the calculation behind its `offset`. */
function takesMore(node: Node): boolean {
  return node.type === 'selector' && isCompound(node.offset);
}

/** Whether a number is printed with a sign; infinity always is. */
export function hasSign(value: number): boolean {
  return value < 0 || value === Infinity || Object.is(value, -0);
}

/** Whether one side of an operator is an operation without parentheses of its own. */
export function isBareOperation(node: Binary, side: Side): boolean {
  return isOperation(node[side]) && !sideNeedsParentheses(node, side);
}

function isOperation(node: Node): node is Binary {
  return node.type === 'binary';
}
