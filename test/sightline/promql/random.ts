/** Choices that follow from a seed: fast, where fast-check would take longer than the Prometheus that is asked. */
export interface Random {
  /** A number from 0, below `bound`. */
  readonly below: (bound: number) => number;

  /** Whether something of that chance happens. */
  readonly chance: (probability: number) => boolean;

  /** One of these. */
  readonly pick: <T>(items: readonly T[]) => T;
}

/** @see https://en.wikipedia.org/wiki/Xorshift */
export function random(seed: number): Random {
  let state = seed | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}
