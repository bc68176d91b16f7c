import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import type { Flow, Part } from '../flow/flow';
import { describeUnit, isSameUnit } from '../flow/unit';
import { isComparison, type Binary, type BinaryOperator } from '../syntax/ast';

/** Two units beside each other: seconds plus bytes mean nothing. */
export function checkUnits(
  { operator }: Pick<Binary, 'operator'>,
  { unit: left }: Flow,
  { unit: right }: Flow,
): readonly Problem[] {
  const mixes = operator === '+' || operator === '-' || isComparison(operator);
  if (!mixes || left === undefined || right === undefined || isSameUnit(left, right)) return [];
  // a hundred times something beside something is a share that is compared without a division
  if ([left, right].some((unit) => unit.has('percent') && unit.size > 1)) return [];
  const message = `'${operator}' is between ${describeUnit(left)} and ${describeUnit(right)}`;
  return [warning('TYP110', message, { fix: 'bring both sides to one unit' })];
}

/** A running total beside a number: it passes any number some day. Whether it has counted anything at all is a fair question. */
export function checkComparedTotals(operator: BinaryOperator, sides: readonly Part[]): readonly Problem[] {
  if (!isComparison(operator)) return [];
  const number = sides.find(({ flow }) => flow.shape === 'scalar');
  const isNothing = number?.node.type === 'number' && number.node.value === 0;
  if (number === undefined || isNothing || !sides.some(({ flow }) => flow.kind === 'counter')) return [];
  const message = `'${operator}' compares a counter with a number: it only ever grows, and starts again at any time`;
  return [warning('TYP104', message, { fix: 'compare its rate or increase' })];
}
