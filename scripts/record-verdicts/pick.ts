import type { Recorded } from '../../test/sightline/promql/versions/recorded-verdicts';

/** How many are kept of those that get the same verdicts: the shortest, and some of the others. */
const differing = { shortest: 8, others: 8, longest: 120 };

/** The same for those that every version accepts, and those that none does. */
const alike = { shortest: 25, others: 175, longest: 80 };

/** What is worth recording of many expressions. */
export interface Picked {
  /** Those about which versions or features differ. */
  readonly differing: readonly Recorded[];

  /** Those that are accepted by all, or refused by all. */
  readonly alike: readonly Recorded[];
}

/** Picks from each group of expressions with the same verdicts, so that what is rare is in it with what is frequent. */
export function pick(all: readonly Recorded[]): Picked {
  const groups = new Map<string, Recorded[]>();
  for (const each of all) {
    const row = each.signs.join('');
    const group = groups.get(row);
    if (group === undefined) groups.set(row, [each]);
    else group.push(each);
  }
  const sorted = [...groups].sort(([one], [other]) => (one < other ? 1 : -1));
  const isAlike = (row: string): boolean => /^(?:\.*|\+*)$/.test(row);
  return {
    differing: sorted.flatMap(([row, group]) => (isAlike(row) ? [] : some(group, differing))),
    alike: sorted.flatMap(([row, group]) => (isAlike(row) ? some(group, alike) : [])),
  };
}

function some(
  group: readonly Recorded[],
  { shortest, others, longest }: { shortest: number; others: number; longest: number },
): readonly Recorded[] {
  const sorted = [...group].sort(
    (one, other) => one.text.length - other.text.length || (one.text < other.text ? -1 : 1),
  );
  const rest = sorted.slice(shortest).filter(({ text }) => text.length <= longest);
  const step = Math.max(1, rest.length / others);
  const spread = rest.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  return [...sorted.slice(0, shortest), ...spread];
}
