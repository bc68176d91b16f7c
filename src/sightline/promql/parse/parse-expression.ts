import { defined } from '../../problem/defined';
import { error } from '../../problem/problems';
import type { BinaryOperator, Node, VectorMatching } from '../syntax/ast';
import { isAggregationName } from '../syntax/catalogue';
import {
  describeToken,
  endOfLast,
  expect,
  fail,
  peek,
  report,
  take,
  takeIf,
  unclosed,
  unexpected,
  type Cursor,
} from './cursor';
import { parseAggregation, parseCall } from './parse-call';
import { parseLabels } from './parse-labels';
import { parseFill } from './parse-fill';
import { parseModifiers } from './parse-modifiers';
import { parseSelector } from './parse-selector';
import { readNumber, unquote } from './literals';
import { precedence } from '../syntax/precedence';
import { deepest } from '../syntax/size';
import { readDurationLiteral } from './parse-duration';
import type { Token } from './token';
import { isOperatorWord } from '../syntax/words';

/** What was not read, so that there is a tree anyway; the cursor has failed by then. */
const unread: Node = { type: 'number', value: NaN };

/**
 * Reads an expression up to an operator that binds less tightly. Chains of operators are read in a loop, so that only what stands within
 * something else goes deeper.
 */
export function parseExpression(cursor: Cursor, least = 1): Node {
  if (cursor.depth >= deepest) {
    fail(cursor, peek(cursor), `more than ${deepest} expressions stand within each other here`, {
      fix: 'record parts of it by rules of their own',
    });
    return unread;
  }
  cursor.depth += 1;
  let left = parseSigned(cursor);
  for (;;) {
    const operator = operatorOf(peek(cursor));
    if (operator === undefined || precedence[operator] < least) break;
    const token = take(cursor);
    const { bool, matching } = parseMatching(cursor);
    const fill = parseFill(cursor);
    const right = parseExpression(cursor, precedence[operator] + (operator === '^' ? 0 : 1));
    left = {
      type: 'binary',
      operator,
      bool,
      ...defined({ matching, fill }),
      left,
      right,
      operatorSpan: { start: token.start, end: token.end },
      span: { start: left.span?.start ?? token.start, end: endOfLast(cursor) },
    };
  }
  cursor.depth -= 1;
  return left;
}

function operatorOf({ kind, text }: Token): BinaryOperator | undefined {
  const operator = kind === 'word' ? text.toLowerCase() : kind;
  return Object.hasOwn(precedence, operator) ? (operator as BinaryOperator) : undefined; // a key of the table
}

/** `bool`, then which series belong together. */
function parseMatching(cursor: Cursor): { readonly bool: boolean; readonly matching?: VectorMatching } {
  const bool = isWord(cursor, 'bool');
  if (bool) take(cursor);
  const type = isWord(cursor, 'on') ? 'on' : isWord(cursor, 'ignoring') ? 'ignoring' : undefined;
  if (type === undefined) return { bool };
  take(cursor);
  const labels = parseLabels(cursor, type);
  const side = isWord(cursor, 'group_left') ? 'left' : isWord(cursor, 'group_right') ? 'right' : undefined;
  if (side === undefined) return { bool, matching: { type, labels } };
  take(cursor);
  const include = peek(cursor).kind === '(' ? parseLabels(cursor, `group_${side}`) : [];
  return { bool, matching: { type, labels, group: { side, include } } };
}

function isWord(cursor: Cursor, word: string): boolean {
  const { kind, text } = peek(cursor);
  return kind === 'word' && text.toLowerCase() === word;
}

/** An expression with signs before it. A sign binds as tightly as `*`, and only `^` binds tighter. */
function parseSigned(cursor: Cursor): Node {
  const sign = takeIf(cursor, '-') ?? takeIf(cursor, '+');
  if (sign === undefined) return parseModifiers(cursor, parsePrimary(cursor));
  const expression = parseExpression(cursor, precedence['^']);
  const operator = sign.kind === '-' ? '-' : '+';
  const span = { start: sign.start, end: endOfLast(cursor) };
  if (expression.type === 'number' && expression !== cursor.parenthesized) {
    return { ...expression, value: operator === '-' ? -expression.value : expression.value, span };
  }
  return { type: 'unary', operator, expression, span };
}

function parsePrimary(cursor: Cursor): Node {
  const token = peek(cursor);
  const span = { start: token.start, end: token.end };
  switch (token.kind) {
    case 'number': {
      take(cursor);
      const value = readNumber(token.text);
      if (value === undefined)
        report(cursor, token, error('PQL001', `${describeToken(token)} is none that Prometheus can hold`));
      return { type: 'number', value: value ?? NaN, span };
    }
    case 'duration':
      if (!cursor.syntax.plainLengths) break;
      take(cursor);
      return { type: 'number', value: readDurationLiteral(cursor, token) / 1000, span };
    case 'string':
      take(cursor);
      return { type: 'string', value: unquote(token.text).value, span };
    case '(':
      return parseParentheses(cursor);
    case '{':
    case 'metric':
      return parseSelector(cursor);
    case 'name':
      return peek(cursor, 1).kind === '(' ? parseCall(cursor) : parseSelector(cursor);
    case 'word':
      if (isAggregation(cursor)) return parseAggregation(cursor);
      // of which 3.12 made functions
      if (/^(?:start|end)$/.test(token.text) && peek(cursor, 1).kind === '(') return parseCall(cursor);
      if (!isOperatorWord(token.text.toLowerCase())) return parseSelector(cursor);
      failAtWord(cursor, token);
      return unread;
    default:
  }
  unexpected(cursor, 'an expression is expected');
  return unread;
}

/** What stands between an operator and its right side, in this order. */
const betweenSides = new Set(['bool', 'on', 'ignoring', 'group_left', 'group_right']);

function failAtWord(cursor: Cursor, token: Token): void {
  const before = cursor.tokens[cursor.at - 1]?.kind;
  if (betweenSides.has(token.text.toLowerCase()) && before !== undefined && before !== '(') {
    fail(
      cursor,
      token,
      `'${token.text}' can't stand here: behind an operator stand bool, on or ignoring, group_left or group_right, and fill, in this order`,
    );
    return;
  }
  fail(cursor, token, `'${token.text}' is a word of the language, and no expression`, {
    fix: `if it is the name of a metric, write {__name__="${token.text}"}`,
  });
}

/** A name that is that of an aggregation too is one where a parenthesis or a grouping follows. */
function isAggregation(cursor: Cursor): boolean {
  const next = peek(cursor, 1);
  const groups = next.kind === 'word' && ['by', 'without'].includes(next.text.toLowerCase());
  return isAggregationName(peek(cursor).text.toLowerCase()) && (next.kind === '(' || groups);
}

function parseParentheses(cursor: Cursor): Node {
  const open = take(cursor);
  const { start } = open;
  const inner = parseExpression(cursor);
  if (peek(cursor).kind === 'end') unclosed(cursor, open, ')');
  const { end } = expect(cursor, ')', 'what stands in parentheses');
  // a copy, so that it is known by its identity as the one in parentheses
  const node = { ...inner, span: { start, end } };
  cursor.parenthesized = node;
  return node;
}
