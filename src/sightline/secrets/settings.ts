import { secretsInFixedSettings } from './fixed-settings';
import { isHarmless } from './harmless';
import { headerAt } from './headers';
import { secretInSentence, secretUnder } from './key-value';
import { secretKeyOf } from './secret-keys';
import type { SecretSpan } from './span';
import { isRandom, isStrong } from './strength';

/** A part of every key whose value may be a secret. */
const partOfKey = /pass|pwd|psk|secret|token|key|cred|auth|cookie|jwt|bearer|hook|masterauth|\bpw\b/gi;

/** What stands between a key and its value. */
const separator = /["'`]?\]?[ \t]{0,20}(?::=|=>|\?=|[=!]~|!=|==?|:)[ \t]{0,20}/y;

/** What stands between the words of a sentence: `the password is …`. */
const verb =
  /["'`]?(?:[ \t](?:of|for|to|on|in)(?:[ \t][\w-]{1,30}){1,4}?)?[ \t]{1,3}(?:is|was|are)[ \t]{1,3}(?:now[ \t]|set[ \t]to[ \t])?:?/y;

/** What stands between a header and its value in a file of nginx. */
const blankAndQuote = /[ \t]{1,20}(?=["'](?:bearer|basic|token)\s)/iy;

/** A value: in quotes, or up to a blank or a sign that ends it. */
const value =
  /"((?:[^"\\\n]|\\.){1,600})"|'([^'\n]{1,600})'|`([^`\n]{1,600})`|(<[^<>\n]{1,100}>|(?:\$\{\{?[^{}\n]{0,200}\}?\}|\{\{[^{}\n]{0,200}\}\}|\$\([^()\n]{0,200}\)|[^\s"'`,;&|)\]}<]){1,600})/y;

/** Code that gets a value from elsewhere: `os.Getenv("TOKEN")`, `config.token`, `$1`. */
const code =
  /^(?:(?:await|new|yield|return)\s.*|[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)*[([].*|[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)+;?|\$\w+|[&*]?[a-z]+[A-Z]\w*;)$/s;

/** A regular expression. */
const pattern = /\\[SsdDwWbB.]|\.\*|\[\^|\(\?|\.\+|\[A-Za-z|\[a-z/;

/**
 * The secrets that a text gives to keys: `password=…`, `token: …`, `"apiKey": "…"`, `X-Api-Key: …`, `the password is …`. In settings any value
 * counts; in a sentence, and among the labels of series, only one that looks like a secret.
 */
export function secretsInSettings(text: string): SecretSpan[] {
  const found = secretsInFixedSettings(text);
  const lines: Lines = { text, hasLines: text.includes('\n') };
  let done = 0;
  for (const { index, 0: part } of text.matchAll(partOfKey)) {
    if (index < done) continue;
    const start = beginOfKey(text, index);
    const end = endOfKey(text, index + part.length);
    done = end;
    const key = text.slice(start, end);
    if (secretKeyOf(key) === undefined) continue;
    const span = valueOf(lines, key, start, end);
    if (span === undefined) continue;
    found.push(span);
    done = span.end;
  }
  return found;
}

/** A text, and whether it has several lines. */
interface Lines {
  readonly text: string;
  readonly hasLines: boolean;
}

function valueOf(lines: Lines, key: string, start: number, end: number): SecretSpan | undefined {
  const { text } = lines;
  if (/\$\{$/.test(text.slice(start - 2, start))) return fallbackOf(text, key, end);
  const isHeader = /authorization$|cookie$/i.test(key);
  const sign = matchAt(separator, text, end) ?? (isHeader ? matchAt(blankAndQuote, text, end) : undefined);
  const from = end + (sign ?? matchAt(verb, text, end) ?? '').length;
  if (from === end) return behindBlank(text, key, end);
  const context = contextOf(lines, start, sign, /["']/.test(text[from] ?? ''));
  if (context === 'comment') return undefined;
  const header = isHeader ? headerAt(text, from, key) : undefined;
  if (header !== undefined) return header;
  value.lastIndex = from;
  const match = value.exec(text);
  if (match === null) return undefined;
  const written = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
  // a command in backticks gets it from elsewhere
  if (isHarmless(written) || (match[3] !== undefined && /\s/.test(written))) return undefined;
  const isBare = match[4] !== undefined;
  // an unquoted value of a line goes on to its end
  const whole = isBare && context === 'line' ? lineFrom(text, from) : written;
  const given = isBare ? whole.replace(/[.;,]$/, '') : written;
  if (/^\W*$/.test(given) || pattern.test(given) || (isBare && (code.test(given) || /^[[{>|&!]/.test(given))))
    return undefined;
  const what = context === 'sentence' ? secretInSentence(key, given) : secretUnder(key, given);
  const at = from + match[0].indexOf(written);
  return what === undefined ? undefined : { what, start: at, end: at + given.length };
}

type Context = 'line' | 'setting' | 'sentence' | 'comment';

/** `use token 0a1b2c…`: a value that a machine has made, behind its key. */
function behindBlank(text: string, key: string, end: number): SecretSpan | undefined {
  const written = matchAt(nextWord, text, end) ?? '';
  const value = written.replace(/^[ \t]["'`]?/, '').replace(/[.,;:)]+$/, '');
  const start = end + written.indexOf(value);
  const isSecret =
    isRandom(value) || (/pass(?:word|wd|phrase)$/i.test(key) && value.length >= 8 && isStrong(value));
  return isSecret ? { what: 'a secret', start, end: start + value.length } : undefined;
}

const nextWord = /[ \t]["'`]?[A-Za-z\d+/_=.!@#$%^&*-]{8,200}/y;

/** The value that a variable of a shell has where it is not set: `${TOKEN:-…}`. */
function fallbackOf(text: string, key: string, end: number): SecretSpan | undefined {
  const written = matchAt(fallback, text, end);
  const value = written?.replace(/^:?[-=+]|\}$/g, '') ?? '';
  const what = value === '' ? undefined : secretUnder(key, value);
  const start = end + (written ?? '').indexOf(value);
  return what === undefined ? undefined : { what, start, end: start + value.length };
}

const fallback = /:?[-=+][^{}\n]{1,200}\}/y;

/** What a key stands in: a line `key = value`, a setting such as `key=value` in a command or a list of them, or a sentence. */
function contextOf(
  { text, hasLines }: Lines,
  start: number,
  sign: string | undefined,
  isQuotedValue: boolean,
): Context {
  const near = text.slice(Math.max(0, start - 200), start);
  const before = near.slice(near.lastIndexOf('\n') + 1);
  if (/^\s*(?:#|\/\/|;|--\s|<!--)/.test(before)) return 'comment';
  if (sign === undefined) return 'sentence';
  const isQuoted = /["'`]$/.test(before);
  const isTight = sign.trim() === sign && sign.endsWith('=');
  if (isLabelOfSeries(before, text.slice(start, start + 200))) return 'sentence';
  if (beginOfLine.test(before)) {
    const isLine = hasLines && (sign.includes('=') || isQuoted || isQuotedValue);
    return isLine ? 'line' : isTight || isQuoted ? 'setting' : 'sentence';
  }
  // {"password": "…"} and {password: …}
  return isTight || (/[{,]\s*["'`]?$/.test(before) && sign.includes(':')) ? 'setting' : 'sentence';
}

/** What stands before a key that begins a line. */
const beginOfLine =
  /^\s*(?:- )?(?:(?:export|set|local|const|let|var|readonly|static|public|private|final|string) )*["'`[$-]*$/i;

/** `{token="x"}` of PromQL: the value of a label, which counts requests and opens nothing. */
function isLabelOfSeries(before: string, from: string): boolean {
  return /[{,]\s*$/.test(before) && /^\w+\s*(?:[=!]~|!=|==?)\s*["'`]/.test(from);
}

function lineFrom(text: string, from: number): string {
  const near = text.slice(from, from + 600);
  const end = near.indexOf('\n');
  return near
    .slice(0, end < 0 ? near.length : end)
    .replace(/\s+#.*$/, '')
    .trim();
}

/** The key around a part of it, to its left. */
function beginOfKey(text: string, index: number): number {
  let start = index;
  while (start > 0 && index - start < 100 && /[\w.-]/.test(text[start - 1] ?? '')) start -= 1;
  if (start < index || !/^key/i.test(text.slice(index, index + 3))) return start;
  const word = /\b(?:api|access|secret|private|signing|encryption|auth|license|master) $/i.exec(
    text.slice(Math.max(0, start - 20), start),
  );
  return word === null ? start : start - word[0].length;
}

/** The key around a part of it, to its right. */
function endOfKey(text: string, index: number): number {
  let end = index;
  while (end < text.length && end - index < 60 && /[\w-]/.test(text[end] ?? '')) end += 1;
  return end;
}

function matchAt(expression: RegExp, text: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
}
