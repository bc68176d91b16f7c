import { defined } from '../../problem/defined';
import { error } from '../../problem/problems';
import type {
  Edges,
  Moment,
  Moved,
  Node,
  Placed,
  RangeSelector,
  Subquery,
  VectorSelector,
} from '../syntax/ast';
import { arrivals } from '../syntax/availability';
import {
  describeToken,
  endOfLast,
  expect,
  fail,
  peek,
  report,
  reportMissing,
  take,
  takeIf,
  unexpected,
  type Cursor,
} from './cursor';
import { readDurationLiteral } from './parse-duration';
import { parseLength, parseOffsetLength } from './parse-length';
import { readNumber } from './literals';

/** Reads what stands behind an expression and belongs to it alone: windows, `offset`, `@`, `anchored` and `smoothed`, in any order. */
export function parseModifiers(cursor: Cursor, before: Node): Node {
  let node = before;
  for (;;) {
    const { kind, text } = peek(cursor);
    if (kind === '[') node = parseWindow(cursor, node);
    else if (kind === '@') node = parseMoment(cursor, node);
    else if (kind === 'word' && text.toLowerCase() === 'offset') node = parseOffset(cursor, node);
    else if (kind === 'name' && edgesOf(text) !== undefined) node = parseEdges(cursor, node);
    else return node;
  }
}

/** Whether a name is a modifier that stands behind a selector or its window. */
function edgesOf(name: string): Edges | undefined {
  const lower = name.toLowerCase();
  return lower === 'anchored' || lower === 'smoothed' ? lower : undefined;
}

function parseWindow(cursor: Cursor, node: Node): Node {
  const bracket = take(cursor);
  const window = parseLength(cursor, 'the window');
  if (takeIf(cursor, ':') !== undefined) {
    const hasStep = peek(cursor).kind !== ']';
    const step = hasStep ? parseLength(cursor, 'the step') : undefined;
    expect(cursor, ']', 'the step of a subquery');
    return {
      type: 'subquery',
      expression: node,
      window,
      ...defined({ step }),
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
  const message = `'${token.text}' can't stand in a window: Prometheus may take it for the colon of a subquery`;
  fail(cursor, token, message, { fix: 'write the duration in one piece: 5m, 1h30m' });
}

/** What a window is of, or a stand-in if it can't have one. */
function selectorFor(cursor: Cursor, node: Node, span: { start: number; end: number }): VectorSelector {
  if (node.type !== 'selector' || node === cursor.parenthesized) {
    const message = 'a window stands right behind a selector, without parentheses';
    report(cursor, span, error('PQL020', message, { fix: 'if a subquery is meant, write a colon: [5m:]' }));
    return { type: 'selector', name: 'unread', matchers: [], offset: 0, scope: 'global' };
  }
  const isMoved = cursor.syntax.movesBeforeWindows
    ? typeof node.at === 'number' || (typeof node.offset === 'number' && node.offset !== 0)
    : node.at !== undefined || node.offset !== 0;
  if (isMoved) {
    report(cursor, span, error('PQL020', "a window stands before 'offset' and '@', not behind them"));
  }
  return node;
}

function parseOffset(cursor: Cursor, node: Node): Node {
  const word = take(cursor);
  const offset = parseOffsetLength(cursor);
  return moved(cursor, node, word, (before) => {
    if (before.offset !== 0) report(cursor, word, error('PQL020', "'offset' stands here twice"));
    return { offset };
  });
}

/** Reads `anchored` or `smoothed`. */
function parseEdges(cursor: Cursor, node: Node): Node {
  const token = take(cursor);
  const edges = edgesOf(token.text) ?? 'anchored'; // the caller has looked
  reportMissing(cursor, token, `'${edges}'`, arrivals.edges);
  const span = { start: node.span?.start ?? token.start, end: endOfLast(cursor) };
  const selector = node.type === 'range' ? node.selector : node;
  if (selector.type !== 'selector' || node === cursor.parenthesized) {
    const message = `'${edges}' stands right behind a selector or its window, without parentheses`;
    report(cursor, token, error('PQL020', message));
    return node;
  }
  if (selector.edges !== undefined && selector.edges !== edges)
    report(cursor, token, error('PQL020', "'anchored' and 'smoothed' can't stand together"));
  const changed: VectorSelector = { ...selector, edges };
  return node.type === 'range' ? { ...node, selector: changed, span } : { ...changed, span };
}

function parseMoment(cursor: Cursor, node: Node): Node {
  const sign = take(cursor);
  const at = readMoment(cursor);
  return moved(cursor, node, sign, (before) => {
    if (before.at !== undefined) report(cursor, sign, error('PQL020', "'@' stands here twice"));
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
  if (token.kind !== 'number' && !(token.kind === 'duration' && cursor.syntax.plainLengths)) {
    unexpected(cursor, "behind '@' stands a moment: seconds since 1970, start() or end()");
    return 0;
  }
  take(cursor);
  const seconds =
    token.kind === 'number' ? readNumber(token.text) : readDurationLiteral(cursor, token) / 1000;
  if (seconds === undefined || !(Math.abs(seconds) < 2 ** 63)) {
    report(cursor, token, error('PQL022', `${describeToken(token)} is no moment that Prometheus can hold`));
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
  report(cursor, place, error('PQL020', message));
  return node;
}

function withMoves<N extends Moved & Placed>(node: N, moves: Partial<Moved>, span: Placed['span']): N {
  return { ...node, ...moves, ...defined({ span }) };
}
