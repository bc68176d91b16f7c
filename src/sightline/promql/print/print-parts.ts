import type {
  Aggregation,
  Binary,
  Fill,
  Matcher,
  Moved,
  Subquery,
  VectorMatching,
  VectorSelector,
} from '../syntax/ast';
import { formatNumber } from '../syntax/decimal';
import { isGroupingLabel, isLabelName, isSelectorName } from '../syntax/words';
import { printLength, printOffset } from './print-length';

/** A text in the double quotes of PromQL. What no UTF-8 can hold is written as the character that stands for it. */
export function quote(text: string): string {
  // JSON escapes as Go does, but for control characters, which Go writes as \x1b where JSON has \u001b: both are read. Prometheus
  // refuses U+FFFD itself in a text, and half a surrogate pair even escaped.
  return JSON.stringify(text).replace(/\ufffd|\\ud[89a-f][0-9a-f]{2}/g, '\\ufffd');
}

/** The name and matchers of a selector. A name that can't stand by itself is put into the braces. */
export function printSelector({ name, matchers }: VectorSelector): string {
  const written = matchers.map(printMatcher);
  if (name === '' || isSelectorName(name))
    return written.length === 0 && name !== '' ? name : `${name}{${written.join(',')}}`;
  // the quotes alone are read by 3.x only
  const inside = isLabelName(name) ? `__name__=${quote(name)}` : quote(name);
  return `{${[inside, ...written].join(',')}}`;
}

/** The window and step of a subquery. */
export function printWindow({ window, step }: Subquery): string {
  return `[${printLength(window)}:${step === undefined ? '' : printLength(step)}]`;
}

/** `@` and `offset`, with a space before each. */
export function printMoves(moved: Moved): string {
  return printMoment(moved) + printShift(moved);
}

/** All that stands behind the name and the matchers of a selector, or behind its window, with a space before each. */
export function printModifiers(selector: VectorSelector, where: 'selector' | 'window'): string {
  const edges = selector.edges === undefined ? '' : ` ${selector.edges}`;
  const moment = printMoment(selector);
  return (where === 'selector' ? moment + edges : edges + moment) + printShift(selector);
}

function printMoment({ at }: Moved): string {
  if (at === undefined) return '';
  return ` @ ${typeof at === 'number' ? (at / 1000).toFixed(3) : `${at}()`}`;
}

function printShift({ offset }: Moved): string {
  return offset === 0 ? '' : ` offset ${printOffset(offset)}`;
}

/** An aggregation and its grouping, up to the parenthesis. */
export function printAggregation({ operator, grouping }: Aggregation): string {
  if (grouping === undefined || (grouping.type === 'by' && grouping.labels.length === 0)) return operator;
  return `${operator} ${grouping.type} ${printLabels(grouping.labels)} `;
}

/** An operator with `bool`, the matching of its sides, and what fills them. */
export function printOperator({ operator, bool, matching, fill }: Binary): string {
  return operator + (bool ? ' bool' : '') + printMatching(matching) + printFill(fill);
}

function printMatching(matching: VectorMatching | undefined): string {
  if (matching === undefined) return '';
  if (matching.type === 'ignoring' && matching.labels.length === 0 && matching.group === undefined) return '';
  const how = ` ${matching.type} ${printLabels(matching.labels)}`;
  if (matching.group === undefined) return how;
  return `${how} group_${matching.group.side} ${printLabels(matching.group.include)}`;
}

function printFill({ left, right }: Fill = {}): string {
  if (left !== undefined && Object.is(left, right)) return ` fill (${formatNumber(left)})`;
  const onLeft = left === undefined ? '' : ` fill_left (${formatNumber(left)})`;
  return onLeft + (right === undefined ? '' : ` fill_right (${formatNumber(right)})`);
}

function printLabels(labels: readonly string[]): string {
  return `(${labels.map((label) => (isGroupingLabel(label) ? label : quote(label))).join(', ')})`;
}

function printLabel(label: string): string {
  return isLabelName(label) ? label : quote(label);
}

function printMatcher({ label, operator, value }: Matcher): string {
  return `${printLabel(label)}${operator}${quote(value)}`;
}
