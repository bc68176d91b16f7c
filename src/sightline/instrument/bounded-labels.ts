import {
  overflowValue,
  standInOf,
  standInsOf,
  type LabelDomain,
  type LabelDomains,
} from '../contract/domain';

/** Half a character: two texts that differ in it are the same once they are written as UTF-8, and so are their series. */
const loneSurrogate = /\p{Surrogate}/u;

/** Brings any value into a domain: the value itself, or what stands for it. */
export type Bound = (given: unknown) => string;

/**
 * A function that keeps a label within its domain, so that no value makes a series beyond the bound.
 *
 * - a list: its values are kept
 * - `{ max }`: the first `max - 1` different values are kept, for as long as the function lives
 * - both: the first different values of the list are kept that leave a place for each value that stands for others
 *
 * What comes later is what stands for it. Everything else is the overflow value: an empty text too, which Prometheus takes for no label, and what is neither a text nor a
 * number.
 *
 * @param domain of one label; a list and its order are read once
 */
export function boundOf(domain: LabelDomain): Bound {
  if (isList(domain)) {
    const listed = new Set(domain);
    return (given) => {
      const value = textOf(given);
      return listed.has(value) ? value : overflowValue;
    };
  }
  const standIns = new Set(standInsOf(domain));
  const room = domain.max - standIns.size; // each takes a place
  const possible = domain.values === undefined ? undefined : new Set<string>(domain.values);
  const kept = new Set<string>();
  return (given) => {
    const value = textOf(given);
    if (kept.has(value)) return value;
    if (standIns.has(value)) return value;
    if (possible?.has(value) === false || loneSurrogate.test(value)) return overflowValue;
    if (kept.size >= room) return standInOf(domain, value);
    kept.add(value);
    return value;
  };
}

/** The labels of a metric, all of them and in the order of their declaration, each within its domain. */
export type BoundLabels = (given: Readonly<Record<string, unknown>>) => Record<string, string>;

/** A function that keeps all labels of one metric within their domains. A label that is not given overflows; others are left out. */
export function boundLabelsOf(domains: LabelDomains): BoundLabels {
  const bounds = Object.entries(domains).map(([label, domain]) => ({ label, bound: boundOf(domain) }));
  return (given) => {
    const values: Record<string, string> = {};
    for (const { label, bound } of bounds) values[label] = bound(given[label]);
    return values;
  };
}

/** What can be a label value as a text; the rest, and an empty text, as the overflow value. */
function textOf(given: unknown): string {
  if (typeof given === 'string') return given === '' ? overflowValue : given;
  return typeof given === 'number' ? String(given) : overflowValue;
}

function isList(domain: LabelDomain): domain is readonly string[] {
  return Array.isArray(domain);
}
