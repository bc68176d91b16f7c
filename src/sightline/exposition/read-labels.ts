import { Unreadable, isBlank, isNul, type Cursor } from './cursor';
import { textOf, type PageBytes } from './page-bytes';
import type { PageSyntax } from './page-syntax';

/** The labels of a series or of an exemplar, in the order of the page. */
export interface ReadLabels {
  readonly labels: readonly (readonly [name: string, value: string])[];

  /** The name of the metric, where it stands in quotes among the labels. */
  readonly name: string | undefined;
}

/** What a name in quotes may hold. */
export const quotedName = { lines: true, nul: false };

/** How a format writes labels. */
export interface LabelStyle {
  /** Blanks may stand between all parts, values may hold ends of lines, and commas may be missing. */
  readonly loose: boolean;

  /** What the labels are of. Among those of a series without a name before them may stand the name. */
  readonly of: 'named series' | 'series' | 'exemplar';
}

/**
 * Reads labels, from behind the opening brace to behind the closing one.
 *
 * @throws Unreadable at what Prometheus refuses
 */
export function readLabels(cursor: Cursor, { loose, of }: LabelStyle, syntax: PageSyntax): ReadLabels {
  const labels: [string, string][] = [];
  let name: string | undefined;
  let needsComma = false; // in front of another label; Prometheus takes one that follows without, in the text format
  const skip = (text: string): boolean => {
    if (loose) cursor.takeWhile(isBlank);
    return cursor.skip(text);
  };
  for (let isFirst = true; ; isFirst = false) {
    if (skip('}')) {
      const isBehindComma = !isFirst && !needsComma;
      if (!loose && !syntax.lastComma && isBehindComma) throw missing('a label name', cursor, cursor.at - 1);
      return { labels, name };
    }
    const at = cursor.at;
    const quoted = syntax.quotedNames ? cursor.takeQuoted(quotedName) : undefined;
    const label = quoted === undefined ? cursor.takeName(false) : unescape(named(quoted, at));
    if (quoted === undefined && label === '')
      throw missing(needsComma ? "a comma or '}'" : 'a label name', cursor, at);
    if (needsComma && !loose) throw missing("a comma or '}'", cursor, at);
    if (skip('=')) {
      labels.push([label, readValue(cursor, label, { loose, of })]);
    } else {
      if (quoted === undefined) throw new Unreadable(`label '${cut(label)}' has no value`, cursor.at);
      if (of !== 'series' || name !== undefined)
        throw new Unreadable(`the name of the metric is there twice: '${cut(label)}'`, at);
      name = label;
      if (cursor.peek() !== ',' && cursor.peek() !== '}') throw missing("a comma or '}'", cursor, cursor.at);
    }
    needsComma = !skip(',');
  }
}

function missing(what: string, cursor: Cursor, at: number): Unreadable {
  return new Unreadable(`${what} is missing at column ${columnOf(cursor.bytes, at)}`, at);
}

/** A value in quotes, behind the equals sign. */
function readValue(cursor: Cursor, label: string, { loose, of }: LabelStyle): string {
  if (loose) cursor.takeWhile(isBlank);
  const at = cursor.at;
  const quoted = cursor.takeQuoted({ lines: loose, nul: of !== 'exemplar' });
  if (quoted === undefined)
    throw new Unreadable(
      cursor.peek() === '"'
        ? `the quotes around the value of label '${cut(label)}' are not closed`
        : `the value of label '${cut(label)}' is not in double quotes`,
      at,
    );
  // the lexer passes over NUL up to the first byte behind a value
  if (of !== 'exemplar') cursor.takeWhile(isNul);
  const value = textOf(quoted);
  if (value === undefined) throw new Unreadable(`the value of label '${cut(label)}' is no UTF-8`, at);
  return unescape(value);
}

function named(quoted: PageBytes, at: number): string {
  const text = textOf(quoted);
  if (text === undefined) throw new Unreadable('a name in quotes is no UTF-8', at);
  return text;
}

/** The column of a byte in its line, counted from 1. */
function columnOf(bytes: PageBytes, at: number): number {
  return at - bytes.lastIndexOf('\n', at - 1);
}

/** A text in which a backslash, a quote and a new line are written with a backslash. Other backslashes stand for themselves. */
export function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  if (text.length > manyCharacters) return Buffer.from(unescapeBytes(Buffer.from(text))).toString();
  return text.replace(/\\([\\"n])/g, (_, character: string) => (character === 'n' ? '\n' : character));
}

/** In so long a text each escape is not worth a call, and a piece of memory. */
const manyCharacters = 100_000;

const [backslash, quote, n, newLine] = [0x5c, 0x22, 0x6e, 0x0a];

/** Does the same in place. */
function unescapeBytes(bytes: Uint8Array): Uint8Array {
  let end = 0;
  for (let at = 0; at < bytes.length; at++, end++) {
    const next = bytes[at] === backslash ? bytes[at + 1] : undefined;
    const isEscape = next === backslash || next === quote || next === n;
    bytes[end] = isEscape ? (next === n ? newLine : next) : (bytes[at] ?? 0);
    if (isEscape) at++;
  }
  return bytes.subarray(0, end);
}

const longest = 60;

/** A text for a message: what is longer is cut. */
export function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
