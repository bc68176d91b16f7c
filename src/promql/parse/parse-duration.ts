import { parseDuration } from '../../contract/duration';
import { error } from '../../problem/problems';
import { describeToken, fail, peek, report, take, unexpected, type Cursor } from './cursor';
import { readNumber } from './literals';
import type { Token } from './token';

/** What Prometheus keeps a duration in: 64 bits of nanoseconds, here in seconds. */
const mostSeconds = 2 ** 63 / 1e9;

/** The length of a token that is a duration, in milliseconds; what is wrong with it is reported. */
export function readDurationLiteral(cursor: Cursor, token: Token): number {
  const length = parseDuration(token.text);
  if (length === undefined) {
    report(
      cursor,
      token,
      error(
        'PQL001',
        `${describeToken(token)} is none: each unit stands once, the longest first, and all is under 292 years`,
        {
          fix: 'such as 1h30m',
        },
      ),
    );
  }
  return length ?? 1;
}

/** What the length of something may be. */
export interface Allowed {
  /** Whether it may be 0 or less, which looks into the future. */
  readonly any: boolean;
}

/**
 * Reads a duration, in milliseconds. 3.x takes a number for seconds too, and signs before either; 2.x knows one sign, of `offset`.
 *
 * @param where what it is of, for messages
 */
export function parseLength(cursor: Cursor, where: string, { any }: Allowed): number {
  const { three } = cursor.syntax;
  const start = peek(cursor);
  let sign = 1;
  let signs = 0;
  while (peek(cursor).kind === '-' || (three && peek(cursor).kind === '+')) {
    if (!three && (signs > 0 || !any)) break;
    if (take(cursor).kind === '-') sign = -sign;
    signs += 1;
  }
  const token = peek(cursor);
  if (token.kind !== 'duration' && !(three && token.kind === 'number')) {
    refuseLength(cursor, where);
    return 1;
  }
  take(cursor);
  const length = token.kind === 'duration' ? readDurationLiteral(cursor, token) : secondsOf(cursor, token);
  // two signs begin a calculation, which then goes on
  if (signs > 1 && ['+', '-', '*', '/', '%', '^'].includes(peek(cursor).kind)) failCalculated(cursor, where);
  if (sign * length <= 0 && !(any && (length !== 0 || three))) {
    const span = { start: start.start, end: token.end };
    const shown = `${sign < 0 ? '-' : ''}${token.text}`;
    report(cursor, span, error('PQL002', `${where} (${shown}) must be longer than 0`));
    return 1;
  }
  return length === 0 ? 0 : sign * length;
}

function refuseLength(cursor: Cursor, where: string): void {
  const { three } = cursor.syntax;
  const token = peek(cursor);
  if (!three || !isDurationExpression(token)) {
    unexpected(cursor, `${where} is a duration, such as 5m${three ? ' or 300' : ''}`);
    return;
  }
  failCalculated(cursor, where);
}

function failCalculated(cursor: Cursor, where: string): void {
  const message = `${where} is calculated here, which Prometheus refuses before 3.14, and which is not read here`;
  fail(cursor, peek(cursor), message, { fix: 'write the duration itself, such as 1h30m' });
}

function isDurationExpression({ kind, text }: Token): boolean {
  return (
    kind === '(' || kind === '-' || kind === '+' || (kind === 'name' && /^(?:step|range|min|max)/i.test(text))
  );
}

/** Seconds as milliseconds, as exact as Prometheus keeps them: to the nanosecond. */
function secondsOf(cursor: Cursor, token: Token): number {
  const seconds = readNumber(token.text);
  if (seconds === undefined || !(seconds < mostSeconds)) {
    report(
      cursor,
      token,
      error('PQL002', `${describeToken(token)} is no duration in seconds that Prometheus can hold`),
    );
    return 1;
  }
  return seconds === 0 ? 0 : Math.max(1, Math.round(seconds * 1e9)) / 1e6;
}
