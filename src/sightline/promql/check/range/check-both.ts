import type { Problem } from '../../../problem/problem';
import { error } from '../../../problem/problems';
import type { KnownMetrics } from '../../flow/known-metrics';
import type { Flow } from '../../flow/flow';
import type { LabelSet } from '../../flow/labels';
import { printLine } from '../../print/print';
import type { Binary, Node, VectorMatching } from '../../syntax/ast';
import { alwaysHolds, comparedOf, type Condition, told } from './conditions';
import { bothRanges } from './range';
import { valueRange } from './value-range';

/**
 * Two conditions of one vector: an `and` that asks for values which no number is, and an `unless` that takes away all that its left side has.
 *
 * @param first what is known of the left side
 * @param second the same of the right
 * @param metrics what is known of metrics, with the expressions that rules record
 */
export function checkBoth(
  { operator, matching, left, right }: Binary,
  { labels }: Flow,
  second: Flow,
  metrics: KnownMetrics,
): readonly Problem[] {
  if (operator !== 'and' && operator !== 'unless') return [];
  const isBare = (set: LabelSet): boolean => !set.open && set.names.size === 0;
  const meets = matching === undefined ? isBare(labels) && isBare(second.labels) : isOnNothing(matching);
  if (operator === 'unless' && meets && second.presence === 'always')
    return [
      error('TYP114', "the right side of 'unless' is always there, so nothing is ever left", {
        fix: 'compare the right side, so that it is there only at times',
      }),
    ];
  // series that differ in more than what is matched have values of their own
  if (matching !== undefined && !isBare(labels)) return [];
  const [one, other] = [comparedOf(left), comparedOf(right)];
  if (!isSame(one.base, other.base)) return [];
  if (operator === 'unless') {
    const range = valueRange(left, metrics);
    const isTaken = (condition: Condition): boolean =>
      one.conditions.some(
        (each) => each.operator === condition.operator && each.number === condition.number,
      ) || alwaysHolds(condition, range);
    if (!other.conditions.every(isTaken)) return [];
    const message = `'unless' takes away ${other.conditions.length === 0 ? 'every series' : `what is ${told(other.conditions)}`}, and its left side has no other, so nothing is ever left`;
    return [error('TYP114', message, { fix: 'ask on the right for other series, or for other values' })];
  }
  const all = [...one.conditions, ...other.conditions];
  const { least, greatest } = bothRanges(valueRange(left, metrics), valueRange(right, metrics));
  if (least === undefined || greatest === undefined || least.value < greatest.value) return [];
  const isStrict = all.some(({ operator: sign, number }) => number === least.value && /^[<>]$/.test(sign));
  if (least.value === greatest.value && !isStrict) return [];
  const message = `'and' asks for values that are ${told(all)} at once, so nothing is ever left`;
  return [error('TYP114', message, { fix: "write 'or' if either of them is meant" })];
}

function isOnNothing({ type, labels }: VectorMatching): boolean {
  return type === 'on' && labels.length === 0;
}

function isSame(one: Node, other: Node): boolean {
  return one.type === other.type && printLine(one) === printLine(other);
}
