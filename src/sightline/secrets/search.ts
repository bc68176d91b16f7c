import { secretsInWords } from './commands';
import { isHarmless } from './harmless';
import { holdsSecret, secretNumber } from './key-value';
import { containerOf, isSafeContainer, type SecretKey, secretKeyOf, turnsKey } from './secret-keys';
import { isName } from './strength';
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

/** Where a value stands. */
interface Place {
  /** The key that says what it is: its own, that of the list around it, the `name` beside a `value`. */
  readonly key: string;

  /** The key of the map around it. */
  readonly around: string;

  /** What stands beside it; nothing in a list. */
  readonly beside: Readonly<Record<string, unknown>>;

  /** What everything here is, if all of it is secret. */
  readonly inside: string | undefined;

  /** Whether keys say what values are. */
  readonly byKeys: boolean;

  /** In how many texts the text stands. */
  readonly depth: number;
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
  return searchIn(value, { key: '', around: '', beside: {}, inside: undefined, byKeys, depth: 0 });
}

function searchIn(value: unknown, from: Place): FoundSecret[] {
  const found: FoundSecret[] = [];
  const ancestors = new Set<unknown>();
  let parts = 0;

  const visit = (each: unknown, steps: readonly (string | number)[], place: Place): void => {
    parts += 1;
    if (parts > mostParts || ancestors.size > deepest || ancestors.has(each)) return;
    if (typeof each === 'string' || typeof each === 'number') {
      const secret = secretOf(each, place);
      if (secret !== undefined) found.push({ steps, ...secret });
      return;
    }
    if (typeof each !== 'object' || each === null) return;
    ancestors.add(each);
    if (isList(each)) visitList(readList(each), steps, place);
    else visitMap(readEntries(each), steps, place);
    ancestors.delete(each);
  };

  const visitList = (list: readonly unknown[], steps: readonly (string | number)[], place: Place): void => {
    const words = secretWords(list, place);
    list.forEach((part, index) => {
      const what = words.get(index);
      if (what === undefined) visit(part, [...steps, index], { ...place, beside: {} });
      else found.push({ steps: [...steps, index], what, secret: String(part) });
    });
  };

  const visitMap = (
    entries: readonly (readonly [string, unknown])[],
    steps: readonly (string | number)[],
    place: Place,
  ): void => {
    const beside = Object.fromEntries(entries);
    for (const [key, part] of entries) {
      const what = secretInKey(key);
      if (what !== undefined) found.push({ steps: [...steps, key], what, secret: key });
      visit(part, [...steps, key], placeOf(key, beside, place));
    }
  };

  visit(value, [], from);
  return found;
}

/** The words of a command that are secrets, by their index. */
function secretWords(list: readonly unknown[], { key }: Place): ReadonlyMap<number, string> {
  if (list.length < 2) return none;
  const words = list.map((part) => (typeof part === 'string' ? part : ''));
  if (!argumentsKey.test(key) && !words.some((word) => word.startsWith('-'))) return none;
  return new Map(secretsInWords(words, false).map(({ index, what }) => [index, what]));
}

const none: ReadonlyMap<number, string> = new Map();

/** Where a property stands. */
function placeOf(key: string, beside: Readonly<Record<string, unknown>>, parent: Place): Place {
  const isSafe = isSafeContainer(key);
  const own =
    containerOf(key) ?? (key === 'data' && beside['kind'] === 'Secret' ? 'the data of a Secret' : undefined);
  return {
    ...parent,
    key: keyOf(key, beside, parent.key),
    around: parent.key,
    beside: isValueOfName(key) ? {} : beside,
    inside: isSafe ? undefined : (parent.inside ?? own),
    byKeys: parent.byKeys && !isSafe,
  };
}

/** The key that says what a property is: its own, the `name` beside a `value`, or that around it. */
function keyOf(key: string, beside: Readonly<Record<string, unknown>>, around: string): string {
  if (isValueOfName(key)) {
    const { name, key: named, header, operator } = beside;
    const told = [name, operator === undefined ? named : undefined, header].find(
      (each) => typeof each === 'string',
    );
    return typeof told === 'string' ? told : around;
  }
  if (/^(?:plain|plain_?text|literal|inline|raw|string|stringValue|clear_?text)$/i.test(key)) return around;
  return isManySecrets(around) && secretKeyOf(key) === undefined && !turnsKey(key) ? around : key;
}

/** Whether a key stands beside a `name` that says what its value is. */
function isValueOfName(key: string): boolean {
  return key === 'value' || key === 'values' || key === 'defaultValue';
}

/** `tokens: { ci: … }`: what each is called is no matter. */
function isManySecrets(key: string): boolean {
  return /(?:tokens|passwords|passwds|keys|secrets)$/i.test(key) && secretKeyOf(key) !== undefined;
}

