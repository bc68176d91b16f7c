import { secretsInWords } from './commands';
import { isHarmless } from './harmless';
import { secretNumber } from './key-value';
import { type Place, placeOf, placeOfWhole } from './place';
import { isList, readEntries, readList } from './read-parts';
import { secretByKey } from './secret-by-key';
import { decodedBase64, structureOf } from './structured-text';
import { secretsInText } from './text-secrets';

/** A secret in a value. */
export interface FoundSecret {
  /** The way to the text or number that it stands in. */
  readonly steps: readonly (string | number)[];

  /** What it is, after `holds`: `a password`. */
  readonly what: string;

  /** The secret itself, to recognise copies of it. Never to be printed. */
  readonly secret: string;
}

/** How a value is searched. */
export interface SearchOptions {
  /**
   * False where keys are names that somebody gave to something else, such as labels of series: then texts are searched for themselves only.
   *
   * @default true
   */
  readonly byKeys?: boolean;
}

/** Deeper values, and larger ones, are none that anybody wrote. */
const deepest = 200;
const mostParts = 500_000;

/** Texts in texts in texts are looked into. */
const mostTexts = 3;

/** Lists of what a program is started with. */
const argumentsKey = /(?:^|[a-z_-])(?:args?|arguments|argv|command|cmd|entrypoint|exec|flags)$/i;

/**
 * The secrets that stand literally in a value: objects, lists, texts, and what is written in texts as JSON, YAML, shell, or base64. Never throws,
 * whatever the value is.
 *
 * @param value anything: a manifest, Helm values, options, a text
 */
export function searchSecrets(value: unknown, { byKeys = true }: SearchOptions = {}): FoundSecret[] {
  return searchIn(value, placeOfWhole(byKeys, 0));
}

function searchIn(value: unknown, from: Place): FoundSecret[] {
  const found: FoundSecret[] = [];
  const ancestors = new Set<unknown>();
  let parts = 0;

  const visit = (each: unknown, steps: Steps | undefined, place: Place): void => {
    parts += 1;
    if (parts > mostParts || ancestors.size > deepest || ancestors.has(each)) return;
    if (typeof each === 'string' || typeof each === 'number') {
      const secret = secretOf(each, place);
      if (secret !== undefined) found.push({ steps: listed(steps), ...secret });
      return;
    }
    if (typeof each !== 'object' || each === null) return;
    ancestors.add(each);
    if (isList(each)) visitList(readList(each), steps, place);
    else visitMap(readEntries(each), steps, place);
    ancestors.delete(each);
  };

  const visitList = (list: readonly unknown[], before: Steps | undefined, place: Place): void => {
    const words = secretWords(list, place);
    const inList = { ...place, beside: {} };
    list.forEach((part, index) => {
      const steps = { before, step: index };
      const what = words.get(index);
      if (what === undefined) visit(part, steps, inList);
      else found.push({ steps: listed(steps), what, secret: String(part) });
    });
  };

  const visitMap = (
    entries: readonly (readonly [string, unknown])[],
    before: Steps | undefined,
    place: Place,
  ): void => {
    const beside = Object.fromEntries(entries);
    for (const [key, part] of entries) {
      const steps = { before, step: key };
      const what = secretInKey(key);
      if (what !== undefined) found.push({ steps: listed(steps), what, secret: key });
      visit(part, steps, placeOf(key, beside, place));
    }
  };

  visit(value, undefined, from);
  return found;
}

/** The way to a part, the last step first: it is a list only of what is found. */
interface Steps {
  readonly before: Steps | undefined;
  readonly step: string | number;
}

function listed(steps: Steps | undefined): readonly (string | number)[] {
  const list: (string | number)[] = [];
  for (let at = steps; at !== undefined; at = at.before) list.push(at.step);
  return list.reverse();
}

/** The words of a command that are secrets, by their index. */
function secretWords(list: readonly unknown[], { key }: Place): ReadonlyMap<number, string> {
  if (list.length < 2) return none;
  const words = list.map((part) => (typeof part === 'string' ? part : ''));
  if (!argumentsKey.test(key) && !words.some((word) => word.startsWith('-'))) return none;
  return new Map(secretsInWords(words, false).map(({ index, what }) => [index, what]));
}

const none: ReadonlyMap<number, string> = new Map();

/** A key that is a secret itself: a user of a list of users, a URL. */
function secretInKey(key: string): string | undefined {
  // most keys are one word, and short
  return key.length < 12 || /^[a-z][A-Za-z]*$/.test(key) ? undefined : secretsInText(key)[0]?.what;
}

/** What kind of secret a text or a number is, and which part of it. */
function secretOf(value: string | number, place: Place): Omit<FoundSecret, 'steps'> | undefined {
  if (typeof value === 'number') {
    const what = place.byKeys ? secretNumber(place.key, value) : undefined;
    return what === undefined ? undefined : { what, secret: String(value) };
  }
  if (value === '') return undefined;
  if (place.inside !== undefined)
    return isHarmlessInside(value, place) ? undefined : { what: place.inside, secret: value };
  const what = secretByKey(value, place);
  return what === undefined ? secretInside(value, place) : { what, secret: value };
}

/** What is kept in a Secret, and all the same is none: references, certificates, files without a secret, and all of them in base64. */
function isHarmlessInside(text: string, place: Place): boolean {
  const decoded = /^[A-Za-z\d+/\s]+={0,2}\s*$/.test(text)
    ? Buffer.from(text, 'base64').toString('latin1')
    : '';
  const isText = decoded !== '' && /^[\t\n\r\x20-\x7e]+$/.test(decoded);
  return [text, ...(isText ? [decoded] : [])].some(
    (content, index) =>
      // most words are base64 of something, so that only what says clearly what it is counts
      ((index === 0 || /[${<]/.test(content)) && isHarmless(content)) ||
      isCertificate(content) ||
      (isFile(content) && secretInside(content, { ...place, inside: undefined }) === undefined),
  );
}

/** Whether a text is a file of settings, of which each can be looked at: a map in JSON, or lines of them. */
function isFile(text: string): boolean {
  if (/^\s*[{[][\s\S]*[}\]]\s*$/.test(text)) return true;
  const lines = text.split('\n').filter((line) => /^\s*[^\s#;]/.test(line));
  return (
    text.trim().includes('\n') &&
    lines.every((line) => /^\s*(?:["']?[\w./ -]+["']?\s*[:=]|\[[^\]]*\]|- |---|[}\]])/.test(line))
  );
}

function isCertificate(text: string): boolean {
  return /^\s*-----BEGIN (?:TRUSTED )?CERTIFICATE-----/.test(text) && !text.includes('PRIVATE KEY');
}

/** A secret in a text, whatever key it stands under. */
function secretInside(text: string, place: Place): Omit<FoundSecret, 'steps'> | undefined {
  if (text.length < shortest) return undefined;
  const depth = place.depth + 1;
  const structure = depth > mostTexts ? undefined : structureOf(text);
  const inner = structure?.flatMap((each) => searchIn(each, placeOfWhole(true, depth)))[0];
  if (inner !== undefined) return { what: inner.what, secret: inner.secret };
  const [span] = secretsInText(text, {
    isCommand: argumentsKey.test(place.key),
    isStructured: structure !== undefined,
  });
  if (span !== undefined) return { what: span.what, secret: text.slice(span.start, span.end) };
  const decoded = depth > mostTexts ? undefined : decodedBase64(text);
  return decoded === undefined ? undefined : secretInside(decoded, { ...place, depth });
}

/** Shorter texts hold a secret only under a key that says so. */
const shortest = 6;
