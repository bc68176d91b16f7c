import type { PlainMap, PlainValue } from '../../stack/plain-data';
import {
  code,
  folded,
  here,
  isBlank,
  isItem,
  odd,
  part,
  put,
  skipSpaces,
  toContent,
  withoutEnd,
  type Cursor,
} from './cursor';

/** A longer key may be one that YAML refuses. */
const longestKey = 1_000;

/** As long as most are: an expression for any length runs out of stack. */
const plainKey = /[\w$./](?:[\w$./()+~^-]|:(?=\w)){0,300}(?=:(?:[ \n]|$))/y;

/** Within braces and brackets. What has a colon, a quote or a sign of a comment in it is left to the other reader. */
const plainInFlow = /-?[\w$./()+~^<=][^\n\t,[\]{}:#"']*/y;

/** No line is as far in as what stands on one line has to be. */
const furthest = Infinity;

/** A key with its colon; undefined, and nothing is read, where none stands. */
export function keyHere(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const name = isQuote(here(cursor)) ? quoted(cursor, furthest) : plainKeyHere(cursor);
  if (name !== undefined && here(cursor) === code.colon && cursor.at - start < longestKey) {
    cursor.at += 1;
    return name;
  }
  cursor.at = start;
  return undefined;
}

function plainKeyHere(cursor: Cursor): string | undefined {
  const written = matchHere(plainKey, cursor);
  return written === undefined ? undefined : String(cursor.scalarOf(written));
}

/** Reads what an expression matches here. */
function matchHere(expression: RegExp, cursor: Cursor): string | undefined {
  const { text, at } = cursor;
  expression.lastIndex = at;
  if (!expression.test(text)) return undefined;
  cursor.at = expression.lastIndex;
  return text.slice(at, cursor.at);
}

function isQuote(found: number): boolean {
  return found === code.quote || found === code.apostrophe;
}

/** Whether a text in quotes, or a collection in braces or brackets begins. */
export function isDelimited(cursor: Cursor): boolean {
  const found = here(cursor);
  return isQuote(found) || found === code.brace || found === code.bracket;
}

/** A text in quotes, perhaps over several lines. */
function quoted(cursor: Cursor, column: number): string {
  const { text, at: start } = cursor;
  const mark = text.charAt(start);
  const isSingle = mark === "'";
  for (let end = text.indexOf(mark, start + 1); end >= 0; end = text.indexOf(mark, end + 1)) {
    if (isSingle && text[end + 1] === mark) end += 1;
    else if (isSingle || !isEscaped(text, end)) {
      cursor.at = end + 1;
      const written = text.slice(start + 1, end);
      if (!isSingle && written.includes('\\')) return unescaped(text.slice(start, end + 1));
      const inner = written.includes('\n') ? inOneLine(written, column) : written;
      return isSingle ? inner.replaceAll("''", "'") : inner;
    }
  }
  throw odd;
}

function inOneLine(text: string, column: number): string {
  const [first = '', ...others] = text.split('\n');
  const isOdd = (line: string): boolean => line.includes('\t') || line.search(/[^ ]|$/) <= column;
  // what ends at the start of a line has none
  const last = others.pop() ?? '';
  if (first.includes('\t') || isOdd(`${last}.`) || others.some((line) => line.trim() !== '' && isOdd(line)))
    throw odd;
  return folded([withoutEnd(first), ...others.map((line) => line.trim()), last.replace(/^ +/, '')]);
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === code.backslash) backslashes += 1;
  return backslashes % 2 === 1;
}

/** YAML has all that JSON can escape, and more. */
function unescaped(text: string): string {
  try {
    return JSON.parse(text) as string; // in quotes
  } catch {
    throw odd;
  }
}

/**
 * What stands in quotes, braces or brackets, or in a place of such a collection.
 *
 * @param column of what it belongs to: none of its lines is as far out
 */
export function inFlow(cursor: Cursor, column: number): PlainValue {
  const found = here(cursor);
  if (found === code.brace) return part(cursor, flowMap, column);
  if (found === code.bracket) return part(cursor, flowList, column);
  if (isQuote(found)) return quoted(cursor, column);
  const written = isItem(cursor) ? undefined : matchHere(plainInFlow, cursor);
  if (written === undefined) throw odd;
  return cursor.scalarOf(withoutEnd(written));
}

function flowMap(cursor: Cursor, column: number): PlainMap {
  const map: Record<string, PlainValue> = {};
  for (let isFirst = true; hasMore(cursor, column, code.closingBrace, isFirst); isFirst = false) {
    const isQuoted = here(cursor) === code.quote;
    const name = keyHere(cursor);
    if (name === undefined || (!isQuoted && !isBlank(cursor.text, cursor.at))) throw odd;
    skipInFlow(cursor, column);
    put(map, name, part(cursor, inFlow, column));
  }
  return map;
}

function flowList(cursor: Cursor, column: number): PlainValue[] {
  const list: PlainValue[] = [];
  while (hasMore(cursor, column, code.closingBracket, list.length === 0))
    list.push(part(cursor, inFlow, column));
  return list;
}

/** Goes to the first or the next part of a collection, or behind its end. */
function hasMore(cursor: Cursor, column: number, closing: number, isFirst: boolean): boolean {
  if (isFirst) cursor.at += 1;
  skipInFlow(cursor, column);
  const found = here(cursor);
  if (found === closing) {
    cursor.at += 1;
    return false;
  }
  if (isFirst) return true;
  if (found !== code.comma) throw odd;
  cursor.at += 1;
  skipInFlow(cursor, column);
  return true;
}

function skipInFlow(cursor: Cursor, column: number): void {
  skipSpaces(cursor);
  if (here(cursor) !== code.newline) return;
  cursor.at += 1;
  toContent(cursor);
  if (cursor.indent <= column) throw odd;
}
