import { isMade } from '../../problem/made';
import { elementsOf, kindOf, readEntry, unreadable } from '../../problem/read';
import { settled } from '../../problem/settled';
import type { MatchOperator, Node } from './ast';
import { aggregations, functions } from './catalogue';
import type { LengthOperator } from './length';
import { precedence } from './precedence';
import { deepest, mostNodes, tooLarge } from './size';
import { childrenOf } from './walk';

/**
 * The syntax tree that a value is, undefined if it is none, contains itself or is too large. What this library has read or built is not looked
 * at again.
 */
export function readNode(given: unknown): Node | undefined {
  if (isMade('tree', given)) return given as Node; // nothing else is made so
  const root = settled(given);
  const waiting: unknown[] = [root];
  for (let count = 0; waiting.length > 0; count++) {
    const node = waiting.pop();
    if (count > mostNodes || !isNode(node)) return undefined;
    for (const child of childrenOf(node)) waiting.push(child);
  }
  const node = root as Node; // all of its parts are
  return tooLarge(node) === undefined ? node : undefined;
}

/** Whether a value is a node, whatever its children are. */
function isNode(value: unknown): value is Node {
  const part = (key: string): unknown => parts(value, [key])[key];
  switch (part('type')) {
    case 'number':
      return typeof part('value') === 'number';
    case 'string':
      return isText(part('value'));
    case 'selector':
      return isSelector(value);
    case 'range':
      return isSelector(part('selector')) && isLength(part('window'));
    case 'subquery': {
      const step = part('step');
      return isLength(part('window')) && (step === undefined || isLength(step)) && isMoved(value);
    }
    case 'unary':
      return part('operator') === '-' || part('operator') === '+';
    case 'call':
      return isKeyOf(functions, part('name')) && elementsOf(part('args')) !== undefined;
    case 'aggregation':
      return isKeyOf(aggregations, part('operator')) && isGrouping(part('grouping'));
    case 'binary':
      return isKeyOf(precedence, part('operator')) && isMatching(part('matching')) && isFill(part('fill'));
    default:
      return false;
  }
}

function isSelector(value: unknown): boolean {
  const { name, matchers, edges } = parts(value, ['name', 'matchers', 'edges']);
  const isRight = isText(name) && elementsOf(matchers)?.every(isMatcher) === true && isMoved(value);
  return isRight && (edges === undefined || edges === 'anchored' || edges === 'smoothed');
}

const matchOperators: readonly MatchOperator[] = ['=', '!=', '=~', '!~'];

function isMatcher(value: unknown): boolean {
  const { label, operator, value: wanted } = parts(value, ['label', 'operator', 'value']);
  return isText(label) && matchOperators.some((each) => each === operator) && isText(wanted);
}

function isMoved(value: unknown): boolean {
  const { offset, at } = parts(value, ['offset', 'at']);
  return isLength(offset) && (at === undefined || at === 'start' || at === 'end' || typeof at === 'number');
}

function isLength(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') return true;
  if (depth > deepest) return false;
  const {
    type,
    operator,
    left,
    right,
    length,
    value: number,
  } = parts(value, [...(['type', 'operator', 'left', 'right', 'length', 'value'] as const)]);
  if (type === 'number') return typeof number === 'number';
  if (type === 'step' || type === 'range') return true;
  if (type === 'negated') return isLength(length, depth + 1);
  const isOperation = type === 'operation' && lengthOperators.some((each) => each === operator);
  return isOperation && isLength(left, depth + 1) && isLength(right, depth + 1);
}

const lengthOperators: readonly LengthOperator[] = ['+', '-', '*', '/', '%', '^', 'max_of', 'min_of'];

function isGrouping(value: unknown): boolean {
  if (value === undefined) return true;
  const { type, labels } = parts(value, ['type', 'labels']);
  return (type === 'by' || type === 'without') && areTexts(labels);
}

function isMatching(value: unknown): boolean {
  if (value === undefined) return true;
  const { type, labels, group } = parts(value, ['type', 'labels', 'group']);
  const { side, include } = parts(group, ['side', 'include']);
  const isGroup = group === undefined || ((side === 'left' || side === 'right') && areTexts(include));
  return (type === 'on' || type === 'ignoring') && areTexts(labels) && isGroup;
}

function isFill(value: unknown): boolean {
  if (value === undefined) return true;
  const { left, right } = parts(value, ['left', 'right']);
  const fits = (side: unknown): boolean => side === undefined || typeof side === 'number';
  return kindOf(value) === 'object' && fits(left) && fits(right);
}

/** Some parts of a value; one that can't be read is `unreadable`, which no part of a tree is. */
function parts<K extends string>(value: unknown, keys: readonly K[]): Partial<Record<K, unknown>> {
  const read = keys.map((key) => {
    if (kindOf(value) !== 'object') return [key, undefined];
    const entry = readEntry(value as object, key); // of kind 'object'
    return [key, entry.readable ? entry.value : unreadable];
  });
  // an object with these keys and no others
  return Object.fromEntries(read) as Partial<Record<K, unknown>>;
}

function areTexts(value: unknown): boolean {
  return elementsOf(value)?.every(isText) === true;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isKeyOf(table: object, key: unknown): boolean {
  return typeof key === 'string' && Object.hasOwn(table, key);
}
