import { Unreadable, isNul, type Cursor } from './cursor';
import { textOf } from './page-bytes';
import type { PageEntry } from './page-entry';
import type { PageSyntax } from './page-syntax';
import { cut, quotedName, readLabels, unescape } from './read-labels';
import { readNumber } from './read-number';
import { shown, typeOf } from './read-text-entry';

/** Every type that OpenMetrics has. */
const types: readonly string[] = [
  'counter',
  'gauge',
  'histogram',
  'gaugehistogram',
  'summary',
  'info',
  'stateset',
  'unknown',
];

/**
 * Reads the next entry of a page in OpenMetrics 1.0, to behind the end of its line. Exemplars are read and passed over.
 *
 * @throws Unreadable at what Prometheus refuses
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
export function readOpenMetricsEntry(cursor: Cursor, syntax: PageSyntax): PageEntry {
  const start = cursor.at;
  if (cursor.peek() === '') throw cutOff(start);
  if (cursor.peek() === '#') return readComment(cursor, syntax);
  const bare = cursor.takeName(true);
  const hasBraces = cursor.skip('{');
  if (bare === '' && (!hasBraces || !syntax.quotedNames))
    throw new Unreadable(
      cursor.peek() === '\n'
        ? 'OpenMetrics has no empty lines'
        : 'it does not begin with the name of a metric',
      start,
    );
  const { labels, name = bare === '' ? undefined : bare } = hasBraces
    ? readLabels(cursor, { loose: false, of: bare === '' ? 'series' : 'named series' }, syntax)
    : { labels: [], name: undefined };
  if (name === undefined) throw new Unreadable('it has no name of a metric', start);
  const value = readValue(cursor, 'it');
  const timestamp = cursor.bytes.startsWith(' # {', cursor.at) ? undefined : readTimestamp(cursor, 'its');
  if (cursor.skip(' # {')) readExemplar(cursor, name, syntax);
  endLine(cursor);
  return { kind: 'sample', name, labels, value, ...(timestamp === undefined ? {} : { timestamp }) };
}

function readExemplar(cursor: Cursor, name: string, syntax: PageSyntax): void {
  if (!syntax.anyExemplars && !/_(?:total|bucket)$/.test(name))
    throw new Unreadable("only series that end in '_total' or '_bucket' may have an exemplar", cursor.at);
  readLabels(cursor, { loose: false, of: 'exemplar' }, syntax);
  readValue(cursor, 'its exemplar');
  readTimestamp(cursor, 'of its exemplar the');
}

/** What stands between one blank and the next one, or the end of the line. */
function takePart(cursor: Cursor): string {
  return cursor.skip(' ') ? cursor.takeWhile((byte) => byte !== ' ' && byte !== '\n' && byte !== '\0') : '';
}

function readValue(cursor: Cursor, whose: string): number {
  const at = cursor.at;
  const text = takePart(cursor);
  const value = readNumber(text);
  if (value !== undefined) return value;
  throw text === ''
    ? new Unreadable(`${whose} has no value behind exactly one blank`, at)
    : new Unreadable(`${whose} has a value (${shown(text)}) that is no number`, at + 1);
}

function readTimestamp(cursor: Cursor, whose: string): number | undefined {
  if (cursor.peek() !== ' ') return undefined;
  const at = cursor.at + 1;
  const text = takePart(cursor);
  const time = readNumber(text);
  if (time !== undefined && Number.isFinite(time)) return time;
  throw new Unreadable(`${whose} timestamp (${shown(text)}) is no number of seconds`, at);
}

function endLine(cursor: Cursor): void {
  if (cursor.skip('\n')) return;
  if (cursor.peek() === '') throw cutOff(cursor.at);
  const at = cursor.at;
  throw new Unreadable(`there is more than a sample (${shown(cursor.takeLine())})`, at);
}

function readComment(cursor: Cursor, syntax: PageSyntax): PageEntry {
  const start = cursor.at;
  if (cursor.skip('# EOF')) {
    // what Prometheus reads a comment with passes over NUL
    cursor.takeWhile(isNul);
    cursor.skip('\n');
    cursor.takeWhile(isNul);
    if (cursor.peek() !== '') throw new Unreadable("something stands after '# EOF'", cursor.at, true);
    return { kind: 'end' };
  }
  const keyword = /^# (HELP|TYPE|UNIT) $/.exec(cursor.bytes.slice(start, start + 7))?.[1];
  if (keyword === undefined)
    throw new Unreadable(
      'OpenMetrics has no comments but HELP, TYPE, UNIT and EOF, each between single blanks',
      start,
    );
  cursor.skip(`# ${keyword} `);
  const at = cursor.at;
  const quoted = syntax.quotedNames ? cursor.takeQuoted(quotedName) : undefined;
  const name = quoted ?? cursor.takeName(true);
  if (name === '' && quoted === undefined)
    throw new Unreadable(`a metric name is missing after '# ${keyword}'`, at);
  const from = cursor.at;
  if (!cursor.skip(' '))
    throw new Unreadable(`one blank is missing behind the name after '# ${keyword}'`, from);
  const rest = cursor.takeLine();
  if (!cursor.skip('\n')) throw cutOff(cursor.at);
  const about = unescape(textOf(name) ?? name);
  switch (keyword) {
    case 'TYPE':
      return { kind: 'type', name: about, text: typeOf(rest, about, from + 1, types) };
    case 'UNIT':
      if (rest !== '' && !name.endsWith(`_${rest}`))
        throw new Unreadable(
          `the unit (${shown(rest)}) of '${cut(about)}' is not the end of its name`,
          from + 1,
        );
      return { kind: 'unit', name: about, text: textOf(rest) ?? rest };
    default: {
      const text = textOf(rest);
      if (text === undefined) throw new Unreadable(`the help of '${cut(about)}' is no UTF-8`, from + 1);
      return { kind: 'help', name: about, text: unescape(text) };
    }
  }
}

function cutOff(at: number): Unreadable {
  return new Unreadable(
    "OpenMetrics ends with '# EOF', and this does not: the page may have been cut off",
    at,
    true,
  );
}
