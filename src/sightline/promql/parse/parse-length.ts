import { error } from '../../problem/problems';
import { arrivals, type Availability } from '../syntax/availability';
import type { Length, LengthOperation, LengthOperator } from '../syntax/length';
import { precedence } from '../syntax/precedence';
import {
  endOfLast,
  expect,
  fail,
  peek,
  report,
  reportMissing,
  take,
  unexpected,
  type Cursor,
} from './cursor';
import { checkSeconds, readDurationLiteral } from './parse-duration';
import { readNumber } from './literals';
import type { Token } from './token';

/** Of how many parts a calculated length may be. A person takes three. */
const longestCalculation = 400;

/** A length that is being read. */
interface Reading {
  /** What it is of, for messages. */
  readonly where: string;

  /** Whether a minus has always been able to stand before it. */
  readonly signed: boolean;

  /** How many parts of it have been read. */
  parts: number;

  /** Whether it was said already that the version has something of it not. */
  refused: boolean;
}

/**
 * Reads a window or the step of a subquery: `5m`, from 2.54 on also seconds, from 3.4 on with signs, and calculated where the Prometheus does
 * that.
 *
 * @param where what it is of, for messages
 */
export function parseLength(cursor: Cursor, where: string): Length {
  const first = peek(cursor);
  const length = parseCalculation(cursor, { where, signed: false, parts: 0, refused: false });
  const milliseconds = plain(length);
  if (milliseconds === undefined) return length;
  // these are looked at when they are evaluated
  const isLate = endsLate(cursor);
  const isOldZero = first.kind === 'number' && milliseconds === 0 && !cursor.syntax.calculations;
  // less than a nanosecond is kept as nothing, and is read all the same
  const isPositive =
    (typeof length === 'object' && length.type === 'number' ? length.value : milliseconds) > 0;
  if (!isPositive && !isLate && !isOldZero) {
    const text = `${milliseconds < 0 ? '-' : ''}${cursor.tokens[cursor.at - 1]?.text ?? ''}`;
    const span = { start: first.start, end: endOfLast(cursor) };
    report(cursor, span, error('PQL022', `${where} (${text}) must be longer than 0`));
    return 1;
  }
  return milliseconds;
}

/**
 * Reads what stands behind `offset`. An operator behind it is one between expressions, unless it begins with a parenthesis or with two
 * signs: then all belongs to it that can.
 */
export function parseOffsetLength(cursor: Cursor): Length {
  const reading: Reading = { where: "'offset'", signed: true, parts: 0, refused: false };
  const first = peek(cursor);
  const isOpen = first.kind === '(' || (isSign(first.kind) && isSign(peek(cursor, 1).kind));
  const length = isOpen ? parseCalculation(cursor, reading) : parseSigned(cursor, reading, parseOperand);
  const milliseconds = plain(length);
  // to Prometheus it is moved then, if only by nothing
  if (milliseconds === 0 && endsLate(cursor)) return { type: 'number', value: 0 };
  return milliseconds ?? length;
}

function parseCalculation(cursor: Cursor, reading: Reading, least = 1): Length {
  let left = parseSigned(cursor, reading, (inner) => parseCalculation(inner, reading, precedence['^']));
  for (;;) {
    const operator = operatorOf(peek(cursor));
    if (operator === undefined || precedence[operator] < least) return left;
    const token = take(cursor);
    need(cursor, token, 'a calculated duration', arrivals.calculation, reading);
    const right = parseCalculation(cursor, reading, precedence[operator] + (operator === '^' ? 0 : 1));
    if ((operator === '/' || operator === '%') && isNothing(right) && !endsLate(cursor))
      report(cursor, token, error('PQL022', `${reading.where} is divided by 0`));
    left = { type: 'operation', operator, left, right };
  }
}

/** A length with signs before it. Of what is calculated `-` makes the opposite, a literal takes it in. */
function parseSigned(
  cursor: Cursor,
  reading: Reading,
  parseBehind: (cursor: Cursor, reading: Reading) => Length,
): Length {
  if (!isSign(peek(cursor).kind)) return parseOperand(cursor, reading);
  const sign = take(cursor);
  const isPlus = sign.kind === '+';
  const isOld = reading.parts === 0 && reading.signed && !isPlus;
  if (!isOld)
    need(cursor, sign, `a sign before ${reading.where}`, { since: arrivals.calculation.since }, reading);
  count(cursor, sign, reading);
  const length = parseBehind(cursor, reading);
  if (isPlus) return length;
  if (typeof length === 'number') return length === 0 ? 0 : -length;
  return length.type === 'number' ? { ...length, value: -length.value } : { type: 'negated', length };
}

