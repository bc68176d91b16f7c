import { types } from 'node:util';
import { isTargetLabel } from '../../contract/target-labels';
import { attempt, entriesOf, kindOf, partOf } from '../../problem/read';
import type { Matcher } from '../syntax/ast';
import { matchesEmpty } from '../syntax/regex';

/**
 * What is known of the labels of every series of a result. An empty value is no label.
 *
 * A small algebra: each operation of the language has its counterpart here, and nothing is known that need not be true.
 */
export interface LabelSet {
  /** The labels that the series have. */
  readonly names: ReadonlySet<string>;

  /** Whether there may be more than those named, which no check may then hold against anyone. */
  readonly open: boolean;

  /**
   * Those of `names` that some of the series may lack.
   *
   * @default - each series has all of them
   */
  readonly maybe?: ReadonlySet<string>;

  /**
   * The labels that have one value in all series.
   *
   * @default - none
   */
  readonly values?: ReadonlyMap<string, string>;

  /**
   * The labels that no series has, though the set is open.
   *
   * @default - none
   */
  readonly gone?: ReadonlySet<string>;
}

/** Exactly these labels. */
export function closed(names: Iterable<string>): LabelSet {
  return { names: new Set(names), open: false };
}

/** These labels, and perhaps others. */
export function open(names: Iterable<string> = []): LabelSet {
  return { names: new Set(names), open: true };
}

/** Whether a result surely has no such label. */
export function lacks(set: LabelSet, name: string): boolean {
  return set.gone?.has(name) === true || (!set.open && !set.names.has(name));
}

/**
 * Whether a label surely tells series of a result apart: all of their labels are known, and it has several values. What a scrape adds says the same of a target in
 * several labels.
 */
export function tellsApart({ open: isOpen, names, values }: LabelSet, name: string): boolean {
  return !isOpen && names.has(name) && values?.has(name) !== true && !isTargetLabel(name);
}

/** Whether each series of a result surely has that label. */
export function surelyHas(set: LabelSet, name: string): boolean {
  return set.names.has(name) && set.maybe?.has(name) !== true;
}

/** The labels without some of them: `without (…)`. */
export function without(set: LabelSet, names: Iterable<string>): LabelSet {
  const draft = draftOf(set);
  for (const name of names) remove(draft, name);
  return finished(draft);
}

/** Only some of the labels: `by (…)`. */
export function only(set: LabelSet, names: Iterable<string>): LabelSet {
  const draft = draftOf(closed([]));
  for (const name of names) copy(draft, set, name);
  return finished(draft);
}

/** The labels with others that each series gets. */
export function withMore(set: LabelSet, names: Iterable<string>): LabelSet {
  const draft = draftOf(set);
  for (const name of names) put(draft, name);
  return finished(draft);
}

/** The labels with one that may be written, or taken away: `label_replace`. */
export function withPerhaps(set: LabelSet, name: string): LabelSet {
  return withAllPerhaps(set, [name]);
}

/** The labels with others that some series may have, and some may lack. */
export function withAllPerhaps(set: LabelSet, names: Iterable<string>): LabelSet {
  const draft = draftOf(set);
  for (const name of names) {
    put(draft, name);
    draft.maybe.add(name);
  }
  return finished(draft);
}

/** The labels with one of that value; an empty one takes it away. */
export function withValue(set: LabelSet, name: string, value: string): LabelSet {
  const draft = draftOf(set);
  putValue(draft, name, value);
  return finished(draft);
}

/** Exactly the labels that somebody says there are, with the values that are known; what is said is not believed where it is surely wrong. */
export function asStated(set: LabelSet, names: readonly string[]): LabelSet {
  const stated = closed(names);
  if (differ(set, stated)) return set;
  const values = [...(set.values ?? [])].filter(([name]) => stated.names.has(name));
  return values.length === 0 ? stated : { ...stated, values: new Map(values) };
}

/** What is left of the labels of a metric's series where matchers let series through. */
export function matched(set: LabelSet, matchers: readonly Matcher[]): LabelSet {
  const draft = draftOf(set);
  for (const matcher of matchers) {
    const { label, operator, value } = matcher;
    if (label === '__name__' || lacks(draft, label)) continue;
    if (operator === '=') putValue(draft, label, value);
    else if (!surelyHas(draft, label) && !matchesEmpty(matcher)) put(draft, label);
  }
  return finished(draft);
}

/** The labels of one of two results: `or`. */
export function either(a: LabelSet, b: LabelSet): LabelSet {
  const draft = draftOf({ names: new Set(), open: a.open || b.open });
  for (const name of new Set([...a.names, ...b.names])) {
    draft.names.add(name);
    if (!surelyHas(a, name) || !surelyHas(b, name)) draft.maybe.add(name);
    const value = a.values?.get(name);
    if (value !== undefined && value === b.values?.get(name)) draft.values.set(name, value);
  }
  for (const name of [...(a.gone ?? []), ...(b.gone ?? [])])
    if (lacks(a, name) && lacks(b, name)) draft.gone.add(name);
  return finished(draft);
}

