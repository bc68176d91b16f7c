import type { Entry } from '../problem/read';
import { besideNameOfKey, harmlessKeys, references } from './secret-exemptions';
import { type SecretKey, secretKeys, secretTexts } from './secret-patterns';

/** Where a value stands. */
export interface Place {
  /** The key of the value; for a list, of the list; for `value` beside `name`, that name. */
  readonly key: string;

  /** The key itself and what stands beside it; nothing in a list. */
  readonly entries: readonly Entry[];

  /** What everything inside is, if all of it is secret. */
  readonly inside: string | undefined;
}

/** Longer texts, such as dashboards, are not searched to the end. */
const mostText = 1_000_000;

/** A private key in base64: the encoding of `-----BEGIN `. */
const encodedPem = /^LS0tLS1CRUdJTi/;

/** What kind of secret a value is, or undefined if it is none. */
export function literalIn(value: unknown, place: Place): string | undefined {
  const words = wordsOf(place.key);
  if (typeof value === 'number') {
    return Number.isFinite(value) ? keySecret(words, String(value), true, place.entries) : undefined;
  }
  if (typeof value !== 'string' || value === '') return undefined;
  const text = value.slice(0, mostText);
  if (place.inside !== undefined && !isReference(text)) return place.inside;
  return keySecret(words, text, false, place.entries) ?? textSecret(text) ?? lineSecret(text);
}

/** What kind of secret a text is under any key, or undefined if it is none. */
export function textSecret(text: string): string | undefined {
  const found = secretTexts.find((pattern) => {
    const match = pattern.text.exec(text);
    return match !== null && !isReference(match.groups?.['secret'] ?? '?');
  });
  if (found !== undefined) return found.what;
  if (!encodedPem.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  return secretTexts.find(({ text: pattern }) => pattern.test(decoded))?.what;
}

/** A key as lower case words joined by `_`: `adminPassword` and `ADMIN-PASSWORD` are `admin_password`. */
export function wordsOf(key: string): string {
  return key
    .slice(-200)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toLowerCase();
}

function keySecret(
  words: string,
  text: string,
  isNumber: boolean,
  entries: readonly Entry[],
): string | undefined {
  if (words === '' || harmlessKeys.some(({ pattern }) => pattern.test(words))) return undefined;
  if (words === 'secret_key' && entries.some(({ key }) => besideNameOfKey.includes(key))) return undefined;
  return secretKeys.find((pattern) => pattern.key.test(words) && holdsSecret(pattern, text, isNumber))?.what;
}

function holdsSecret(pattern: SecretKey, text: string, isNumber: boolean): boolean {
  if (isNumber) return pattern.numbers === true;
  const match = pattern.value?.exec(text);
  if (match === null) return false;
  const secret = match?.groups?.['secret'] ?? text;
  return !isReference(secret) && !isReference(text) && pattern.unless?.test(text) !== true;
}

/** Settings within a text: the lines of an INI or YAML file, and `--key=value` of a command. */
function lineSecret(text: string): string | undefined {
  const argument = /^--?([\w.-]{1,100})=(\S+)$/.exec(text);
  if (argument !== null) return keySecret(wordsOf(argument[1] ?? ''), argument[2] ?? '', false, []);
  if (!text.includes('\n')) return undefined;
  for (const line of text.split('\n')) {
    const setting =
      /^[ \t]*(?:- )?["']?([A-Za-z][\w.-]{0,100})["']?[ \t]*[:=][ \t]*["']?([^"'\s#{[|>&*!][^"'\n]*)/.exec(
        line,
      );
    const found =
      setting === null
        ? undefined
        : keySecret(wordsOf(setting[1] ?? ''), (setting[2] ?? '').trim(), false, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isReference(text: string): boolean {
  return references.some((reference) => reference.pattern.test(text));
}
