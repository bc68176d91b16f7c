import { types } from 'node:util';
import { isMadeAtAll, made } from './made';
import { put } from './put';
import { attempt, entriesOf, isPlain, kindOf, readEntry, unreadable, type Entry } from './read';

/** More parts are in nothing that anybody wrote: what comes after them is left unread. */
const mostParts = 1_000_000;

/**
 * A copy of what a caller gave, read once: it has no getters, is no proxy, and does not change, so that nothing throws that reads it, and what
 * was checked is what is used. Lists, objects and regular expressions are copied, with whatever refers to itself; what can't be read is `unreadable` in
 * the copy. What this library has made is not copied, and neither are functions and objects of other kinds, which nothing reads: of them only proxies are `unreadable`.
 *
 * It changes no type: a value of the type stays one of it.
 */
export function settled<T>(given: T): T {
  const copies = new Map<object, object>();
  const waiting: (readonly [from: object, to: object, entries: readonly Entry[]])[] = [];
  let parts = 0;

  const copyOf = (value: unknown): unknown => {
    const kind = kindOf(value);
    if (kind !== 'list' && kind !== 'object')
      return types.isProxy(value) ? unreadable : (regExpOf(value) ?? value);
    const source = value as object; // both kinds are objects
    if (isMadeAtAll(source) || isFixed(source)) return source;
    const known = copies.get(source);
    if (known !== undefined) return known;
    const entries = entriesOf(source);
    parts += entries?.length ?? 0;
    if (entries === undefined || parts > mostParts) return unreadable;
    const copy = kind === 'list' ? [] : emptyLike(source);
    copies.set(source, copy);
    waiting.push([source, copy, entries]);
    return copy;
  };

  const result = copyOf(given);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [from, to, entries] = next;
    for (const entry of entries) define(to, entry, copyOf, true);
    if (Array.isArray(to) || isPlain(from)) continue;
    for (const entry of inherited(from)) define(to, entry, copyOf, false);
  }
  // the parts of a copy are known for fixed by what they are
  if (copies.size > 0) made('settled value', result as object); // the first copy
  for (const copy of copies.values()) Object.freeze(copy);
  return result as T; // it has the same parts
}

/** Whether a list or a plain object can never change, nor throw: it needs no copy, and is looked at once. */
function isFixed(source: object, depth = 0): boolean {
  // what refers to itself has no end
  if (depth > deepestFixed || types.isProxy(source) || !Object.isFrozen(source)) return false;
  if (!Array.isArray(source) && !isPlain(source)) return false;
  const parts = Object.values(Object.getOwnPropertyDescriptors(source));
  const isSo =
    parts.length <= mostFixed &&
    parts.every((part) => 'value' in part && isFixedValue(part.value, depth + 1));
  if (isSo) made('settled value', source);
  return isSo;
}

/** More than a list of statuses has. */
const mostFixed = 1_000;

/** More than a domain of a label has. */
const deepestFixed = 3;

function isFixedValue(value: unknown, depth: number): boolean {
  if (typeof value === 'function') return false;
  return typeof value !== 'object' || value === null || isMadeAtAll(value) || isFixed(value, depth);
}

function define(
  to: object,
  { key, value, readable }: Entry,
  copyOf: (value: unknown) => unknown,
  enumerable: boolean,
): void {
  const part = readable ? copyOf(value) : unreadable;
  if (enumerable) put(to, key, part);
  else if (!Object.hasOwn(to, key)) Object.defineProperty(to, key, { value: part });
}

/** What the copies of instances inherit from, so that they are still told from plain objects. */
const instance: object = Object.create({}) as object;

function emptyLike(source: object): object {
  return isPlain(source) ? {} : (Object.create(instance) as object);
}

/** Longer chains of prototypes, and larger prototypes, are not looked at: no options have them. */
const most = 100;

/** What an instance has by its class: what getters give, and values that are no methods. */
function inherited(source: object): readonly Entry[] {
  return attempt(() => {
    const keys = new Set<string>();
    let level: unknown = Object.getPrototypeOf(source);
    for (let depth = 0; depth < most && typeof level === 'object' && level !== null; depth++) {
      const above: unknown = Object.getPrototypeOf(level);
      // the last one is that of all objects
      if (above !== null) for (const key of Object.getOwnPropertyNames(level).slice(0, most)) keys.add(key);
      level = above;
    }
    return [...keys]
      .map((key) => readEntry(source, key))
      .filter(({ value }) => typeof value !== 'function' && value !== undefined);
  }, []);
}

/** A regular expression without anything that was added to it. */
function regExpOf(value: unknown): RegExp | undefined {
  return types.isRegExp(value) ? attempt(() => new RegExp(value), undefined) : undefined;
}
