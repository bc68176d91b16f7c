import { isComparison, isSetOperator, isTrim, type Binary } from '../syntax/ast';
import type { Flow, Kind } from './flow';
import { joinedLabels } from './joined-labels';
import type { LabelSet } from './labels';
import { isSameUnit, per, times } from './unit';

/** What an operator says beside its sides. */
export type Operation = Pick<Binary, 'operator' | 'bool' | 'matching' | 'fill'>;

/** The result of an operator between two expressions. */
export function binaryFlow(operation: Operation, left: Flow, right: Flow): Flow {
  const { operator, bool, fill } = operation;
  const keeps = (isComparison(operator) && !bool && fill?.left === undefined) || isSetOperator(operator);
  const vector = left.shape === 'scalar' ? right : left;
  const { totals: _, quantile: __, unit: ___, ...calculated } = vector;
  const base: Flow =
    keeps || isTrim(operator)
      ? vector
      : { ...calculated, kind: calculatedKind(left, right), ...unitOf(operation, left, right) };
  if (left.shape === 'scalar' || right.shape === 'scalar') return base;
  const labels = joinedLabels(operation, left.labels, right.labels);
  return operator === 'or' ? eitherFlow(left, right, labels) : { ...base, labels };
}

/** What is known of a result that comes from either side. */
function eitherFlow(left: Flow, right: Flow, labels: LabelSet): Flow {
  const { unit, totals, ...rest } = left;
  const sameUnit = unit !== undefined && right.unit !== undefined && isSameUnit(unit, right.unit);
  return {
    ...rest,
    labels,
    ...(sameUnit ? { unit } : {}),
    ...(totals !== undefined && totals === right.totals ? { totals } : {}),
  };
}

/** What a calculation gives: of what nobody knows it may be anything, such as a sum of counters. */
function calculatedKind(...sides: readonly Flow[]): Kind {
  return sides.some(({ kind }) => kind === 'unknown') ? 'unknown' : 'sample';
}

/** The unit of what an operator calculates. A factor that is a number may change the unit, and makes it unknown. */
function unitOf({ operator }: Operation, left: Flow, right: Flow): Pick<Flow, 'unit'> {
  const vectors = [left, right].filter(({ shape }) => shape === 'instant vector');
  const [first, second] = vectors.map(({ unit }) => unit);
  if (first === undefined) return {};
  const adds = operator === '+' || operator === '-' || operator === '%';
  if (vectors.length === 1) return adds ? { unit: first } : {};
  if (second === undefined) return {};
  if (operator === '*') return { unit: times(first, second) };
  if (operator === '/') return { unit: per(first, second) };
  return adds && isSameUnit(first, second) ? { unit: first } : {};
}
