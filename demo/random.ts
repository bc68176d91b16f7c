/** A source of numbers from 0 up to, but not including, 1. */
export type Random = () => number;

/**
 * Numbers that look random and are the same for the same seed (the generator known as mulberry32).
 *
 * @param seed any whole number
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number whose logarithm is normal about that of the median, as latencies roughly are. */
export function logNormal(random: Random, median: number, sigma: number): number {
  // Box and Muller; 1 - u so that it never is the logarithm of 0
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(sigma * normal);
}
