import type { Problem } from '../../../problem/problem';
import { error } from '../../../problem/problems';
import { defined } from '../../../problem/defined';
import type { KnownMetrics } from '../../flow/known-metrics';
import type { Part } from '../../flow/flow';
import { isSameUnit, ratio, seconds } from '../../flow/unit';
import { isComparison, mirrored, type Binary, type BinaryOperator } from '../../syntax/ast';
import { type Bound, onlyValue, type Range } from './range';
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
  const asked = isTurned ? mirrored(operator) : operator;
  const effect = bool ? 'it always gives 0' : 'nothing is ever left';
  if (Number.isNaN(number)) {
    if (operator === '!=') return [];
    return [
      error('TYP114', `'${operator} NaN' never holds, so ${effect}: NaN is equal to nothing`, {
        fix: 'what is no number differs from itself: compare the expression with itself by !=',
      }),
    ];
  }
  const range = valueRange(side.node, metrics);
  const reason = neverReason(asked, number, range);
  if (reason === undefined) return [];
  const message = `'${operator} ${number}' never holds, so ${effect}: ${reason}`;
  return [error('TYP114', message, defined({ fix: fixOf(number, side, range) }))];
}

/** What was meant, where that can be told: another unit, or that there are no series. */
export function fixOf(number: number, { node, flow }: Part, { greatest }: Range): string | undefined {
  if (node.type === 'aggregation' && node.operator === 'count')
    return 'whether there are none is asked by absent(…), or by unless';
  if (greatest === undefined || flow.unit === undefined || number <= greatest.value) return undefined;
  const meant = (factor: number): number => Number((number / factor).toPrecision(12));
  if (isSameUnit(flow.unit, seconds) && number > 10 * greatest.value && meant(1000) < greatest.value)
    return `the values are in seconds: ${number} ms is ${meant(1000)}`;
  return isSameUnit(flow.unit, ratio) && meant(100) < greatest.value
    ? `the value is a share: ${number} % is ${meant(100)}`
    : undefined;
}

/** Why no value of a range is as it is asked for; undefined where one can be. */
export function neverReason(operator: BinaryOperator, number: number, range: Range): string | undefined {
  const { least, greatest } = range;
  const beyond = (
    bound: Bound | undefined,
    end: 'least' | 'most',
    isBeyond: (value: number) => boolean,
  ): string | undefined => (bound !== undefined && isBeyond(bound.value) ? told(bound, end) : undefined);
  const isBelow = (value: number): boolean => value < number;
  const isAbove = (value: number): boolean => value > number;
  switch (operator) {
    case '>':
      return beyond(greatest, 'most', (value) => value <= number);
    case '>=':
      return beyond(greatest, 'most', isBelow);
    case '<':
      return beyond(least, 'least', (value) => value >= number);
    case '<=':
      return beyond(least, 'least', isAbove);
    case '==':
      return beyond(greatest, 'most', isBelow) ?? beyond(least, 'least', isAbove);
    case '!=':
      return onlyValue(range) === number ? least?.reason : undefined;
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
