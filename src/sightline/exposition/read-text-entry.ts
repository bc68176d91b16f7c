import { Unreadable, isBlank, isDigit, type Cursor } from './cursor';
import { textOf, type PageBytes } from './page-bytes';
import { nothing, type PageEntry } from './page-entry';
import type { PageSyntax } from './page-syntax';
import { cut, quotedName, readLabels, unescape } from './read-labels';
import { readNumber } from './read-number';

/** Every type that the text format has. */
const types: readonly string[] = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];

/**
 * Reads the next entry of a page in the text format 0.0.4, to behind the end of its line.
 *
 * @throws Unreadable at what Prometheus refuses
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function readTextEntry(cursor: Cursor, syntax: PageSyntax): PageEntry {
  const start = cursor.at;
  cursor.takeWhile(isBlank);
  if (cursor.skip('\n')) return nothing;
  // Prometheus reads no further
  if (cursor.peek() === '' || cursor.peek() === '\0') return { kind: 'end' };
  if (cursor.peek() === '#') return readComment(cursor, syntax);
  return readSample(cursor, start, syntax);
}

function readSample(cursor: Cursor, start: number, syntax: PageSyntax): PageEntry {
  const indent = cursor.bytes.slice(start, cursor.at);
  const bare = cursor.takeName(true);
  if (bare !== '') {
    // blanks before a name are a part of it
    if (indent !== '' && !syntax.anyNames)
      throw new Unreadable('blanks stand before the name of a metric', start);
    cursor.takeWhile(isBlank);
  }
  const hasBraces = cursor.skip('{');
  if (bare === '' && (!hasBraces || !syntax.quotedNames))
    throw new Unreadable('it does not begin with the name of a metric', start);
  const { labels, name = bare === '' ? undefined : `${indent}${bare}` } = hasBraces
    ? readLabels(cursor, { loose: true, of: bare === '' ? 'series' : 'named series' }, syntax)
    : { labels: [], name: undefined };
  if (name === undefined) throw new Unreadable('it has no name of a metric', start);
  cursor.takeWhile(isBlank);
  const value = readValue(cursor);
  cursor.takeWhile(isBlank);
  const timestamp = readTimestamp(cursor);
  return { kind: 'sample', name, labels, value, ...(timestamp === undefined ? {} : { timestamp }) };
}

function readValue(cursor: Cursor): number {
  const at = cursor.at;
  const text = cursor.takeWhile((byte) => !isBlank(byte) && byte !== '\n' && byte !== '{' && byte !== '\0');
  const value = readNumber(text);
  if (value !== undefined) return value;
  throw new Unreadable(text === '' ? 'it has no value' : `its value (${shown(text)}) is no number`, at);
}

const lastMillisecond = 9_223_372_036_854_775_807n;

/** The time of a sample, up to behind the end of its line. */
function readTimestamp(cursor: Cursor): number | undefined {
  const at = cursor.at;
  const digits = cursor.takeWhile(isDigit);
  if (digits !== '') cursor.takeWhile(isBlank);
  const isAtEnd = cursor.peek() === '';
  if (!isAtEnd && !cursor.skip('\n')) {
    const more = cursor.takeLine();
    throw digits === '' || /^\S/.test(cursor.bytes.slice(at + digits.length, at + digits.length + 1))
      ? new Unreadable(`its timestamp (${shown(digits + more)}) is no number of milliseconds`, at)
      : new Unreadable(`there is more after its timestamp (${shown(more)})`, cursor.at - more.length);
  }
  if (digits === '') return undefined;
  if (digits.length > 18 && (digits.length > 1_000 || BigInt(digits) > lastMillisecond))
    throw new Unreadable(`its timestamp (${shown(digits)}) is too large`, at);
  return Number(digits) / 1000;
}

function readComment(cursor: Cursor, syntax: PageSyntax): PageEntry {
  cursor.skip('#');
  const blanks = cursor.takeWhile(isBlank);
  const keyword = /^(?:HELP|TYPE)[ \t]/.exec(cursor.bytes.slice(cursor.at, cursor.at + 5))?.[0].slice(0, 4);
  if (blanks === '' || keyword === undefined) {
    const startsWithNul = cursor.peek() === '\0';
    const text = cursor.takeLine();
    // Prometheus takes a NUL for the end of the page, but for one within the text of a comment
    if (startsWithNul || (blanks === '' && text.includes('\0'))) return { kind: 'end' };
    cursor.skip('\n');
    return nothing;
  }
  cursor.skip(keyword);
  cursor.takeWhile(isBlank);
  const at = cursor.at;
  const quoted = syntax.quotedNames ? cursor.takeQuoted(quotedName) : undefined;
  const name = quoted ?? cursor.takeName(true);
  if (name === '' && quoted === undefined)
    throw new Unreadable(`a metric name is missing after '# ${keyword}'`, at);
  const from = cursor.at;
  const rest = cursor.takeLine();
  if (rest.startsWith('\0')) throw new Unreadable(`'# ${keyword}' has a NUL after the name`, from);
  cursor.skip('\n');
  // whatever stands behind the name, one byte, is not a part of the text
  const text = isAllBlank(rest) ? '' : rest.slice(1);
  const about = unescape(shownName(name));
  return keyword === 'HELP'
    ? { kind: 'help', name: about, text: helpOf(text, about, from) }
    : { kind: 'type', name: about, text: typeOf(text, about, from + 1, types) };
}

function isAllBlank(text: PageBytes): boolean {
  return !/[^ \t]/.test(text);
}

function shownName(name: PageBytes): string {
  return textOf(name) ?? name;
}

function helpOf(bytes: PageBytes, name: string, at: number): string {
  const text = textOf(bytes);
  if (text === undefined) throw new Unreadable(`the help of '${cut(name)}' is no UTF-8`, at);
  return text.replace(/\\([\\n])/g, (_, character: string) => (character === 'n' ? '\n' : character));
}

/** No type is longer, with a few blanks around it. */
const longestType = 30;

/**
 * A type, as it stands in a page.
 *
 * @throws Unreadable if the format has no such type
 */
export function typeOf(bytes: PageBytes, name: string, at: number, known: readonly string[]): string {
  if (known.includes(bytes)) return bytes;
  if (bytes === '') throw new Unreadable(`'${cut(name)}' has an empty TYPE`, at);
  const meant = bytes.slice(0, longestType).trim().toLowerCase();
  const rule = known.includes(meant)
    ? `write '${meant}', and nothing behind it`
    : `there are ${known.join(', ')}`;
  throw new Unreadable(
    `the type of '${cut(name)}' (${shown(bytes)}) is none that Prometheus knows: ${rule}`,
    at,
  );
}

/** Bytes in a message. */
export function shown(bytes: PageBytes): string {
  const text = textOf(bytes.length > 240 ? bytes.slice(0, 240) : bytes) ?? bytes;
  return cut(
    text.replace(/[\0-\x1F\x7F]/g, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`),
  );
}