/** A key that is a secret itself: a user of a list of users, a URL. */
function secretInKey(key: string): string | undefined {
  return key.length < 12 ? undefined : secretsInText(key)[0]?.what;
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
  return secretByKey(value, place) ?? secretInside(value, place);
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

function secretByKey(
  text: string,
  { key, around, beside, byKeys, depth }: Place,
): Omit<FoundSecret, 'steps'> | undefined {
  const secretKey = byKeys ? secretKeyOf(key) : undefined;
  if (secretKey === undefined || namesEntry(key, text, beside) || isSchema(beside) || isLabel(key, text))
    return undefined;
  // the names of the entries of a Secret
  if (/(?:^k|K)eys$/.test(around) && isName(text)) return undefined;
  // in a list of a page, - token: what a client sends
  if (depth > 0 && isProse(text) && !/phrase$/i.test(key)) return undefined;
  // beside a user, a pass is a password
  const meant: SecretKey =
    /^pass$/i.test(key) && namesUser(beside) ? { ...secretKey, demand: 'any' } : secretKey;
  return holdsSecret(meant, text) ? { what: secretKey.what, secret: text } : undefined;
}

function namesUser(beside: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(beside).some(
    ([key, value]) => /^(?:user|user_?name|login|email)$/i.test(key) && !isEmpty(value),
  );
}

/** Three words of letters or more. */
function isProse(text: string): boolean {
  return /^[A-Za-z]+(?:[ ,]+[A-Za-z-]+){2,}[.!?]?$/.test(text.slice(0, 300));
}

/** Properties that name a Secret, beside which others name its entries. */
const namesOfSecrets = [
  'existingSecret',
  'existingSecretName',
  'secretName',
  'secretRef',
  'secretRefName',
  'remoteRef',
  'secret',
  'existingSecretRef',
  'objectName',
  'secretPath',
];

/** Words of which the entries of Secrets are named. */
const wordsOfEntries =
  /^(?:[a-z\d]{1,40}[-_.])*(?:user|username|users|password|passwd|pass|token|key|secret|credentials?|access|api|auth|jwt|id|apikey|accesskey|secretkey)(?:[-_.][a-z\d]{1,40})*$/i;

/** Whether a text is the name of an entry of a Secret, or of a field, as what stands beside it says. */
function namesEntry(key: string, text: string, beside: Readonly<Record<string, unknown>>): boolean {
  if (!isName(text) && text !== key) return false;
  const isBesideSecret = namesOfSecrets.some((name) => name !== key && !isEmpty(beside[name]));
  if (isBesideSecret && wordsOfEntries.test(text)) return true;
  if (/key$/i.test(key) && !isEmpty(beside['name'])) return true;
  // a map of names of fields: { username: username, password: password }
  return text === key && Object.entries(beside).some(([other, value]) => other !== key && value === other);
}

/** `password: Password`: what a form calls it. */
function isLabel(key: string, text: string): boolean {
  return text !== key && text.toLowerCase() === key.toLowerCase() && /^[A-Z][a-z]+$/.test(text);
}

/** Whether a map describes a field: `{ type: string, description: … }`. */
function isSchema(beside: Readonly<Record<string, unknown>>): boolean {
  return beside['type'] === 'string' && typeof beside['description'] === 'string';
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false;
}

/** A secret in a text, whatever key it stands under. */
function secretInside(text: string, place: Place): Omit<FoundSecret, 'steps'> | undefined {
  if (text.length < shortest) return undefined;
  const depth = place.depth + 1;
  const structure = depth > mostTexts ? undefined : structureOf(text);
  const inner = structure?.flatMap((each) =>
    searchIn(each, { key: '', around: '', beside: {}, inside: undefined, byKeys: true, depth }),
  )[0];
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

function isList(value: object): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a proxy that was revoked
  }
}

/** The elements of a list that can be read. */
function readList(list: readonly unknown[]): readonly unknown[] {
  try {
    return list.length > mostEntries ? [] : Array.from(list);
  } catch {
    return [];
  }
}

/** The properties of an object that can be read. */
function readEntries(map: object): readonly (readonly [string, unknown])[] {
  try {
    const keys = Object.keys(map);
    return keys.length > mostEntries ? [] : keys.flatMap((key) => readEntry(map, key));
  } catch {
    return [];
  }
}

function readEntry(map: object, key: string): readonly (readonly [string, unknown])[] {
  try {
    return [[key, Reflect.get(map, key)]];
  } catch {
    return []; // a getter that throws
  }
}

/** Longer lists and maps are none that anybody wrote. */
const mostEntries = 100_000;
