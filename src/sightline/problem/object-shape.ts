import { nearest } from './nearest';
import type { Problem } from './problem';
import { error } from './problems';
import { joinPath, keysOf, readEntry } from './read';
import { at, checkEntry, make, quote, type Shape, unreadable } from './shape';

/** One property of an object shape. */
export interface Field<T, Required extends boolean> {
  /** Whether an object without it is wrong. */
  readonly required: Required;

  /** What its value must look like. */
  readonly shape: Shape<T>;
}

/** The fields of an interface: every property by its name, `required` or `optional` as the interface has it. */
export type Fields<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? Field<Exclude<T[K], undefined>, false>
    : Field<T[K], true>;
};

/**
 * An object with these properties and no others. Write the interface as type argument, `object<Options>({…})`: then
 * the compiler refuses a property that is missing in the shape, one too many, or one of another type.
 *
 * @param expected what it must be, where that says more than its properties
 */
export function object<T extends object>(fields: Fields<T>, expected = 'an object'): Shape<T> {
  // `Fields<T>` has one Field for each key of T; which type each has no longer matters when checking
  const known = new Map(Object.entries(fields) as [string, Field<unknown, boolean>][]);
  // the kind is checked by then, so it is an object
  return make(['object'], expected, (value, path) => checkFields(value as object, known, path));
}

/** A property that must be there. */
export function required<T>(shape: Shape<T>): Field<T, true> {
  return { required: true, shape };
}

/** A property that may be left out, or be undefined. */
export function optional<T>(shape: Shape<T>): Field<T, false> {
  return { required: false, shape };
}

function checkFields(
  container: object,
  fields: ReadonlyMap<string, Field<unknown, boolean>>,
  path: string,
): Problem[] {
  const own = keysOf(container);
  if (own === undefined) return [unreadable(path)];
  const meant = new Set<string>();
  const found: Problem[] = [];
  for (const key of own) {
    if (fields.has(key)) continue;
    const likely = nearest(key, fields.keys());
    if (likely !== undefined) meant.add(likely);
    found.push(unknownProperty(path, key, likely, fields));
  }
  for (const [key, field] of fields) {
    const entry = readEntry(container, key);
    const left = entry.readable && entry.value === undefined;
    if (!left) found.push(...checkEntry(entry, field.shape, joinPath(path, key)));
    // a misspelt property is one mistake, not two
    else if (field.required && !meant.has(key)) found.push(missingProperty(path, key, field.shape));
  }
  return found;
}

function unknownProperty(
  path: string,
  key: string,
  likely: string | undefined,
  fields: ReadonlyMap<string, unknown>,
): Problem {
  const below = joinPath(path, key);
  const known = [...fields.keys()].sort();
  return error('OPT001', `${quote(below)} is no property that is read here, so it would change nothing`, {
    ...at(below),
    fix: likely === undefined ? `remove it; known are ${known.join(', ')}` : `write '${likely}'`,
  });
}

function missingProperty<T>(path: string, key: string, shape: Shape<T>): Problem {
  const below = joinPath(path, key);
  return error('OPT003', `${quote(below)} is missing: it must be ${shape.expected}`, at(below));
}