/** Labels of a group that are taken over from the other side: `group_left (…)`. */
export function takenOver(many: LabelSet, one: LabelSet, names: readonly string[]): LabelSet {
  const draft = draftOf(many);
  for (const name of names) copy(draft, one, name);
  return finished(draft);
}

/** A label in which two results surely differ, so that no series of the one belongs to one of the other. */
export interface Clash {
  readonly label: string;

  /** The value on each side; undefined where the label is on that side with any value, empty where it is not there. */
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** Why no series of two results can agree in a label, if that is sure. */
function clashIn(label: string, left: LabelSet, right: LabelSet): Clash | undefined {
  const [a, b] = [valueOf(left, label), valueOf(right, label)];
  const apart = a !== undefined && b !== undefined && a !== b;
  const onlyOne = (a === '' && surelyHas(right, label)) || (b === '' && surelyHas(left, label));
  return apart || onlyOne ? { label, left: a, right: b } : undefined;
}

/** Every clash in some of the labels, or in all but some. */
export function clashes(
  left: LabelSet,
  right: LabelSet,
  how: { readonly type: 'on' | 'ignoring'; readonly labels: readonly string[] },
): readonly Clash[] {
  const all = new Set([...left.names, ...right.names]);
  const ignored = new Set(how.labels);
  const compared = how.type === 'on' ? how.labels : [...all].filter((name) => !ignored.has(name));
  return compared.flatMap((label) => clashIn(label, left, right) ?? []);
}

function valueOf(set: LabelSet, label: string): string | undefined {
  return lacks(set, label) ? '' : set.values?.get(label);
}

/** Whether two results surely have different labels. */
export function differ(a: LabelSet, b: LabelSet): boolean {
  return clashes(a, b, { type: 'ignoring', labels: [] }).some(
    ({ left, right }) => (left === '') !== (right === ''),
  );
}

/** More labels are counted in a message, not named. */
const mostNamed = 50;

/** The labels in alphabetical order, for a message. */
export function listLabels(names: Iterable<string>): string {
  const list = [...names].sort();
  if (list.length === 0) return 'no labels';
  const rest = list.length > mostNamed ? ` and ${list.length - mostNamed} more` : '';
  return `${list.slice(0, mostNamed).join(', ')}${rest}`;
}

/** The elements of a list of texts, undefined if it is none: what a caller gives may be anything. */
export function textsOf(given: unknown): readonly string[] | undefined {
  const values = kindOf(given) === 'list' ? entriesOf(given)?.map(({ value }) => value) : undefined;
  return values?.every((value) => typeof value === 'string') === true ? values : undefined;
}

/** Whether a value is a set of labels, as the flow of an expression has it, and not a list of names. */
export function isLabelSet(value: unknown): value is LabelSet {
  const areTexts = (set: unknown): boolean =>
    types.isSet(set) && attempt(() => [...set].every((each) => typeof each === 'string'), false);
  const isSetOrNone = (set: unknown): boolean => set === undefined || areTexts(set);
  const values = partOf(value, 'values');
  return (
    !types.isProxy(value) &&
    areTexts(partOf(value, 'names')) &&
    typeof partOf(value, 'open') === 'boolean' &&
    (values === undefined || types.isMap(values)) &&
    ['maybe', 'gone'].every((key) => isSetOrNone(partOf(value, key)))
  );
}

/** A set that is worked at: a text may name a hundred thousand labels, and each is a step. */
interface Draft {
  readonly names: Set<string>;
  readonly open: boolean;
  readonly maybe: Set<string>;
  readonly values: Map<string, string>;
  readonly gone: Set<string>;
}

function draftOf({ names, open: isOpen, maybe, values, gone }: LabelSet): Draft {
  return {
    names: new Set(names),
    open: isOpen,
    maybe: new Set(maybe),
    values: new Map(values),
    gone: new Set(gone),
  };
}

function put(draft: Draft, name: string): void {
  draft.names.add(name);
  draft.maybe.delete(name);
  draft.values.delete(name);
  draft.gone.delete(name);
}

function putValue(draft: Draft, name: string, value: string): void {
  if (value === '') {
    remove(draft, name);
    return;
  }
  put(draft, name);
  draft.values.set(name, value);
}

function remove(draft: Draft, name: string): void {
  draft.names.delete(name);
  draft.maybe.delete(name);
  draft.values.delete(name);
  if (draft.open) draft.gone.add(name);
}

/** Makes a label what it is in another set. */
function copy(draft: Draft, from: LabelSet, name: string): void {
  if (lacks(from, name)) {
    remove(draft, name);
    return;
  }
  put(draft, name);
  if (!surelyHas(from, name)) draft.maybe.add(name);
  const value = from.values?.get(name);
  if (value !== undefined) draft.values.set(name, value);
}

/** The set, without what says nothing. */
function finished({ names, open: isOpen, maybe, values, gone }: Draft): LabelSet {
  return {
    names,
    open: isOpen,
    ...(maybe.size === 0 ? {} : { maybe }),
    ...(values.size === 0 ? {} : { values }),
    ...(!isOpen || gone.size === 0 ? {} : { gone }),
  };
}
