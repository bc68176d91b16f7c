import { mayBeShown } from '../secrets/masked';
import { isMade } from './made';
import type { Problem } from './problem';
import { error } from './problems';
import { allKinds, type Entry, type Kind, describeKind, entriesOf, joinPath, kindOf } from './read';
import { sideTable } from './side-table';

/**
 * What a value must look like, for people who run without type checks. Made with the functions of this file, of
 * `object-shape.ts` and of `scalar-shapes.ts`, and tried with {@link checkShape}. Its problems have three ids:
 * `OPT001` a property that nothing reads, `OPT002` a value of the wrong type or form, `OPT003` a property that is
 * missing.
 *
 * @example
 * const options = object<Options>({ name: required(text(dnsLabel)), replicas: optional(integer({ min: 1 })) });
 * const problems = checkShape(given, options);
 *
 *
 * @typeParam T the type that the shape describes, exactly: neither a wider nor a narrower shape is accepted in its
 * place, so that the shape and the interface can't drift apart
 */
export interface Shape<T> {
  /** What is expected, after `must be`: `a text that is a DNS label`. */
  readonly expected: string;

  /** The kinds of value that it can be. */
  readonly kinds: readonly Kind[];

  /** What is wrong with a value. Never throws. */
  readonly check: (value: unknown, path: string) => Problem[];

  /** Never there: it only makes the compiler compare `T`. */
  readonly type?: (value: T) => T;
}

/**
 * Everything that is wrong with a value; nothing if it has the shape. Never throws, whatever the value is.
 *
 * @param path where the value stands, before the names of its own properties. Default: nothing
 */
export function checkShape<T>(value: unknown, shape: Shape<T>, path = ''): Problem[] {
  return shape.check(value, path);
}

/**
 * A list whose elements all have one shape.
 *
 * @param size.min the least number of elements. Default: 0
 */
export function list<T>(of: Shape<T>, size: { readonly min?: number } = {}): Shape<readonly T[]> {
  const min = size.min ?? 0;
  const expected = min === 0 ? 'a list' : `a list with at least ${min} of ${of.expected}`;
  return make(['list'], expected, (value, path) => {
    const entries = entriesOf(value);
    if (entries === undefined) return [unreadable(path)];
    if (entries.length < min) return [wrongValue(path, `a list of ${entries.length}`, expected)];
    return entries.flatMap((entry, index) => checkEntry(entry, of, joinPath(path, index)));
  });
}

/**
 * An object with any keys, whose values all have one shape. A property that is undefined counts as left out.
 *
 * @param keys the rule for the keys. Default: any key
 */
export function record<T>(of: Shape<T>, keys?: Shape<string>): Shape<Readonly<Record<string, T>>> {
  return make(['object'], 'an object', (value, path) => {
    const entries = entriesOf(value);
    if (entries === undefined) return [unreadable(path)];
    return entries
      .filter(({ value: part, readable }) => part !== undefined || !readable)
      .flatMap((entry) => {
        const below = joinPath(path, entry.key);
        return [...(keys?.check(entry.key, below) ?? []), ...checkEntry(entry, of, below)];
      });
  });
}

/**
 * A value of one of two shapes; for three, write `either(a, either(b, c))`. If neither fits, the problems are those of
 * the shape that comes nearer: of the value's kind, and with fewer problems.
 */
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  const kinds = [...new Set([...first.kinds, ...second.kinds])];
  return make(kinds, `${first.expected} or ${second.expected}`, (value, path) => {
    const kind = kindOf(value);
    const a = first.kinds.includes(kind) ? first.check(value, path) : undefined;
    const b = second.kinds.includes(kind) ? second.check(value, path) : undefined;
    const nearer = a === undefined || (b !== undefined && b.length < a.length) ? (b ?? []) : a;
    // where the value as a whole is wrong, both shapes are named
    const whole = nearer.length === 1 && nearer[0]?.id === 'OPT002' && nearer[0].path === at(path).path;
    if (!whole) return nearer;
    if (kind !== 'text')
      return [wrongValue(path, describeOther(value, path), `${first.expected} or ${second.expected}`)];
    // whether the text may be printed is known to its own shape only, so its sentence goes on
    const other = nearer === a ? second : first;
    return other.kinds.every((each) => each === 'boolean' || each === 'number')
      ? nearer.map((each) => ({ ...each, message: `${each.message} or ${other.expected}` }))
      : nearer;
  });
}

/**
 * The same shape, which looks at a value that never changes only once: what one construct hands to the next is checked by each.
 *
 * @param of a shape of objects
 */
export function once<T extends object>(of: Shape<T>): Shape<T> {
  const well = sideTable<true>();
  return {
    ...of,
    check: (value, path) => {
      const isFixed = isMade('settled value', value);
      if (isFixed && well.has(value)) return [];
      const found = of.check(value, path);
      if (isFixed && found.length === 0) well.set(value, true);
      return found;
    },
  };
}

/** Any value at all, for a property that something else checks. */
export function anything<T>(): Shape<T> {
  return { expected: 'anything', kinds: allKinds, check: () => [] };
}

/**
 * A new shape: of these kinds, and then as `check` says.
 *
 * @param expected what a value must be, after `must be`
 * @param check what is wrong with a value of the right kind; must not throw
 */
export function make<T>(
  kinds: readonly Kind[],
  expected: string,
  check: (value: unknown, path: string) => Problem[],
): Shape<T> {
  return {
    expected,
    kinds,
    check: (value, path) =>
      kinds.includes(kindOf(value))
        ? check(value, path)
        : [wrongValue(path, describeOther(value, path), expected)],
  };
}

/** A value of the wrong kind: numbers and booleans are printed with it, texts never, as they may be secrets. */
function describeOther(value: unknown, path: string): string {
  const kind = kindOf(value);
  const isShown = (kind === 'number' || kind === 'boolean') && mayBeShown(value, path);
  return isShown ? `the ${kind} ${String(value)}` : describeKind(value);
}

/**
 * A value that is not what it must be.
 *
 * @param described the value, or its kind where the value must not be printed
 */
export function wrongValue(path: string, described: string, expected: string): Problem {
  return error('OPT002', `${quote(path)} (${described}) must be ${expected}`, at(path));
}

/** What is wrong with one part of a value; a part that can't be read is wrong. */
export function checkEntry<T>(entry: Entry, shape: Shape<T>, path: string): Problem[] {
  return entry.readable ? shape.check(entry.value, path) : [unreadable(path)];
}

/** A value that can't be looked at. */
export function unreadable(path: string): Problem {
  return error(
    'OPT002',
    `${quote(path)} can't be read: reading it throws, or it has too many entries`,
    at(path),
  );
}

/** A path as the thing a message is about. */
export function quote(path: string): string {
  return path === '' ? 'the options' : `'${path}'`;
}

/** The path of a problem, if there is one. */
export function at(path: string): { path?: string } {
  return path === '' ? {} : { path };
}
