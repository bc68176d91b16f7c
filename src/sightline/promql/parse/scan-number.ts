import type { Syntax } from '../syntax/dialect';
import { matchEnd, type Found } from './token';

const decimalDigits = /[0-9]*/y;
const hexDigits = /[0-9a-fA-F]*/y;
const hexPrefix = /0[xX]/y;
const oldNumber = /(?:0[xX][0-9a-fA-F]*(?:\.[0-9a-fA-F]*)?|[0-9]*(?:\.[0-9]*)?)(?:[eE][+-]?[0-9]*)?/y;
const firstUnit = /[0-9]+[smhdwy]s?/y;
const nextUnit = /[0-9]+[smhdw]s?/y;
const afterNumber = /[A-Za-z0-9_]/y;
const wholeWord = /[A-Za-z0-9_.]*/y;

/**
 * A number or a duration. Where both versions differ in what they take for a number, each is followed to the letter: `1_000` is one from
 * 2.54 on, `0x1e` only before, where the later ones see an exponent without digits.
 */
export function scanNumber(text: string, at: number, { plainLengths }: Syntax): Found {
  const end = plainLengths ? newNumberEnd(text, at) : matchEnd(oldNumber, text, at);
  if (end !== undefined && matchEnd(afterNumber, text, end) === end) return { kind: 'number', end };
  const durationEnd = endOfDuration(text, at);
  if (durationEnd !== undefined) return { kind: 'duration', end: durationEnd };
  const whole = matchEnd(wholeWord, text, at);
  return {
    kind: 'error',
    end: whole,
    reason: `'${text.slice(at, whole)}' is neither a number nor a duration, such as 1h30m`,
  };
}

/** The end of a duration, undefined if it is none. Unit by unit: an expression for all of them runs out of stack where there are millions. */
function endOfDuration(text: string, start: number): number | undefined {
  let at = matchEnd(firstUnit, text, start);
  if (at === start) return undefined;
  for (let end = matchEnd(nextUnit, text, at); end > at; end = matchEnd(nextUnit, text, at)) at = end;
  return matchEnd(afterNumber, text, at) === at ? at : undefined;
}

/** The end of a number from 2.54 on, undefined if it is none. */
function newNumberEnd(text: string, start: number): number | undefined {
  const isHex = matchEnd(hexPrefix, text, start) > start;
  const digits = isHex ? hexDigits : decimalDigits;
  let at = isHex ? start + 2 : start;
  if (isHex && text[at] === '_') at += 1;
  let dot = text[at] === '.';
  if (dot) at += 1;
  if (matchEnd(digits, text, at) > at) at += 1;
  // a dot that stands first may be followed by another: that is what is counted from here on
  dot = false;
  for (let exponent = false; ;) {
    const char = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (char === '.') {
      if (dot || isHex || next === '_' || next === '.') return undefined;
      dot = true;
      at += 1;
    } else if (char === 'e' || char === 'E') {
      if (exponent) return undefined;
      exponent = true;
      at += next === '+' || next === '-' ? 2 : 1;
      if (at >= text.length || '._eE'.includes(text[at] ?? '')) return undefined;
    } else if (char === '_') {
      if (next === '' || '._eE'.includes(next)) return undefined;
      at += 1;
    } else {
      const end = matchEnd(digits, text, at);
      if (end === at) return at;
      at = end;
    }
  }
}
