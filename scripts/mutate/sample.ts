import { random } from '../../test/sightline/rules/behaviour/objectives/streams/random';

/** Some of a list, in its order: always the same for the same seed. */
export function sample<T>(items: readonly T[], count: number, seed: number): readonly T[] {
  const next = random(seed);
  const ranked = items.map((item, index) => ({ item, index, rank: next() }));
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item);
}
