import type { PlainMap, PlainValue } from '../../stack/plain-data';
import { isTooFarIn } from '../../yaml/parse-yaml';
import {
  code,
  endOfLine,
  folded,
  here,
  isAtEnd,
  isBlank,
  isItem,
  odd,
  part,
  put,
  skipSpaces,
  toContent,
  toNextLine,
  withoutEnd,
  type Cursor,
  type ScalarReading,
} from './cursor';
import { inFlow, isDelimited, keyHere } from './in-line';

/**
 * Reads a YAML document as most people write one: maps, lists, texts with and without quotes and texts of several lines, as blocks or as JSON has
 * them. It makes nothing but the value, in a small part of the time that a reader takes which knows where everything stands.
 *
 * What it reads is what any other reader reads. All else is not read at all: anchors, aliases, tags, merged keys, keys that are there twice,
 * tabs, carriage returns, texts in quotes over several lines, and whatever is wrong.
 *
 * @param text one document, perhaps behind `---`
 * @returns undefined if it is not that simple
 */
export function readSimpleYaml(text: string, scalarOf: ScalarReading): PlainValue | undefined {
  if (/[\r\uFEFF]/.test(text) || isTooFarIn(text)) return undefined;
  const cursor: Cursor = { text, scalarOf, at: 0, line: 0, indent: -1, depth: 0, parts: 0 };
  try {
    return documentHere(cursor);
  } catch (failure) {
    if (failure === odd) return undefined;
    throw failure;
  }
}

function documentHere(cursor: Cursor): PlainValue {
  toContent(cursor, true);
  if (cursor.indent === 0 && cursor.text.startsWith('---', cursor.at)) {
    cursor.at += 3;
    if (!isBlank(cursor.text, cursor.at)) throw odd;
    toNextLine(cursor);
  }
  if (cursor.indent < 0) throw odd;
  const value = nodeHere(cursor, -1);
  if (cursor.indent >= 0) throw odd;
  return value;
}

/**
 * What begins here, on a line of its own or as an item of a list.
 *
 * @param column of what it belongs to
 */
function nodeHere(cursor: Cursor, column: number): PlainValue {
  if (isItem(cursor)) return part(cursor, listHere, cursor.at - cursor.line);
  const own = cursor.at - cursor.line;
  const name = keyHere(cursor);
  return name === undefined
    ? part(cursor, scalarOrFlow, column)
    : part(cursor, () => mapFrom(cursor, name, own), own);
}

function mapFrom(cursor: Cursor, first: string, column: number): PlainMap {
  const map: Record<string, PlainValue> = {};
  for (let name: string | undefined = first; ; name = keyHere(cursor)) {
    if (name === undefined || !isBlank(cursor.text, cursor.at)) throw odd;
    skipSpaces(cursor);
    if (isItem(cursor)) throw odd;
    put(map, name, part(cursor, isAtEnd(cursor) ? belowKey : scalarOrFlow, column));
    if (cursor.indent < column) return map;
    if (cursor.indent > column) throw odd;
  }
}

function listHere(cursor: Cursor, column: number): PlainValue[] {
  const list: PlainValue[] = [];
  do {
    cursor.at += 1;
    skipSpaces(cursor);
    list.push(part(cursor, isAtEnd(cursor) ? below : nodeHere, column));
    if (cursor.indent > column) throw odd;
  } while (cursor.indent === column && isItem(cursor));
  return list;
}

/** What stands on the lines below a mark, if anything does. */
function below(cursor: Cursor, column: number): PlainValue {
  toNextLine(cursor);
  return cursor.indent > column ? nodeHere(cursor, column) : cursor.scalarOf('');
}

/** The items of a list may stand right below the key that it belongs to. */
function belowKey(cursor: Cursor, column: number): PlainValue {
  toNextLine(cursor);
  const isBelow = cursor.indent > column || (cursor.indent === column && isItem(cursor));
  return isBelow ? nodeHere(cursor, column) : cursor.scalarOf('');
}

function scalarOrFlow(cursor: Cursor, column: number): PlainValue {
  const found = here(cursor);
  if (found === code.bar || found === code.angle) return blockHere(cursor, column);
  if (!isDelimited(cursor)) return plainHere(cursor, column);
  const value = inFlow(cursor, column);
  toNextLine(cursor);
  return value;
}

/** What no text without quotes begins with; with some it could, and that is left to the other reader. */
const indicator = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?: |$))/;

/** On a further line it would be text, and is most likely a mistake. */
const itemMark = /^-(?: |$)/;

/** A text without quotes, perhaps over several lines. */
function plainHere(cursor: Cursor, column: number): PlainValue {
  const { text } = cursor;
  const lines: string[] = [];
  for (let end = cursor.at; ;) {
    const between = lines.length === 0 ? 0 : cursor.line - end - 1;
    const rest = text.slice(cursor.at, (end = endOfLine(text, cursor.at)));
    const comment = rest.indexOf(' #');
    const written = comment < 0 ? rest : rest.slice(0, comment);
    if ((lines.length === 0 ? indicator : itemMark).test(written) || /:(?: |$)|\t/.test(written)) throw odd;
    for (let index = 0; index < between; index++) lines.push('');
    lines.push(withoutEnd(written));
    cursor.at = end + 1;
    toContent(cursor);
    if (cursor.indent <= column) break;
    if (comment >= 0 || /[^\n]/.test(text.slice(end, cursor.line))) throw odd;
  }
  return lines.length === 1 ? cursor.scalarOf(lines[0] ?? '') : cursor.scalarOf(folded(lines));
}

const blockHead = /([|>])(-?) *\n/y;

/** A block of lines, which are kept or put together. */
function blockHere(cursor: Cursor, column: number): string {
  const { text } = cursor;
  blockHead.lastIndex = cursor.at;
  const [head = '', style, chomping] = blockHead.exec(text) ?? [];
  const first = cursor.at + head.length;
  const inner = spacesAt(text, first);
  if (head === '' || inner <= column || inner === 0 || isBlank(text, first + inner)) throw odd;
  const lines: string[] = [];
  let filled = 0;
  let at = first;
  while (at < text.length) {
    const spaces = spacesAt(text, at);
    const end = endOfLine(text, at);
    const isEmpty = at + spaces === end;
    if (!isEmpty && spaces < inner) break;
    // what is further in is part of a block even where it is empty, and is not put together with what is around it
    if (spaces > inner && (isEmpty || style === '>')) throw odd;
    if (style === '>' && text.charCodeAt(at + inner) === code.tab) throw odd;
    lines.push(isEmpty ? '' : text.slice(at + inner, end));
    if (!isEmpty) filled = lines.length;
    at = end + 1;
  }
  if (at > text.length) throw odd;
  cursor.at = at;
  toContent(cursor);
  lines.length = filled;
  return `${style === '|' ? lines.join('\n') : folded(lines)}${chomping === '-' ? '' : '\n'}`;
}

function spacesAt(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === code.space) end += 1;
  return end - at;
}
