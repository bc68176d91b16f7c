import { isHarmless, unquoted } from './harmless';
import { secretInSentence, secretUnder } from './key-value';
import { secretKeyOf } from './secret-keys';
import type { SecretSpan } from './span';
import { isStrong } from './strength';
import { groupsIn } from './urls';

/** A part of every key whose value may be a secret. */
const partOfKey = /pass|pwd|psk|secret|token|key|cred|auth|cookie|jwt|bearer|hook|masterauth/gi;

/** What stands between a key and its value. */
const separator = /["'`]?\]?[ \t]{0,20}(?::=|=>|\?=|==?|:)[ \t]{0,20}/y;

/** What stands between the words of a sentence: `the password is …`. */
const verb = /["'`]?[ \t]{1,3}(?:is|was|are)[ \t]{1,3}(?:now[ \t]|set[ \t]to[ \t])?:?/y;

/** A value: in quotes, or up to a blank or a sign that ends it. */
const value =
  /"((?:[^"\\\n]|\\.){1,4000})"|'([^'\n]{1,4000})'|`([^`\n]{1,4000})`|((?:\$\{\{?[^{}\n]{0,200}\}?\}|\{\{[^{}\n]{0,200}\}\}|\$\([^()\n]{0,200}\)|[^\s"'`,;&|)\]}]){1,4000})/y;

