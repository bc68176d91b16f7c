import type { Problem } from '../../../problem/problem';
import { error } from '../../../problem/problems';
import { defined } from '../../../problem/defined';
import type { KnownMetrics } from '../../flow/known-metrics';
import type { Part } from '../../flow/flow';
import { isSameUnit, ratio, seconds } from '../../flow/unit';
import { isComparison, type Binary, type BinaryOperator } from '../../syntax/ast';
import type { Bound, Range } from './range';
import { valueRange } from './value-range';

/**
 * A comparison with a number that no value can hold: the rule is always empty, and the alert never fires.
 *
 * @param metrics what is known of metrics, with the expressions that rules record
 */
export function checkNever(
  { operator, bool }: Pick<Binary, 'operator' | 'bool'>,
  [left, right]: readonly Part[],
  metrics: KnownMetrics,
): readonly Problem[] {
  if (!isComparison(operator) || left === undefined || right === undefined) return [];
  const isTurned = right.flow.value === undefined;
  const [side, number] = isTurned ? [right, left.flow.value] : [left, right.flow.value];
  if (number === undefined || side.flow.value !== undefined || side.flow.shape !== 'instant vector')
    return [];
  const asked = isTurned ? (mirrored[operator] ?? operator) : operator;
  const effect = bool ? 'it always gives 0' : 'nothing is ever left';
  if (Number.isNaN(number)) {
    if (operator === '!=') return [];
    return [
      error('TYP114', `'${operator} NaN' never holds, so ${effect}: NaN is equal to nothing`, {
        fix: 'what is no number differs from itself: compare the expression with itself by !=',
      }),
    ];
  }
  const reason = neverReason(asked, number, valueRange(side.node, metrics));
  if (reason === undefined) return [];
  const message = `'${operator} ${number}' never holds, so ${effect}: ${reason}`;
  return [error('TYP114', message, defined({ fix: fixOf(number, side, metrics) }))];
}

/** What was meant, where that can be told: another unit, or that there are no series. */
function fixOf(number: number, { node, flow }: Part, metrics: KnownMetrics): string | undefined {
  if (node.type === 'aggregation' && node.operator === 'count')
    return 'whether there are none is asked by absent(…), or by unless';
  const { greatest } = valueRange(node, metrics);
  if (greatest === undefined || flow.unit === undefined || number <= greatest.value) return undefined;
  const meant = (factor: number): number => Number((number / factor).toPrecision(12));
  if (isSameUnit(flow.unit, seconds) && number > 10 * greatest.value && meant(1000) < greatest.value)
    return `the values are in seconds: ${number} ms is ${meant(1000)}`;
  return isSameUnit(flow.unit, ratio) && meant(100) < greatest.value
    ? `the value is a share: ${number} % is ${meant(100)}`
    : undefined;
}

/** Why no value of a range is as it is asked for; undefined where one can be. */
function neverReason(
  operator: BinaryOperator,
  number: number,
  { least, greatest }: Range,
): string | undefined {
  const above = (bound: Bound | undefined, isBeyond: boolean): string | undefined =>
    bound !== undefined && isBeyond ? told(bound, bound === least ? 'least' : 'most') : undefined;
  switch (operator) {
    case '>':
      return above(greatest, greatest !== undefined && greatest.value <= number);
    case '>=':
      return above(greatest, greatest !== undefined && greatest.value < number);
    case '<':
      return above(least, least !== undefined && least.value >= number);
    case '<=':
      return above(least, least !== undefined && least.value > number);
    case '==':
      return (
        above(greatest, greatest !== undefined && greatest.value < number) ??
        above(least, least !== undefined && least.value > number)
      );
    case '!=':
      return least?.value === number && greatest?.value === number ? least.reason : undefined;
    default:
      return undefined;
  }
}

/** Why the values end there, and where that is, if the reason does not say the number. */
function told({ value, reason }: Bound, end: 'least' | 'most'): string {
  const shown = String(value);
  return new RegExp(`(?:^| )${shown.replace(/[.+]/g, '\\$&')}(?:,|$| )`).test(reason)
    ? reason
    : `the value is at ${end} ${shown}, since ${reason}`;
}

/** The comparison that says the same with its sides exchanged. */
const mirrored: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
};
