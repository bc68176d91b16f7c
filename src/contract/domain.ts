import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { describe, entriesOf, kindOf, readEntry } from '../problem/read';

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

  /** How many of them occur at most, per pod, `other` included. */
  readonly max: number;
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
  return values === undefined ? undefined : [...new Set([...values, overflowValue])];
}

/** How many different values a label of this domain has at most, in one pod. */
export function sizeOf(domain: LabelDomain): number {
  return isList(domain) ? new Set([...domain, overflowValue]).size : domain.max;
}

/** What is wrong with a domain. */
export function checkDomain(label: string, domain: unknown): Problem[] {
  const path = `labels.${label}`;
  const unbounded = error(
    'CAR001',
    `label '${label}' has no domain: without a bound each new value is a new series`,
    {
      path,
      fix: "give its values (['GET', 'POST']) or how many there can be ({ max: 20 })",
    },
  );
  const kind = kindOf(domain);
  if (kind === 'list') return checkValues(label, domain, path, unbounded);
  if (kind !== 'object') return [unbounded];
  const container = domain as object; // of kind 'object'
  const max = readEntry(container, 'max');
  if (max.readable && max.value === undefined) return [unbounded];
  const problems: Problem[] = (entriesOf(container) ?? [])
    .filter(({ key }) => key !== 'max' && key !== 'values')
    .map(({ key }) =>
      error('OPT001', `'${key}' is no part of the domain of label '${label}'`, {
        path,
        fix: "say 'max' and 'values'",
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
      ...checkValues(
        label,
        values.value,
        path,
        error('CAR001', `'values' of label '${label}' must be a list of strings`, { path }),
      ),
    );
  }
  return problems;
}

/** @param noList what to say where there are no values to look at */
function checkValues(label: string, values: unknown, path: string, noList: Problem): Problem[] {
  const entries = kindOf(values) === 'list' ? entriesOf(values) : undefined;
  if (entries === undefined || entries.length === 0) return [noList];
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
