import { error } from '../../problem/problems';
import type { Moment, Moved, Node, Placed, RangeSelector, Subquery, VectorSelector } from '../syntax/ast';
import {
  describeToken,
  endOfLast,
  expect,
  fail,
  failWith,
  peek,
  report,
  take,
  takeIf,
  unexpected,
  type Cursor,
} from './cursor';
import { readDurationLiteral, parseLength } from './parse-duration';
import { readNumber } from './literals';

/** Reads what stands behind an expression and belongs to it alone: windows, `offset` and `@`, in any order. */
export function parseModifiers(cursor: Cursor, before: Node): Node {
  let node = before;
  for (;;) {
    const { kind, text } = peek(cursor);
    if (kind === '[') node = parseWindow(cursor, node);
    else if (kind === '@') node = parseMoment(cursor, node);
    else if (kind === 'word' && text.toLowerCase() === 'offset') node = parseOffset(cursor, node);
    else if (kind === 'name' && isNewModifier(text)) refuseModifier(cursor);
    else return node;
  }
}

/** Modifiers that came after 3.5, as experiments. */
const newModifiers = new Map([
  ['anchored', { since: '3.7', feature: 'promql-extended-range-selectors' }],
  ['smoothed', { since: '3.7', feature: 'promql-extended-range-selectors' }],
  ['fill', { since: '3.10', feature: 'promql-binop-fill-modifiers' }],
  ['fill_left', { since: '3.10', feature: 'promql-binop-fill-modifiers' }],
  ['fill_right', { since: '3.10', feature: 'promql-binop-fill-modifiers' }],
]);

/** Whether a name is one of a modifier that is refused. */
export function isNewModifier(name: string): boolean {
  return newModifiers.has(name.toLowerCase());
}

/** Refuses a modifier that is known, and not read. */
export function refuseModifier(cursor: Cursor): void {
  const token = peek(cursor);
  const { since = '', feature = '' } = newModifiers.get(token.text.toLowerCase()) ?? {};
  const message = `'${token.text}' is a modifier of Prometheus ${since} on, behind the feature ${feature}, and not read here`;
  failWith(cursor, token, error('PQL006', message));
}

function parseWindow(cursor: Cursor, node: Node): Node {
  const bracket = take(cursor);
  const window = parseLength(cursor, 'the window', { any: false });
  if (takeIf(cursor, ':') !== undefined) {
    const hasStep = peek(cursor).kind !== ']';
    const step = hasStep ? parseLength(cursor, 'the step', { any: false }) : undefined;
    expect(cursor, ']', 'the step of a subquery');
    return {
      type: 'subquery',
      expression: node,
      window,
      ...(step === undefined ? {} : { step }),
      offset: 0,
      span: { start: node.span?.start ?? bracket.start, end: endOfLast(cursor) },
    };
  }
  if (peek(cursor).kind === 'name') failAtLetter(cursor);
  const { end } = expect(cursor, ']', 'a window, or a colon if it is a subquery');
  const span = { start: bracket.start, end };
  const selector = selectorFor(cursor, node, span);
  return { type: 'range', selector, window, span: { start: node.span?.start ?? span.start, end } };
}

/** Prometheus up to 3.5 takes a letter in that place for the colon of a subquery, which nobody means. */
function failAtLetter(cursor: Cursor): void {
  const token = peek(cursor);
  fail(cursor, token, `'${token.text}' can't stand in a window: Prometheus ${letterColon}`, {
    fix: 'write the duration in one piece: 5m, 1h30m',
  });
}

/** What Prometheus does with a letter in a window. */
export const letterColon = 'may take it for the colon of a subquery';

/** What a window is of, or a stand-in if it can't have one. */
function selectorFor(cursor: Cursor, node: Node, span: { start: number; end: number }): VectorSelector {
  if (node.type !== 'selector' || node === cursor.parenthesized) {
    const message = 'a window stands right behind a selector, without parentheses';
    report(cursor, span, error('PQL002', message, { fix: 'if a subquery is meant, write a colon: [5m:]' }));
    return { type: 'selector', name: 'unread', matchers: [], offset: 0, scope: 'global' };
  }
  // start() and end() are let through
  if (node.offset !== 0 || typeof node.at === 'number') {
    report(cursor, span, error('PQL002', "a window stands before 'offset' and '@', not behind them"));
  }
  return node;
}

function parseOffset(cursor: Cursor, node: Node): Node {
  const word = take(cursor);
  const offset = parseLength(cursor, "'offset'", { any: true });
  return moved(cursor, node, word, (before) => {
    if (before.offset !== 0) report(cursor, word, error('PQL002', "'offset' stands here twice"));
    return { offset };
  });
}

function parseMoment(cursor: Cursor, node: Node): Node {
  const sign = take(cursor);
  const at = readMoment(cursor);
  return moved(cursor, node, sign, (before) => {
    if (before.at !== undefined) report(cursor, sign, error('PQL002', "'@' stands here twice"));
    return { at };
  });
}

function readMoment(cursor: Cursor): Moment {
  const { kind, text } = peek(cursor);
  const word = text.toLowerCase();
  if (kind === 'word' && (word === 'start' || word === 'end')) {
    take(cursor);
    expect(cursor, '(', `'${text}' behind '@'`);
    expect(cursor, ')', `'${text}('`);
    return word;
  }
  const sign = takeIf(cursor, '-') ?? takeIf(cursor, '+');
  const token = peek(cursor);
  if (token.kind !== 'number' && !(token.kind === 'duration' && cursor.syntax.three)) {
    unexpected(cursor, "behind '@' stands a moment: seconds since 1970, start() or end()");
    return 0;
  }
  take(cursor);
  const seconds =
    token.kind === 'number' ? readNumber(token.text) : readDurationLiteral(cursor, token) / 1000;
  if (seconds === undefined || !(Math.abs(seconds) < 2 ** 63)) {
    report(cursor, token, error('PQL002', `${describeToken(token)} is no moment that Prometheus can hold`));
    return 0;
  }
  const milliseconds = Math.round(seconds * 1000);
  return sign?.kind === '-' ? -milliseconds : milliseconds;
}

/** Something moved in time, if it can be. */
function moved(
  cursor: Cursor,
  node: Node,
  place: { readonly text: string; readonly start: number; readonly end: number },
  change: (before: Moved) => Partial<Moved>,
): Node {
  const span = { start: node.span?.start ?? place.start, end: endOfLast(cursor) };
  if (node !== cursor.parenthesized) {
    if (node.type === 'selector') return withMoves<VectorSelector>(node, change(node), span);
    if (node.type === 'subquery') return withMoves<Subquery>(node, change(node), span);
    if (node.type === 'range') {
      const selector = withMoves<VectorSelector>(node.selector, change(node.selector), undefined);
      return { ...node, selector, span } satisfies RangeSelector;
    }
  }
  const message = `'${place.text}' stands right behind a selector, a window or a subquery, without parentheses`;
  report(cursor, place, error('PQL002', message));
  return node;
}

function withMoves<N extends Moved & Placed>(node: N, moves: Partial<Moved>, span: Placed['span']): N {
  return { ...node, ...moves, ...(span === undefined ? {} : { span }) };
}
