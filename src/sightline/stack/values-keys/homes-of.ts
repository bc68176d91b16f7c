import type { ValueKeys, ValueMap } from './keys-of-versions';

/** Keys that stand in many places say nothing of which is meant. */
const mostHomes = 8;

/** Paths by their last key. */
type Homes = ReadonlyMap<string, readonly (readonly string[])[]>;

const indexes = new WeakMap<ValueMap, Homes>();

/**
 * Where a key that is not known at its place lives in the values of the chart, the likeliest first: what has the most of the way in common, then what is
 * nearest to the root. Where a map is meant, no single value is, and the other way round.
 */
export function homesOf(
  keys: ValueMap,
  steps: readonly string[],
  isMap: boolean,
): readonly (readonly string[])[] {
  const index = indexes.get(keys) ?? indexed(keys);
  indexes.set(keys, index);
  const homes = (index.get(steps.at(-1) ?? '') ?? []).filter((home) => mayHold(keys, home, isMap));
  const shared = (home: readonly string[]): number => {
    const differs = home.findIndex((step, at) => step !== steps[at]);
    return differs < 0 ? home.length : differs;
  };
  const near = homes.length > mostHomes ? homes.filter((home) => shared(home) > 0) : homes;
  return [...near].sort((a, b) => shared(b) - shared(a) || a.length - b.length);
}

function mayHold(keys: ValueMap, home: readonly string[], isMap: boolean): boolean {
  let at: ValueKeys = keys;
  for (const step of home) at = typeof at === 'object' ? (at[step] ?? 'any') : 'any';
  return at === 'any' || (typeof at === 'object') === isMap;
}

function indexed(all: ValueMap): Homes {
  const homes = new Map<string, (readonly string[])[]>();
  const visit = (keys: ValueMap, at: readonly string[]): void => {
    for (const [key, below] of Object.entries(keys)) {
      if (key === '*') continue;
      const path = [...at, key];
      const others = homes.get(key);
      if (others === undefined) homes.set(key, [path]);
      else others.push(path);
      if (typeof below === 'object') visit(below, path);
    }
  };
  visit(all, []);
  return homes;
}
