import { masked } from '../secrets/masked';

/**
 * Reading values that came from outside the type system. Nothing in here throws, whatever is read: getters and
 * proxies may throw, objects may be cyclic, texts and lists endless.
 */

/** What kind of value something is, as a shape tells values apart. `other` is a Date, Map, symbol and the like. */
export type Kind =
  'undefined' | 'null' | 'boolean' | 'number' | 'text' | 'list' | 'object' | 'function' | 'other';

/** How each kind is called in a message. */
const kindNames: Readonly<Record<Kind, string>> = {
  undefined: 'nothing',
  null: 'null',
  boolean: 'a boolean',
  number: 'a number',
  text: 'a text',
  list: 'a list',
  object: 'an object',
  function: 'a function',
  other: 'a value of another kind',
};

/** Every kind there is. */
export const allKinds = Object.keys(kindNames) as readonly Kind[]; // a record over `Kind` has all its names

/** Longer lists and objects are not read to the end: no option has as many entries. */
const mostEntries = 100_000;

/** A longer text is cut in a message. */
const longestText = 60;

/** What kind a value is. A value that can't be looked at, such as a revoked proxy, is `other`. */
export function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'undefined':
    case 'boolean':
    case 'number':
    case 'function':
      return typeof value as Kind; // the four names are the same as in `Kind`
    case 'string':
      return 'text';
    case 'object':
      return attempt<Kind>(() => (Array.isArray(value) ? 'list' : objectKind(value)), 'other');
    default:
      return 'other';
  }
}

/** One named part of a value. */
export interface Entry {
  /** The property name, or the index of a list as text. */
  readonly key: string;

  /** The value; undefined if reading it threw. */
  readonly value: unknown;

  /** Whether the value could be read. */
  readonly readable: boolean;
}

/**
 * The own enumerable properties of an object with texts as keys, or every element of a list, holes included; undefined
 * if the value has no parts, can't be listed, or has more than 100,000.
 */
export function entriesOf(value: unknown): readonly Entry[] | undefined {
  const kind = kindOf(value);
  if (kind !== 'list' && kind !== 'object') return undefined;
  return keysOf(value as object)?.map((key) => readEntry(value as object, key)); // both kinds are objects
}

/** The keys of {@link entriesOf}, of what has parts. */
export function keysOf(container: object): readonly string[] | undefined {
  return attempt(() => {
    const keys = Array.isArray(container) ? indices(container.length) : Object.keys(container);
    return keys.length > mostEntries ? undefined : keys;
  }, undefined);
}

/** One property of an object: its own, or one that its class gives it; what every object has does not count. */
export function readEntry(container: object, key: string): Entry {
  try {
    const everyObjectHasIt = key in Object.prototype && !Object.prototype.hasOwnProperty.call(container, key);
    const value: unknown = everyObjectHasIt ? undefined : Reflect.get(container, key);
    if (value !== unreadable) return { key, value, readable: true };
  } catch {
    // as what a settled copy has for it
  }
  return { key, value: undefined, readable: false };
}

/** What stands in a settled copy for what could not be read. */
export const unreadable = Symbol('unreadable');

/** A part of a value; undefined where there is none, or it can't be read, or the value has no parts. */
export function partOf(value: unknown, key: string): unknown {
  const kind = kindOf(value);
  return kind === 'object' || kind === 'list' ? readEntry(value as object, key).value : undefined; // of such a kind
}

/** The elements of a list, holes included; undefined if it is none. One that can't be read is undefined. */
export function elementsOf(value: unknown): readonly unknown[] | undefined {
  return kindOf(value) === 'list' ? entriesOf(value)?.map((entry) => entry.value) : undefined;
}

/** Whether a value that was read as YAML or JSON is a map. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is an object that no class made. */
export function isPlain(value: unknown): boolean {
  return attempt(() => {
    if (typeof value !== 'object' || value === null) return false;
    const prototype: unknown = Object.getPrototypeOf(value);
    // the prototype of plain objects has none itself; this holds for objects of another realm, too
    return prototype === null || Object.getPrototypeOf(prototype) === null;
  }, false);
}

/** A value for a message: a text in double quotes and cut, a number or boolean as it is; of all else, and of a text with a secret in it, the kind. */
export function describe(value: unknown): string {
  const kind = kindOf(value);
  if (kind === 'number' || kind === 'boolean') return String(value);
  if (kind !== 'text') return kindNames[kind];
  const text = value as string; // kind 'text'
  if (masked(text) !== text) return kindNames.text;
  return JSON.stringify(text.length > longestText ? `${text.slice(0, longestText)}…` : text);
}

/** The kind of a value for a message, where the value itself must not or need not be printed. */
export function describeKind(value: unknown): string {
  return kindNames[kindOf(value)];
}

/** A path with one more step: `a` and `b` give `a.b`; a list index or a name that needs quoting goes in brackets. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  const shown = key.length > longestText ? `${key.slice(0, longestText)}…` : key;
  if (!/^[A-Za-z_$][-\w$]*$/.test(shown)) return `${path}[${JSON.stringify(shown)}]`;
  return path === '' ? shown : `${path}.${shown}`;
}

function objectKind(value: object): Kind {
  // tells plain objects and class instances from Date, Map, Promise … in any realm
  return Object.prototype.toString.call(value) === '[object Object]' ? 'object' : 'other';
}

/** At most one more than are read. */
function indices(length: number): string[] {
  const keys: string[] = [];
  for (let index = 0; index < length && index <= mostEntries; index++) keys.push(String(index));
  return keys;
}

/** What reading gives, or something else where it throws. */
export function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
