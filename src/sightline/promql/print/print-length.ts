import { formatDuration } from '../../contract/duration';
import { formatNumber, plainDecimal } from '../syntax/decimal';
import { isCompound, type DurationExpression, type Length, type LengthOperation } from '../syntax/length';
import { hasSign, precedence } from '../syntax/precedence';

/** A length as it stands in a window: `5m`, `step() * 4`. */
export function printLength(length: Length): string {
  if (typeof length !== 'number') return printCalculation(length);
  const sign = length < 0 ? '-' : '';
  const size = Math.abs(length);
  // under a millisecond there are no units: 3.x reads seconds
  return sign + (Number.isSafeInteger(size) ? formatDuration(size) : plainDecimal(size / 1000));
}

/** A length as it stands behind `offset`: what is calculated in parentheses, or what follows would be taken into it. */
export function printOffset(length: Length): string {
  return isCompound(length) ? `(${printLength(length)})` : printLength(length);
}

function printCalculation(length: DurationExpression): string {
  switch (length.type) {
    case 'number':
      return formatNumber(length.value);
    case 'step':
    case 'range':
      return `${length.type}()`;
    case 'negated':
      return `-${printOperand(length.length, needsParenthesesBehindSign(length.length))}`;
    case 'operation':
      return printOperation(length);
  }
}

function printOperation({ operator, left, right }: LengthOperation): string {
  if (operator === 'max_of' || operator === 'min_of')
    return `${operator}(${printLength(left)}, ${printLength(right)})`;
  const outer = precedence[operator];
  const isPower = operator === '^';
  const open = printOperand(left, isPower ? isSigned(left) || rankOf(left) <= outer : rankOf(left) < outer);
  const close = printOperand(right, isPower ? rankOf(right) < outer : rankOf(right) <= outer);
  return `${open} ${operator} ${close}`;
}

function printOperand(length: Length, needed: boolean): string {
  return needed ? `(${printLength(length)})` : printLength(length);
}

/** How tightly a length holds together; what is no operation can't come apart. */
function rankOf(length: Length): number {
  const isOperation = typeof length !== 'number' && length.type === 'operation';
  if (!isOperation || length.operator === 'max_of' || length.operator === 'min_of') return Infinity;
  return precedence[length.operator];
}

/** A sign binds as tightly as `*`, and only `^` binds tighter; one before a literal would make it another. */
function needsParenthesesBehindSign(length: Length): boolean {
  return typeof length === 'number' || length.type === 'number' || rankOf(length) < precedence['^'];
}

function isSigned(length: Length): boolean {
  if (typeof length === 'number') return hasSign(length);
  return length.type === 'negated' || (length.type === 'number' && hasSign(length.value));
}
