import { entriesOf, kindOf } from '../problem/read';
import type { Matcher } from './ast';
import { matchesEmpty } from './regex';

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

/** Whether each series of a result surely has that label. */
export function surelyHas(set: LabelSet, name: string): boolean {
  return set.names.has(name) && set.maybe?.has(name) !== true;
}

/** The labels without some of them: `without (…)`. */
export function without(set: LabelSet, names: Iterable<string>): LabelSet {
  const away = new Set(names);
  const isLeft = (name: string): boolean => !away.has(name);
  return build({
    names: [...set.names].filter(isLeft),
    open: set.open,
    maybe: [...(set.maybe ?? [])].filter(isLeft),
    values: [...(set.values ?? [])].filter(([name]) => isLeft(name)),
    gone: set.open ? [...(set.gone ?? []), ...away] : [],
  });
}

/** Only some of the labels: `by (…)`. */
export function only(set: LabelSet, names: Iterable<string>): LabelSet {
  const kept = [...new Set(names)].filter((name) => !lacks(set, name));
  return build({
    names: kept,
    open: false,
    maybe: kept.filter((name) => !surelyHas(set, name)),
    values: [...(set.values ?? [])].filter(([name]) => kept.includes(name)),
  });
}

/** The labels with others that each series gets. */
export function withMore(set: LabelSet, names: Iterable<string>): LabelSet {
  const more = [...names];
  return build({
    names: [...set.names, ...more],
    open: set.open,
    maybe: [...(set.maybe ?? [])].filter((name) => !more.includes(name)),
    values: [...(set.values ?? [])].filter(([name]) => !more.includes(name)),
    gone: [...(set.gone ?? [])].filter((name) => !more.includes(name)),
  });
}

/** The labels with one that may be written, or taken away: `label_replace`. */
export function withPerhaps(set: LabelSet, name: string): LabelSet {
  const all = withMore(set, [name]);
  return build({ ...partsOf(all), maybe: [...(all.maybe ?? []), name] });
}

/** The labels with one of that value; an empty one takes it away. */
export function withValue(set: LabelSet, name: string, value: string): LabelSet {
  if (value === '') return without(set, [name]);
  const all = withMore(set, [name]);
  return build({ ...partsOf(all), values: [...(all.values ?? []), [name, value]] });
}

/** What is left of the labels of a metric's series where matchers let series through. */
export function matched(set: LabelSet, matchers: readonly Matcher[]): LabelSet {
  let result = set;
  for (const matcher of matchers) {
    const { label, operator, value } = matcher;
    if (label === '__name__' || lacks(result, label)) continue;
    if (operator === '=') result = withValue(result, label, value);
    else if (!matchesEmpty(matcher) && !surelyHas(result, label)) result = withMore(result, [label]);
  }
  return result;
}

/** The labels of one of two results: `or`. */
export function either(a: LabelSet, b: LabelSet): LabelSet {
  const names = [...new Set([...a.names, ...b.names])];
  const same = [...(a.values ?? [])].filter(([name, value]) => b.values?.get(name) === value);
  return build({
    names,
    open: a.open || b.open,
    maybe: names.filter((name) => !surelyHas(a, name) || !surelyHas(b, name)),
    values: same,
    gone: [...(a.gone ?? []), ...(b.gone ?? [])].filter((name) => lacks(a, name) && lacks(b, name)),
  });
}

/** Labels of a group that are taken over from the other side: `group_left (…)`. */
export function takenOver(many: LabelSet, one: LabelSet, names: readonly string[]): LabelSet {
  return names.reduce((set, name) => {
    if (lacks(one, name)) return without(set, [name]);
    const value = one.values?.get(name);
    if (value !== undefined) return withValue(set, name, value);
    return surelyHas(one, name) ? withMore(set, [name]) : withPerhaps(set, name);
  }, many);
}

/** A label in which two results surely differ, so that no series of the one belongs to one of the other. */
export interface Clash {
  readonly label: string;

  /** The value on each side; undefined where the label is on that side with any value, empty where it is not there. */
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** Why no series of two results can agree in a label, if that is sure. */
export function clashIn(label: string, left: LabelSet, right: LabelSet): Clash | undefined {
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
  const compared = how.type === 'on' ? how.labels : [...all].filter((name) => !how.labels.includes(name));
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

interface Parts {
  readonly names: readonly string[];
  readonly open: boolean;
  readonly maybe?: readonly string[];
  readonly values?: readonly (readonly [string, string])[];
  readonly gone?: readonly string[];
}

function partsOf({ names, open: isOpen, maybe, values, gone }: LabelSet): Parts {
  return {
    names: [...names],
    open: isOpen,
    maybe: [...(maybe ?? [])],
    values: [...(values ?? [])],
    gone: [...(gone ?? [])],
  };
}

/** A set in which nothing stands that says nothing. */
function build({ names, open: isOpen, maybe = [], values = [], gone = [] }: Parts): LabelSet {
  return {
    names: new Set(names),
    open: isOpen,
    ...(maybe.length === 0 ? {} : { maybe: new Set(maybe) }),
    ...(values.length === 0 ? {} : { values: new Map(values) }),
    ...(!isOpen || gone.length === 0 ? {} : { gone: new Set(gone) }),
  };
}