function parseOperand(cursor: Cursor, reading: Reading): Length {
  const token = peek(cursor);
  if (!count(cursor, token, reading)) return 1;
  const call = callOf(cursor, token);
  if (call !== undefined) return parseLengthCall(cursor, reading, call);
  if (token.kind === '(') {
    take(cursor);
    need(cursor, token, 'a duration in parentheses', arrivals.calculation, reading);
    const length = parseCalculation(cursor, reading);
    expect(cursor, ')', `${reading.where} in parentheses`);
    return length;
  }
  if (token.kind === 'duration') return readDurationLiteral(cursor, take(cursor));
  if (token.kind === 'number' && cursor.syntax.plainLengths) {
    const value = readNumber(take(cursor).text);
    checkSeconds(cursor, token, value);
    return { type: 'number', value: value ?? 1 };
  }
  unexpected(
    cursor,
    `${reading.where} is a duration, such as 5m${cursor.syntax.plainLengths ? ' or 300' : ''}`,
  );
  return 1;
}

/** The calls that stand for a length, and since when they do. */
const calls = {
  step: arrivals.step,
  range: arrivals.range,
  max_of: arrivals.greatest,
  min_of: arrivals.greatest,
} as const satisfies Readonly<Record<string, Availability>>;

type LengthCall = keyof typeof calls;

function callOf(cursor: Cursor, { kind, text }: Token): LengthCall | undefined {
  const name = text.toLowerCase();
  const isCall = kind === 'name' && peek(cursor, 1).kind === '(' && Object.hasOwn(calls, name);
  return isCall ? (name as LengthCall) : undefined; // a key of the table
}

function parseLengthCall(cursor: Cursor, reading: Reading, call: LengthCall): Length {
  const token = take(cursor);
  need(cursor, token, `'${call}()' as a duration`, calls[call], reading);
  expect(cursor, '(', `'${call}'`);
  if (call === 'step' || call === 'range') {
    expect(cursor, ')', `'${call}('`);
    return { type: call };
  }
  const left = parseCalculation(cursor, reading);
  expect(cursor, ',', `the first duration of '${call}'`);
  const right = parseCalculation(cursor, reading);
  expect(cursor, ')', `the second duration of '${call}'`);
  return { type: 'operation', operator: call, left, right } satisfies LengthOperation;
}

/** Counts a part, and ends the reading where there are too many. */
function count(cursor: Cursor, token: Token, reading: Reading): boolean {
  reading.parts += 1;
  if (reading.parts <= longestCalculation) return true;
  fail(cursor, token, `${reading.where} is calculated of more than ${longestCalculation} parts`);
  return false;
}

/** Says once of a length that the Prometheus can't read it. */
function need(cursor: Cursor, at: Token, thing: string, what: Availability, reading: Reading): void {
  if (!reading.refused) reading.refused = !reportMissing(cursor, at, thing, what);
}

const operators: ReadonlySet<string> = new Set<LengthOperator>(['+', '-', '*', '/', '%', '^']);

function operatorOf({ kind }: Token): Exclude<LengthOperator, 'max_of' | 'min_of'> | undefined {
  return operators.has(kind) ? (kind as Exclude<LengthOperator, 'max_of' | 'min_of'>) : undefined; // one of the set
}

function isSign(kind: Token['kind']): boolean {
  return kind === '+' || kind === '-';
}

/** Whether what was read last stands in parentheses, which later versions look at when they evaluate it. */
function endsLate(cursor: Cursor): boolean {
  return cursor.syntax.lateLengths && cursor.tokens[cursor.at - 1]?.kind === ')';
}

/** Whether a length is 0 as it is written. */
function isNothing(length: Length): boolean {
  return length === 0 || (typeof length === 'object' && length.type === 'number' && length.value === 0);
}

/** The milliseconds of a length that is no calculation, as exact as Prometheus keeps them: to the nanosecond. */
function plain(length: Length): number | undefined {
  if (typeof length === 'number') return length;
  if (length.type !== 'number') return undefined;
  return length.value === 0 ? 0 : Math.round(length.value * 1e9) / 1e6;
}
