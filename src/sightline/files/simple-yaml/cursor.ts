import type { PlainValue } from '../../stack/plain-data';

/** What a scalar without quotes stands for. */
export type ScalarReading = (text: string) => string | number | boolean | null;

/** How far a text has been read. */
export interface Cursor {
  readonly text: string;
  readonly scalarOf: ScalarReading;
  at: number;

  /** Where the line begins. */
  line: number;

  /** How far in the content of the line is; -1 behind the last line. */
  indent: number;
  depth: number;
  parts: number;
}

/** What is thrown at anything that is left to the reader of all YAML. */
export const odd = new Error('this is no simple YAML');

export const code = {
  newline: 10,
  space: 32,
  tab: 9,
  quote: 34,
  apostrophe: 39,
  hash: 35,
  comma: 44,
  dash: 45,
  colon: 58,
  angle: 62,
  bracket: 91,
  backslash: 92,
  closingBracket: 93,
  brace: 123,
  bar: 124,
  closingBrace: 125,
} as const;

/** Deeper collections, and more parts, are left to the reader that refuses them in the end. */
const deepest = 50;
const mostParts = 1_000_000;

/** The character that is to be read. */
export function here({ text, at }: Cursor): number {
  return text.charCodeAt(at);
}

/** Reads a part of a collection. */
export function part<T>(cursor: Cursor, read: (cursor: Cursor, column: number) => T, column: number): T {
  cursor.parts += 1;
  cursor.depth += 1;
  if (cursor.depth > deepest || cursor.parts > mostParts) throw odd;
  const value = read(cursor, column);
  cursor.depth -= 1;
  return value;
}

/** Puts a key into a map that hasn't got it yet. */
export function put(map: Record<string, PlainValue>, name: string, value: PlainValue): void {
  if (name === '<<' || name === '__proto__' || Object.hasOwn(map, name)) throw odd;
  map[name] = value;
}

/** Goes on to the next line that has content, from the start of a line; before a document that may be the mark of its beginning. */
export function toContent(cursor: Cursor, canBegin = false): void {
  const { text } = cursor;
  for (let at = cursor.at; ;) {
    const line = at;
    while (text.charCodeAt(at) === code.space) at += 1;
    const found = text.charCodeAt(at);
    const end = found === code.hash ? endOfLine(text, at) : at;
    const isOver = end >= text.length;
    if (isOver || text.charCodeAt(end) !== code.newline) {
      cursor.line = line;
      cursor.at = end;
      cursor.indent = isOver ? -1 : end - line;
      if (found === code.tab || (end === line && !isOver && isMark(text, end, canBegin))) throw odd;
      return;
    }
    at = end + 1;
  }
}

function isMark(text: string, at: number, canBegin: boolean): boolean {
  return text[at] === '%' || text.startsWith('...', at) || (!canBegin && text.startsWith('---', at));
}

/** Goes on to the next line that has content, where nothing but a comment may be left of this one. */
export function toNextLine(cursor: Cursor): void {
  skipSpaces(cursor);
  if (!isAtEnd(cursor)) throw odd;
  cursor.at = endOfLine(cursor.text, cursor.at) + 1;
  toContent(cursor);
}

export function skipSpaces(cursor: Cursor): void {
  const { text } = cursor;
  while (text.charCodeAt(cursor.at) === code.space) cursor.at += 1;
}

/** Whether nothing but a comment is left of the line. */
export function isAtEnd({ text, at }: Cursor): boolean {
  const found = text.charCodeAt(at);
  return (
    at >= text.length ||
    found === code.newline ||
    (found === code.hash && text.charCodeAt(at - 1) === code.space)
  );
}

export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Whether a character is a space or ends the line. */
export function isBlank(text: string, at: number): boolean {
  const found = text.charCodeAt(at);
  return at >= text.length || found === code.space || found === code.newline;
}

/** Whether an item of a list begins. */
export function isItem(cursor: Cursor): boolean {
  return here(cursor) === code.dash && isBlank(cursor.text, cursor.at + 1);
}

/** A text without the spaces at its end. */
export function withoutEnd(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === code.space) end -= 1;
  return text.slice(0, end);
}

/** Lines as the one text that they are if they are not kept apart: what is left of an empty one between two others is an end of a line. */
export function folded([first = '', ...others]: readonly string[]): string {
  let text = first;
  let isApart = false;
  for (const [index, line] of others.entries()) {
    const isGap = line === '' && index < others.length - 1;
    text += isGap ? '\n' : isApart ? line : ` ${line}`;
    isApart = isGap;
  }
  return text;
}
