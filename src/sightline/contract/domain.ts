import { isMade } from '../problem/made';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { describe, entriesOf, kindOf, readEntry } from '../problem/read';
import { sideTable } from '../problem/side-table';

/**
 * The value that stands for everything outside a label's domain. It belongs to every domain, so that a
 * client may count what it did not expect without making a new series.
 */
export const overflowValue = 'other';

/**
 * The values that a label can take: a list, a bound on how many there are, or both.
 *
 * - `['GET', 'POST']`: these, and `other`
 * - `{ max: 20 }`: any value, 20 different ones at most (`other` included)
 * - `{ values: […], max: 12 }`: any of the list can match, 12 of them occur at most
 * - `{ values: […], max: 12, overflow: { '5': '5xx' } }`: the same, and `5xx` stands for those with a 5 that have no place
 */
export type LabelDomain<V extends string = string> = readonly V[] | Bounded | BoundedValues<V>;

/** A domain of which only the size is known. */
export interface Bounded {
  /** How many different values occur at most, per pod, `other` included. */
  readonly max: number;

  /** @default - any value can match */
  readonly values?: undefined;
}

/** A domain of which more values are known than occur. */
export interface BoundedValues<V extends string = string> {
  /** The values that can occur. */
  readonly values: readonly V[];

  /** How many of them occur at most, per pod, `other` and the values of `overflow` included. */
  readonly max: number;

  /**
   * What stands for values that came when all places were taken, by how they begin: with `{ '5': '5xx' }` a late 503 is counted as `5xx`, which
   * `/5../` matches, and not lost among the others.
   *
   * @default - `other` stands for all
   */
  readonly overflow?: Readonly<Record<string, string>>;
}

/** The labels of a metric with their domains. */
export type LabelDomains = { readonly [label: string]: LabelDomain };

/** The values that can be matched in a domain, as a type. */
export type ValueOf<D> = D extends readonly (infer V extends string)[]
  ? V | typeof overflowValue
  : D extends { readonly values: readonly (infer V extends string)[] }
    ? V | typeof overflowValue
    : string;

/** The values that can be matched in a domain; undefined where any can. */
export function valuesOf(domain: LabelDomain): readonly string[] | undefined {
  const values = isList(domain) ? domain : domain.values;
  if (values === undefined) return undefined;
  const known = matchable.get(values);
  if (known !== undefined) return known;
  const all = [...new Set([...values, overflowValue])];
  if (Object.isFrozen(values)) matchable.set(values, Object.freeze(all));
  return all;
}

/** Of lists that can't change, such as that of all statuses, which most contracts have. */
const matchable = new WeakMap<readonly string[], readonly string[]>();

/** What can stand for values that have no place in a domain; `other` comes last. */
export function standInsOf(domain: LabelDomain): readonly string[] {
  return [...new Set([...Object.values(overflowOf(domain)), overflowValue])];
}

/** What stands for a value of a domain that has no place. */
export function standInOf(domain: LabelDomain, value: string): string {
  const overflow = Object.entries(overflowOf(domain));
  return overflow.find(([begin]) => value.startsWith(begin))?.[1] ?? overflowValue;
}

function overflowOf(domain: LabelDomain): Readonly<Record<string, string>> {
  return (isList(domain) || domain.values === undefined ? undefined : domain.overflow) ?? {};
}

/** How many different values a label of this domain has at most, in one pod. */
export function sizeOf(domain: LabelDomain): number {
  return isList(domain) ? new Set([...domain, overflowValue]).size : domain.max;
}

/** What is wrong with a domain. One that can't change, such as that of all statuses, is looked at once. */
export function checkDomain(label: string, domain: unknown): Problem[] {
  if (isSettled(domain) && right.has(domain)) return [];
  const problems = problemsOfDomain(label, domain);
  if (problems.length === 0 && isSettled(domain)) right.set(domain, true);
  return problems;
}

/** The domains that have been looked at, and in which nothing is wrong. */
const right = sideTable<true>();

function isSettled(domain: unknown): domain is object {
  return isMade('settled value', domain);
}

function problemsOfDomain(label: string, domain: unknown): Problem[] {
  const path = `labels.${label}`;
  const unbounded = (): Problem =>
    error('CAR001', `label '${label}' has no domain: without a bound each new value is a new series`, {
      path,
      fix: "give its values (['GET', 'POST']) or how many there can be ({ max: 20 })",
    });
  const kind = kindOf(domain);
  if (kind === 'list') return checkValues(label, domain, path, unbounded);
  if (kind !== 'object') return [unbounded()];
  const container = domain as object; // of kind 'object'
  const max = readEntry(container, 'max');
  if (max.readable && max.value === undefined) return [unbounded()];
  const problems: Problem[] = (entriesOf(container) ?? [])
    .filter(({ key }) => key !== 'max' && key !== 'values' && key !== 'overflow')
    .map(({ key }) =>
      error('OPT001', `'${key}' is no part of the domain of label '${label}'`, {
        path,
        fix: "say 'max', 'values' and 'overflow'",
      }),
    );
  if (typeof max.value !== 'number' || !Number.isSafeInteger(max.value) || max.value < 1) {
    problems.push(
      error(
        'CAR001',
        `'max' (${describe(max.value)}) of label '${label}' must be a whole number of at least 1`,
        { path },
      ),
    );
  }
  const values = readEntry(container, 'values');
  if (!values.readable || values.value !== undefined) {
    problems.push(
      ...checkValues(label, values.value, path, () =>
        error('CAR001', `'values' of label '${label}' must be a list of strings`, { path }),
      ),
    );
  }
  const overflow = readEntry(container, 'overflow');
  if (!overflow.readable || overflow.value !== undefined)
    problems.push(...checkOverflow(label, overflow.value, values.value, max.value, path));
  return problems;
}

/** Values that stand for others: at least one place must be left for those that stand for themselves. */
function checkOverflow(
  label: string,
  given: unknown,
  values: unknown,
  max: unknown,
  path: string,
): Problem[] {
  const entries = kindOf(given) === 'object' ? entriesOf(given) : undefined;
  const isText = (text: unknown): boolean => typeof text === 'string' && text !== '';
  if (
    entries === undefined ||
    values === undefined ||
    !entries.every(({ key, value }) => isText(key) && isText(value))
  ) {
    const message = `'overflow' of label '${label}' must say what stands for which of its 'values'`;
    return [error('CAR001', message, { path, fix: "by how they begin, such as { '5': '5xx' }" })];
  }
  const needed = new Set([...entries.map(({ value }) => value), overflowValue]).size;
  if (typeof max !== 'number' || max > needed) return [];
  const message = `'max' (${max}) of label '${label}' has no place beside the ${needed} values that stand for others`;
  return [error('CAR001', message, { path })];
}

/** @param noList what to say where there are no values to look at */
function checkValues(label: string, values: unknown, path: string, noList: () => Problem): Problem[] {
  const entries = kindOf(values) === 'list' ? entriesOf(values) : undefined;
  if (entries === undefined || entries.length === 0) return [noList()];
  return entries
    .filter(({ value }) => typeof value !== 'string' || value === '')
    .map(({ value }) =>
      error('CAR001', `value (${describe(value)}) of label '${label}' must be a string that is not empty`, {
        path,
        ...(value === '' ? { fix: 'an empty label value is the same as no label' } : {}),
      }),
    );
}

function isList(domain: LabelDomain): domain is readonly string[] {
  return Array.isArray(domain);
}
