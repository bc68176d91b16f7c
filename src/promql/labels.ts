import { entriesOf, kindOf } from '../problem/read';

/**
 * The labels a result can have. `open` says that there may be more than those named, which no check may then hold
 * against anyone.
 */
export interface LabelSet {
  readonly names: ReadonlySet<string>;
  readonly open: boolean;
}

/** Exactly these labels. */
export function closed(names: Iterable<string>): LabelSet {
  return { names: new Set(names), open: false };
}

/** These labels, and perhaps others. */
export function open(names: Iterable<string> = []): LabelSet {
  return { names: new Set(names), open: true };
}

/** The labels without some of them. */
export function without(set: LabelSet, names: Iterable<string>): LabelSet {
  const gone = new Set(names);
  return { names: new Set([...set.names].filter((name) => !gone.has(name))), open: set.open };
}

/** The labels with others added. */
export function withMore(set: LabelSet, names: Iterable<string>): LabelSet {
  return { names: new Set([...set.names, ...names]), open: set.open };
}

/** Whether a result surely has no such label. */
export function lacks(set: LabelSet, name: string): boolean {
  return !set.open && !set.names.has(name);
}

/** Whether two results surely have different labels. */
export function differ(a: LabelSet, b: LabelSet): boolean {
  if (a.open || b.open) return false;
  return a.names.size !== b.names.size || [...a.names].some((name) => !b.names.has(name));
}

/** The labels in alphabetical order, for a message. */
export function listLabels(names: Iterable<string>): string {
  const list = [...names].sort();
  return list.length === 0 ? 'no labels' : list.join(', ');
}

/** The elements of a list of texts, undefined if it is none: what a caller gives may be anything. */
export function textsOf(given: unknown): readonly string[] | undefined {
  const values = kindOf(given) === 'list' ? entriesOf(given)?.map(({ value }) => value) : undefined;
  return values?.every((value) => typeof value === 'string') === true ? values : undefined;
}
