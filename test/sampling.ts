/**
 * How much of the long tests runs: a sample of each in `npm test`, and all of it in `npm run test:long`, which sets these variables. The
 * sample is the same each time, so that a failure is met again.
 */
type Env = Readonly<Record<string, string | undefined>>;

/** What `npm run test:long` sets to `all`. */
export const extentVariable = 'SIGHTLINE_TESTS';

/** A whole number that all random inputs follow from. */
export const seedVariable = 'SIGHTLINE_SEED';

/** Whether all of each long test runs. */
export function isWhole(env: Env = process.env): boolean {
  return env[extentVariable] === 'all';
}

/**
 * The seed of random inputs: 1, unless the environment says another.
 *
 * @throws Error when it is no whole number from 1 to 2147483647
 */
export function seedOf(env: Env = process.env): number {
  return readSeed(seedVariable, env[seedVariable] ?? '1');
}

/**
 * Reads a seed.
 *
 * @param name what gives it, for the message
 * @throws Error when it is no whole number from 1 to 2147483647
 */
export function readSeed(name: string, text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed >= 1 && seed < 2 ** 31) return seed;
  throw new Error(`${name} (${text}) must be a whole number from 1 to ${2 ** 31 - 1}`);
}

/** How many, or how long: one number for a sample, another for all. */
export function extent(sample: number, all: number, env: Env = process.env): number {
  return isWhole(env) ? all : sample;
}

/**
 * Every `step`-th case, or all of them.
 *
 * @param step how many cases there are for one of the sample
 * @param first the index of the first one, below `step`: suites that differ in it take different cases
 */
export function sampleOf<T>(
  cases: readonly T[],
  step: number,
  first = 0,
  env: Env = process.env,
): readonly T[] {
  return isWhole(env) ? cases : cases.filter((_, index) => index % step === first % step);
}
