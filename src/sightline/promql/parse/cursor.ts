import type { Problem } from '../../problem/problem';
import { error, type ProblemDetails } from '../../problem/problems';
import type { Node, Span } from '../syntax/ast';
import { unavailable, type Availability } from '../syntax/availability';
import type { Dialect, Syntax } from '../syntax/dialect';
import type { Token, TokenKind } from './token';

/** A problem with the place in the text that it is about. */
export interface PlacedProblem extends Problem {
  /** Where in the text of the expression. */
  readonly span: Span;
}

/** What the parser reads, and what it has found so far. */
export interface Cursor {
  readonly tokens: readonly Token[];
  readonly dialect: Dialect;
  readonly syntax: Syntax;
  readonly problems: PlacedProblem[];

  /** Reads an expression within another: what reads parts of expressions knows it from here, so that files don't import in circles. */
  readonly parseInner: (cursor: Cursor) => Node;

  /** The index of the next token. */
  at: number;

  /** How many expressions the one that is read stands within. */
  depth: number;

  /** Whether something could not be read: then there is no tree. */
  failed: boolean;

  /** What was read last within parentheses of its own: these are not in the tree, but decide what a sign and a window belong to. */
  parenthesized: Node | undefined;
}

/** The next token. */
export function peek(cursor: Cursor, ahead = 0): Token {
  const { tokens, at } = cursor;
  return tokens[at + ahead] ?? tokens[tokens.length - 1] ?? nothing;
}

const nothing: Token = { kind: 'end', text: '', start: 0, end: 0 };

/** The next token, which is then behind. */
export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  if (cursor.at < cursor.tokens.length - 1) cursor.at += 1;
  return token;
}

/** Takes the next token if it is of that kind. */
export function takeIf(cursor: Cursor, kind: TokenKind): Token | undefined {
  return peek(cursor).kind === kind ? take(cursor) : undefined;
}

/** Takes the next token, which must be of that kind; else nothing more is read. */
export function expect(cursor: Cursor, kind: TokenKind, where: string): Token {
  const token = takeIf(cursor, kind);
  if (token === undefined) unexpected(cursor, `'${kind}' must follow ${where}`);
  return token ?? peek(cursor);
}

/** The end of the last token that was taken. */
export function endOfLast(cursor: Cursor): number {
  return cursor.tokens[cursor.at - 1]?.end ?? 0;
}

/** Says that the next token can't stand there, and ends the reading. */
export function unexpected(cursor: Cursor, rule: string): void {
  const token = peek(cursor);
  const thing =
    token.kind === 'end' ? 'the expression ends too early' : `${describeToken(token)} can't stand here`;
  fail(cursor, token, token.kind === 'error' ? token.text : `${thing}: ${rule}`);
}

/** Says that the text ends within what a token opened, at that token, and ends the reading. */
export function unclosed(cursor: Cursor, open: Token, missing: TokenKind): void {
  fail(cursor, open, `'${open.text}' is open where the expression ends: '${missing}' is missing`);
}

/** Ends the reading: only what is wrong first is reported, since the rest follows from it. */
export function fail(cursor: Cursor, span: Span, message: string, details: ProblemDetails = {}): void {
  failWith(cursor, span, error('PQL001', message, details));
}

/** Ends the reading with a problem. */
function failWith(cursor: Cursor, span: Span, problem: Problem): void {
  if (!cursor.failed) report(cursor, span, problem);
  cursor.failed = true;
  cursor.at = cursor.tokens.length - 1;
}

/** Keeps a problem; the reading goes on. */
export function report(cursor: Cursor, { start, end }: Span, problem: Problem): void {
  if (!cursor.failed) cursor.problems.push({ ...problem, span: { start, end } });
}

/** Reports what the Prometheus does not have, if it has it not; tells whether it has. */
export function reportMissing(cursor: Cursor, at: Span, thing: string, what: Availability): boolean {
  const problem = unavailable(thing, what, cursor.dialect);
  if (problem !== undefined) report(cursor, at, problem);
  return problem === undefined;
}

/** Longer texts are cut in a message. */
const longestText = 40;

/** A token for a message. */
export function describeToken({ kind, text }: Token): string {
  const shown = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  if (kind === 'string') return `the text ${shown}`;
  if (kind === 'number' || kind === 'duration') return `the ${kind} ${shown}`;
  return `'${shown}'`;
}