/** Code that gets a value from elsewhere: `os.Getenv("TOKEN")`, `config.token`, `$1`. */
const code =
  /^(?:[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)*[([].*|[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)+;?|\$\w+|[&*]?[a-z]+[A-Z]\w*;)$/s;

/** A regular expression. */
const pattern = /\\[SsdDwWbB.]|\.\*|\[\^|\(\?|\.\+|\[A-Za-z|\[a-z/;

/**
 * The secrets that a text gives to keys: `password=…`, `token: …`, `"apiKey": "…"`, `X-Api-Key: …`, `the password is …`. In settings any value
 * counts; in a sentence, and among the labels of series, only one that looks like a secret.
 */
export function secretsInSettings(text: string): SecretSpan[] {
  const found: SecretSpan[] = [...fixedForms.flatMap((form) => strongIn(text, form))];
  let done = 0;
  for (const { index, 0: part } of text.matchAll(partOfKey)) {
    if (index < done) continue;
    const start = beginOfKey(text, index);
    const end = endOfKey(text, index + part.length);
    done = end;
    const key = text.slice(start, end);
    if (secretKeyOf(key) === undefined) continue;
    const span = valueOf(text, key, start, end);
    if (span === undefined) continue;
    found.push(span);
    done = span.end;
  }
  return found;
}

/** Settings without a sign between key and value. */
const fixedForms: readonly RegExp[] = [
  /(?:^|\n)[ \t]*(?:set[ \t]+)?[\w.-]{0,40}(?:passwd|password|secret|token|api_?key|requirepass|masterauth|passphrase)[ \t]{1,40}["']?([^\s"';]{6,200})["']?;?[ \t]*(?=\n|$)/gi,
  /\blogin[ \t]{1,9}\S{1,100}\s{1,9}password[ \t]{1,9}(\S{3,200})/gi,
  /\b(?:identified[ \t]{1,9}by|with[ \t]{1,9}(?:encrypted[ \t]{1,9})?password)[ \t]{1,9}'([^'\n]{3,200})'/gi,
  /<(?=[\w:.-]{0,40}(?:password|passwd|secret|token|apikey|api-key))[\w:.-]{1,60}>[ \t]{0,9}([^<>\s]{3,500})[ \t]{0,9}<\//gi,
  /<add[ \t]{1,9}key="[^"]{0,60}(?:password|secret|token|apikey)"[ \t]{1,9}value="([^"]{3,500})"/gi,
  /(?:^|\n)[^\s:#]{1,200}:\d{2,5}:[^\s:]{1,100}:[^\s:]{1,100}:([^\s:]{4,200})(?=\n|$)/g,
];

function strongIn(text: string, form: RegExp): SecretSpan[] {
  const isFixed =
    form.source.includes('login') || form.source.includes('identified') || form.source.startsWith('<');
  return groupsIn(text, form)
    .filter(({ start, end }) => {
      const secret = text.slice(start, end);
      return isFixed ? !isHarmless(secret) : isStrong(secret);
    })
    .map((span) => ({ ...span, what: 'a password' }));
}

function valueOf(text: string, key: string, start: number, end: number): SecretSpan | undefined {
  const sign = matchAt(separator, text, end);
  const from = end + (sign ?? matchAt(verb, text, end) ?? '').length;
  if (from === end) return undefined;
  const context = contextOf(text, start, sign);
  if (context === 'comment') return undefined;
  const header = /authorization$|cookie$/i.test(key) ? headerAt(text, from, key) : undefined;
  if (header !== undefined) return header;
  value.lastIndex = from;
  const match = value.exec(text);
  if (match === null) return undefined;
  const written = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
  const isBare = match[4] !== undefined;
  // an unquoted value of a line goes on to its end
  const whole = isBare && context === 'line' ? lineFrom(text, from) : written;
  const given = isBare ? whole.replace(/[.;,]$/, '') : written;
  if (pattern.test(given) || (isBare && (code.test(given) || /^[[{>|&!]/.test(given)))) return undefined;
  const what = context === 'sentence' ? secretInSentence(key, given) : secretUnder(key, given);
  const at = from + match[0].indexOf(written);
  return what === undefined ? undefined : { what, start: at, end: at + given.length };
}

/** The value of a header within a text. */
function headerAt(text: string, from: number, key: string): SecretSpan | undefined {
  const line =
    unquoted(text.slice(from, from + 4_000))
      .split(/["'\n\\]|\s-[A-Za-z]\s/)[0]
      ?.trim() ?? '';
  if (/cookie$/i.test(key)) {
    const what = secretUnder('Cookie', line);
    return what === undefined ? undefined : { what: 'a cookie', start: from, end: from + line.length };
  }
  const [, scheme = '', credentials = ''] =
    /^["']?(bearer|basic|token|apikey|digest|bot|splunk|key|geniekey)\s{1,9}([^\s"',;]{3,})/i.exec(line) ??
    [];
  if (credentials === '' || isHarmless(credentials) || !looksLikeCredentials(scheme, credentials))
    return undefined;
  const start = text.indexOf(credentials, from);
  return { what: 'an authorization header', start, end: start + credentials.length };
}

function looksLikeCredentials(scheme: string, text: string): boolean {
  const isBase64 =
    scheme.toLowerCase() === 'basic' && Buffer.from(text, 'base64').toString('latin1').includes(':');
  return isBase64 || isStrong(text) || (text.length >= 16 && !/^[a-z-]+$/.test(text));
}

type Context = 'line' | 'setting' | 'sentence' | 'comment';

/** What a key stands in: a line `key = value`, a setting such as `key=value` in a command or a list of them, or a sentence. */
function contextOf(text: string, start: number, sign: string | undefined): Context {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(Math.max(lineStart, start - 200), start);
  if (/^\s*(?:#|\/\/|;|--\s|<!--)/.test(before)) return 'comment';
  if (sign === undefined) return 'sentence';
  const isQuoted = /["'`]$/.test(before);
  const isTight = sign.trim() === sign && sign.endsWith('=');
  if (isTight && isLabelOfSeries(before, text.slice(start, start + 200))) return 'sentence';
  if (beginOfLine.test(before)) {
    const isLine = text.includes('\n') && (sign.includes('=') || isQuoted);
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
  return /[{,]\s*$/.test(before) && /^\w+==?["'`]/.test(from);
}

function lineFrom(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text
    .slice(from, end < 0 ? text.length : end)
    .replace(/\s+#.*$/, '')
    .trim();
}

/** The key around a part of it, to its left. */
function beginOfKey(text: string, index: number): number {
  let start = index;
  while (start > 0 && index - start < 100 && /[\w.-]/.test(text[start - 1] ?? '')) start -= 1;
  return start;
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
