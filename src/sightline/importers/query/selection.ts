import { excerpt, refusal, type Refusal } from '../import-problems';
import type { Query } from './read-query';
import type { Selected } from './selected';
import type { Selection } from '../slo';

/** One side of a ratio, its selector taken apart. */
export interface Side {
  readonly query: Query;
  readonly selected: Selected;
}

/** A bucket with a finite bound. */
export function isBucket({ name, le }: Selected): boolean {
  return name.endsWith('_bucket') && le !== undefined && Number.isFinite(le);
}

/** What `x_bucket{le="+Inf"}` and `x_count` have in common. */
export function seriesName({ name, le }: Selected): string {
  return name.endsWith('_bucket') && le === Infinity ? name.replace(/_bucket$/, '_count') : name;
}

/** What is counted, as a contract declares it. */
export function selectionOf({ query, selected }: Side): Selection | Refusal {
  const { matchers, le } = selected;
  const name = seriesName(selected);
  const thing = `'${query.name}' (${excerpt(query.text)})`;
  if (name.endsWith('_bucket')) {
    return refusal(
      'IMP003',
      le === undefined
        ? `${thing} adds up the buckets of a histogram, each of which has in it those before it`
        : `${thing} counts observations under ${le} where all events, or bad ones, are to be counted`,
      { fix: `for all observations read ${name.replace(/_bucket$/, '_count')}` },
    );
  }
  if (le !== undefined && name === selected.name)
    return refusal('IMP005', `${thing} matches 'le', which only buckets have`);
  if (name.endsWith('_sum'))
    return refusal('IMP003', `${thing} reads the sum of what was observed, which is no number of events`);
  return name.endsWith('_count')
    ? { kind: 'count', metric: name.replace(/_count$/, ''), matchers }
    : { kind: 'counter', metric: name, matchers };
}

/** Whether two selectors are about the same target. */
export function sameTarget(a: Selected, b: Selected): boolean {
  return (
    a.target.size === b.target.size && [...a.target].every(([label, value]) => b.target.get(label) === value)
  );
}

/** What a selector says of its target, for a message. */
export function targetText({ target }: Selected): string {
  const matchers = [...target].map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return matchers.join(', ') || 'any';
}
