import type { Syntax } from '../syntax/dialect';
import { scanNumber } from './scan-number';
import { scanString } from './scan-string';
import { matchEnd, type Found, type Sign, type Token } from './token';
import { isWord } from '../syntax/words';

const space = /[ \t\r\n]*/y;
const comment = /#[^\r\n]*/y;
const ascii = { label: /[A-Za-z_][A-Za-z0-9_]*/y, metric: /[A-Za-z_:][A-Za-z0-9_:]*/y };
const unicode = {
  label: /(?:[A-Za-z_]|(?![\0-\x7f])\p{L})(?:[A-Za-z0-9_.]|(?![\0-\x7f])\p{L})*/uy,
  metric: /(?:[A-Za-z_:]|(?![\0-\x7f])\p{L})(?:[A-Za-z0-9_:.]|(?![\0-\x7f])\p{L})*/uy,
};
const numberStart = /\.?[0-9]/y;
const sign = /==|=~|!=|!~|<=|>=|<\/|>\/|[=<>+\-*/%^(){}[\],:@]/y;

/** What the scanner is in: braces hold names alone, brackets a window. */
type Place = 'open' | 'braces' | 'brackets';

/**
 * The tokens of an expression, without spaces and comments. The last is the end, or what can't be read: what stands behind that is not
 * looked at. As in Prometheus, the words of the language are plain names within braces.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/promql/parser/lex.go
 */
export function scan(text: string, syntax: Syntax): readonly Token[] {
  const tokens: Token[] = [];
  let place: Place = 'open';
  for (let at = 0; ;) {
    const start = skipBlank(text, at);
    const { kind, end, from = start, reason } = scanOne(text, start, place, syntax);
    tokens.push({ kind, text: reason ?? text.slice(start, end), start: from, end });
    if (kind === 'end' || kind === 'error') return tokens;
    place = placeAfter(kind, place);
    at = end;
  }
}

function skipBlank(text: string, start: number): number {
  for (let at = start; ;) {
    const end = matchEnd(comment, text, matchEnd(space, text, at));
    if (end === at) return at;
    at = end;
  }
}

function placeAfter(kind: Token['kind'], place: Place): Place {
  if (kind === '{') return 'braces';
  if (kind === '[') return 'brackets';
  return kind === '}' || kind === ']' ? 'open' : place;
}

function scanOne(text: string, at: number, place: Place, syntax: Syntax): Found {
  if (at >= text.length) return { kind: 'end', end: at };
  const char = text.charAt(at);
  if (char === '"' || char === "'" || char === '`') return scanString(text, at);
  if (place !== 'braces' && matchEnd(numberStart, text, at) > at) return scanNumber(text, at, syntax);
  const name = scanName(text, at, place, syntax);
  if (name !== undefined) return name;
  const end = matchEnd(sign, text, at);
  return end === at ? unreadable(text, at, place) : scanSign(text, at, end, place);
}

function scanName(text: string, at: number, place: Place, { unquotedNames }: Syntax): Found | undefined {
  const { metric, label } = unquotedNames ? unicode : ascii;
  const end = matchEnd(place === 'open' ? metric : label, text, at);
  if (end === at) return undefined;
  if (place !== 'open') return { kind: 'name', end };
  const word = text.slice(at, end);
  const lower = word.toLowerCase();
  if (lower === 'inf' || lower === 'nan') return { kind: 'number', end };
  if (isWord(lower)) return { kind: 'word', end };
  return { kind: word.includes(':') ? 'metric' : 'name', end };
}

/** The signs that can stand within braces. */
const signsInBraces: ReadonlySet<string> = new Set(['=', '!=', '=~', '!~', ',', '}']);

function scanSign(text: string, at: number, end: number, place: Place): Found {
  const kind = text.slice(at, end) as Sign; // the expression matches signs alone
  if (place === 'braces') {
    // == is no operator there, but two signs of which the second is wrong
    if (signsInBraces.has(kind)) return { kind, end };
    return kind === '==' ? { kind: '=', end: at + 1 } : wrongSign(kind, end, 'within braces');
  }
  if (kind === '=~' || kind === '!~') return wrongSign(kind, end, 'outside of braces');
  if (place === 'brackets' && kind === '[') return wrongSign(kind, end, 'within a window');
  if (kind === '[' && text.charAt(matchEnd(space, text, end)) === '#') {
    return { kind: 'error', end: end + 1, reason: "a comment can't stand right behind [" };
  }
  return { kind, end };
}

function wrongSign(kind: Sign, end: number, where: string): Found {
  return { kind: 'error', end, reason: `'${kind}' has no meaning ${where}` };
}

/** What stands for something in other languages, and what in this. */
const foreign: readonly (readonly [RegExp, string])[] = [
  [/&&/y, "'&&' is no operator here: write and"],
  [/\|\|/y, "'||' is no operator here: write or"],
  [/\$\{?__(?:rate_)?interval\}?/y, 'a variable of Grafana has no meaning in Prometheus: write a duration'],
  [/\$\{?\w+\}?/y, 'a variable of Grafana has no meaning in Prometheus: write what it stands for'],
];

function unreadable(text: string, at: number, place: Place): Found {
  for (const [expression, reason] of foreign) {
    const end = matchEnd(expression, text, at);
    if (end > at) return { kind: 'error', end, reason };
  }
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (place === 'braces' && /[0-9]/.test(char)) {
    const reason = 'a number stands here, and what a label is compared with stands in quotes';
    return { kind: 'error', end: matchEnd(/[0-9.]+/y, text, at), reason };
  }
  const reason =
    char === '!'
      ? "'!' means nothing alone: there are !=, and !~ within braces"
      : `the character ${JSON.stringify(char)} has no meaning in PromQL outside of a text in quotes`;
  return { kind: 'error', end: at + char.length, reason };
}
