/**
 * Reading values that came from outside the type system: nothing in here throws, whatever is read.
 */

/** Whether a value is a list. */
export function isList(value: object): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a proxy that was revoked
  }
}

/** The elements of a list that can be read. */
export function readList(list: readonly unknown[]): readonly unknown[] {
  try {
    return list.length > mostEntries ? [] : Array.from(list);
  } catch {
    return [];
  }
}

/** The properties of an object that can be read. */
export function readEntries(map: object): readonly (readonly [string, unknown])[] {
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
