import type { Selection } from '../slo/slo';
import { excerpt, refusal, type ImportRefusal } from '../slo/import-problems';
import type { Query } from './read-query';
import type { Selected } from './selected';

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

/** Whether a counter of this name can be in a contract: as a counter, or as the count of a histogram. */
export function canBeOwnCounter(name: string): boolean {
  return /_(total|count|sum|bucket)$/.test(name);
}

/** What is counted, as it will be declared. */
export function selectionOf(
  { query, selected }: Side,
  origin: Selection['origin'],
): Selection | ImportRefusal {
  const { matchers, all, le } = selected;
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
  if (origin === 'external') return { kind: 'counter', metric: name, matchers: all, origin };
  return name.endsWith('_count')
    ? { kind: 'count', metric: name.replace(/_count$/, ''), matchers, origin }
    : { kind: 'counter', metric: name, matchers, origin };
}
