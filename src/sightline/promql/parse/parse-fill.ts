import { error } from '../../problem/problems';
import type { Fill } from '../syntax/ast';
import { arrivals } from '../syntax/availability';
import { expect, peek, report, reportMissing, take, takeIf, unexpected, type Cursor } from './cursor';
import { readNumber } from './literals';
import { readDurationLiteral } from './parse-duration';
import type { Token } from './token';

/** Reads `fill`, or one or both of `fill_left` and `fill_right`: the last that stands between an operator and its right side. */
export function parseFill(cursor: Cursor): Fill | undefined {
  const first = sidesOf(cursor);
  if (first === undefined) return undefined;
  reportMissing(cursor, peek(cursor), `'${first}'`, arrivals.fill);
  const value = parseValue(cursor, take(cursor));
  if (first === 'fill') return { left: value, right: value };
  const second = sidesOf(cursor);
  const one: Fill = first === 'fill_left' ? { left: value } : { right: value };
  if (second === undefined) return one;
  const token = take(cursor);
  if (second === 'fill' || second === first)
    report(cursor, token, error('PQL020', `'${second}' can't stand behind '${first}'`));
  const other = parseValue(cursor, token);
  return first === 'fill_left' ? { ...one, right: other } : { ...one, left: other };
}

/** Which of the modifiers comes next. Elsewhere these are names. */
function sidesOf(cursor: Cursor): 'fill' | 'fill_left' | 'fill_right' | undefined {
  const { kind, text } = peek(cursor);
  const name = text.toLowerCase();
  const isFill = name === 'fill' || name === 'fill_left' || name === 'fill_right';
  return kind === 'name' && isFill && peek(cursor, 1).kind === '(' ? name : undefined;
}

function parseValue(cursor: Cursor, { text }: Token): number {
  expect(cursor, '(', `'${text}'`);
  const sign = takeIf(cursor, '-') ?? takeIf(cursor, '+');
  const token = peek(cursor);
  if (token.kind !== 'number' && token.kind !== 'duration') {
    unexpected(cursor, `'${text}' takes a number`);
    return NaN;
  }
  take(cursor);
  const value =
    token.kind === 'duration' ? readDurationLiteral(cursor, token) / 1000 : readNumber(token.text);
  if (value === undefined)
    report(cursor, token, error('PQL001', `the number ${token.text} is none that Prometheus can hold`));
  expect(cursor, ')', `the number of '${text}'`);
  return (sign?.kind === '-' ? -1 : 1) * (value ?? NaN);
}
