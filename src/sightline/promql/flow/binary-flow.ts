import { defined } from '../../problem/defined';
import {
  isComparison,
  mirrored,
  isSetOperator,
  isTrim,
  type Binary,
  type BinaryOperator,
} from '../syntax/ast';
import { calculate } from './calculate';
import type { Flow, Kind, Presence } from './flow';
import { joinedLabels } from './joined-labels';
import type { LabelSet } from './labels';
import { isSameUnit, per, percent, times, type Unit } from './unit';

/** What an operator says beside its sides. */
export type Operation = Pick<Binary, 'operator' | 'bool' | 'matching' | 'fill'>;

/** The result of an operator between two expressions. */
export function binaryFlow(operation: Operation, left: Flow, right: Flow): Flow {
  const { operator } = operation;
  const presence = presenceOf(operation, left, right);
  const flow = { ...meaningOf(operation, left, right), ...defined({ presence }) };
  if (left.shape === 'scalar' || right.shape === 'scalar') return flow;
  const labels = joinedLabels(operation, left.labels, right.labels);
  return operator === 'or' ? eitherFlow(flow, right, labels) : { ...flow, labels };
}

/** What the samples of the result mean. */
function meaningOf(operation: Operation, left: Flow, right: Flow): Flow {
  const { operator, bool, fill } = operation;
  const vector = left.shape === 'scalar' ? right : left;
  const isFilter = (isComparison(operator) && !bool && fill?.left === undefined) || isSetOperator(operator);
  const { presence: _, value: __, ...kept } = vector;
  if (isFilter || isTrim(operator)) return kept;
  const histogram = [left, right].find(({ kind }) => kind === 'histogram');
  // of histograms the unit is that of what was observed, whatever happens to the counts
  const unit = histogram === undefined ? unitOf(operator, left, right) : defined({ unit: histogram.unit });
  const value =
    left.value === undefined || right.value === undefined
      ? undefined
      : calculate(operator, left.value, right.value);
  return {
    shape: vector.shape,
    labels: vector.labels,
    kind: histogram !== undefined && !bool ? 'histogram' : calculatedKind(left, right),
    ...unit,
    ...scaleOf(operator, left, right),
    ...totalsOf(operator, left, right),
    ...(vector.namedBuckets === true ? { namedBuckets: true } : {}),
    ...(value === undefined || bool ? {} : { value }),
  };
}

/** What a calculation gives: of what nobody knows it may be anything, such as a sum of counters. */
function calculatedKind(...sides: readonly Flow[]): Kind {
  return sides.some(({ kind }) => kind === 'unknown') ? 'unknown' : 'sample';
}

/** A multiple of rates is rates, and one of quantiles quantiles. What is taken away from them may be below 0. */
function totalsOf(operator: BinaryOperator, left: Flow, right: Flow): Pick<Flow, 'totals' | 'quantile'> {
  const isScaled = operator === '*' || operator === '/';
  if (!isScaled && operator !== '+') return {};
  const sides = [left, right];
  if (sides.some(({ value }) => value !== undefined && value < 0)) return {};
  const areRates = ({ totals, shape }: Flow): boolean =>
    totals === 'rates' || (!isScaled && shape === 'scalar');
  const [vector, number] = left.shape === 'scalar' ? [right, left] : [left, right];
  return {
    ...((isScaled ? sides.some(areRates) : sides.every(areRates)) ? { totals: 'rates' } : {}),
    ...(vector.quantile === true && number.shape === 'scalar' ? { quantile: true } : {}),
  };
}

/** What is known of a result that comes from either side. */
function eitherFlow(left: Flow, right: Flow, labels: LabelSet): Flow {
  const { unit, totals, percent: hundredfold, ...rest } = left;
  const sameUnit = unit !== undefined && right.unit !== undefined && isSameUnit(unit, right.unit);
  return {
    ...rest,
    labels,
    ...(sameUnit ? { unit } : {}),
    ...(totals !== undefined && totals === right.totals ? { totals } : {}),
    ...(hundredfold === true && (right.percent === true || right.presence === 'always')
      ? { percent: true }
      : {}),
  };
}

