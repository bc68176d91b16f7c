import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { describeKind, entriesOf, isPlain, joinPath, kindOf } from '../problem/read';
import { unprintableText } from '../yaml/unprintable';

/** A value that YAML and Helm can hold. */
export type PlainValue = null | boolean | number | string | readonly PlainValue[] | PlainMap;

/** A map that YAML and Helm can hold. */
export interface PlainMap {
  readonly [key: string]: PlainValue;
}

/** Deeper values are none that anybody wrote. */
const deepest = 100;

/** Larger values are none that anybody wrote; a few objects that refer to each other can be that large. */
const mostParts = 200_000;

/** A copy of a value, and what could not be copied. */
export interface PlainCopy {
  /** The copy; undefined if nothing of it is plain data. */
  readonly data: PlainValue | undefined;

  /** What was left out, and why: `OPT002`. */
  readonly problems: readonly Problem[];
}

/**
 * A deep copy of plain data, with sorted keys and nothing shared, neither with the input nor within itself (YAML would
 * print what is shared as an anchor). A property that is undefined is left out. What is no plain data is left out and
 * reported: functions, class instances, Dates, NaN, cycles. Never throws.
 *
 * @param path where the value stands
 */
export function plainCopy(value: unknown, path: string): PlainCopy {
  const problems: Problem[] = [];
  const ancestors = new Set<unknown>();
  let parts = 0;

  const refuse = (where: string, why: string): PlainValue | undefined => {
    problems.push(
      error(
        'OPT002',
        `'${where}' ${why}: only texts, numbers, booleans, null, lists and maps can be written as YAML`,
        { path: where },
      ),
    );
    return undefined;
  };

  const copy = (part: unknown, where: string): PlainValue | undefined => {
    parts += 1;
    if (parts > mostParts)
      return parts === mostParts + 1 ? refuse(where, 'is part of too large a value') : undefined;
    if (part === null || typeof part === 'boolean') return part;
    if (typeof part === 'string') {
      const why = unprintableText(part);
      return why === undefined ? part : refuse(where, why);
    }
    if (typeof part === 'number')
      return Number.isFinite(part) ? part : refuse(where, `(${part}) is no number`);
    if (ancestors.has(part)) return refuse(where, 'contains itself');
    if (ancestors.size >= deepest) return refuse(where, `is nested more than ${deepest} levels deep`);
    const entries = isListOrMap(part) ? entriesOf(part) : undefined;
    if (entries === undefined) return refuse(where, `(${describeKind(part)}) is no plain data`);
    ancestors.add(part);
    const isList = kindOf(part) === 'list';
    const copied: [string, PlainValue][] = [];
    for (const { key, value: inner, readable } of entries) {
      const below = joinPath(where, isList ? Number(key) : key);
      if (readable && inner === undefined && !isList) continue;
      const unprintableKey = unprintableText(key);
      if (unprintableKey !== undefined) {
        refuse(below, `is a key that ${unprintableKey}`);
        continue;
      }
      const result = readable ? copy(inner, below) : refuse(below, "can't be read");
      if (result !== undefined) copied.push([key, result]);
    }
    ancestors.delete(part);
    return isList ? copied.map(([, inner]) => inner) : sorted(copied);
  };

  return { data: copy(value, path), problems };
}

/** Whether a value is a map: neither a scalar nor a list. */
export function isMap(value: PlainValue | undefined): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys; undefined if there is none, or something on the way is no map. */
export function valueAt(values: PlainMap, keys: readonly string[]): PlainValue | undefined {
  let value: PlainValue | undefined = values;
  for (const key of keys) value = isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** A map with its keys in order, of the entries of another. */
export function sorted(entries: readonly (readonly [string, PlainValue])[]): PlainMap {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** A list, or an object that no class made. */
function isListOrMap(value: unknown): boolean {
  const kind = kindOf(value);
  return kind === 'list' || (kind === 'object' && isPlain(value));
}

/** The map at a key; an empty one where there is none. */
export function mapIn(map: PlainMap, key: string): PlainMap {
  const value = map[key];
  return isMap(value) ? value : {};
}

/** Whether a value is a list. */
export function isList(value: PlainValue | undefined): value is readonly PlainValue[] {
  return Array.isArray(value);
}

/** The list at a key; an empty one where there is none. */
export function listIn(map: PlainMap, key: string): readonly PlainValue[] {
  const value = map[key];
  return isList(value) ? value : [];
}