/**
 * When there is a result. That one series is there can be the condition for another; what is always there is none.
 *
 * @returns undefined where there are series
 */
function presenceOf({ operator, bool, fill }: Operation, left: Flow, right: Flow): Presence | undefined {
  const sides = [left.presence, right.presence];
  if (operator === 'unless') return 'conditional';
  if (operator === 'and') return right.presence === 'always' ? left.presence : 'conditional';
  if (operator === 'or' || fill !== undefined) {
    if (sides.includes('always')) return 'always';
    return sides.includes(undefined) ? undefined : 'conditional';
  }
  if (isComparison(operator) && !bool) {
    const { value: one } = left;
    const { value: other } = right;
    if (one !== undefined && other !== undefined)
      return calculate(operator, one, other) === 1 ? 'always' : 'conditional';
    if (other !== undefined && isNeverNegative(left))
      return holdsAboveZero(operator, other) ? left.presence : 'conditional';
    if (one !== undefined && isNeverNegative(right))
      return holdsAboveZero(mirrored(operator), one) ? right.presence : 'conditional';
    return 'conditional';
  }
  // a guard against division by 0 is no condition either
  if (operator === '/' && right.presence === 'conditional') return left.presence;
  if (sides.includes('conditional')) return 'conditional';
  return sides.includes(undefined) ? undefined : 'always';
}

/** Whether a comparison holds for everything that is not below 0: that leaves out NaN, and is no condition. */
function holdsAboveZero(operator: BinaryOperator, number: number): boolean {
  return operator === '>=' ? number <= 0 : (operator === '>' || operator === '!=') && number < 0;
}

function isNeverNegative({ kind, totals, quantile }: Flow): boolean {
  return kind === 'counter' || totals === 'rates' || quantile === true;
}

/** The unit of what an operator calculates. A factor that is a number may change the unit, and makes it unknown; but 100 makes percent. */
function unitOf(operator: BinaryOperator, left: Flow, right: Flow): Pick<Flow, 'unit'> {
  const vectors = [left, right].filter(({ shape }) => shape === 'instant vector');
  const [first, second] = vectors.map(({ unit }) => unit);
  if (first === undefined) return {};
  const adds = operator === '+' || operator === '-' || operator === '%';
  if (vectors.length === 1) {
    const scaled = scaledUnit(operator, first, left, right);
    return adds ? { unit: first } : scaled === undefined ? {} : { unit: scaled };
  }
  if (second === undefined) return {};
  if (operator === '*') return { unit: times(first, second) };
  if (operator === '/') return { unit: per(first, second) };
  return adds && isSameUnit(first, second) ? { unit: first } : {};
}

function scaledUnit(operator: BinaryOperator, unit: Unit, left: Flow, right: Flow): Unit | undefined {
  if (isTimesHundred(operator, left, right)) return times(unit, percent);
  const isHundredth =
    (operator === '/' && right.value === 100) ||
    (operator === '*' && (left.value === 0.01 || right.value === 0.01));
  return isHundredth ? per(unit, percent) : undefined;
}

function isTimesHundred(operator: BinaryOperator, left: Flow, right: Flow): boolean {
  if (operator === '/') return right.value === 0.01;
  return operator === '*' && (left.value === 100 || right.value === 100);
}

/** Whether something is a hundredfold, where its unit does not say so. */
function scaleOf(operator: BinaryOperator, left: Flow, right: Flow): Pick<Flow, 'percent'> {
  const isHundredfold =
    isTimesHundred(operator, left, right) ||
    (operator === '/' && left.percent === true && right.shape !== 'scalar') ||
    ((operator === '+' || operator === '-') && (left.percent === true || right.percent === true));
  return isHundredfold ? { percent: true } : {};
}
