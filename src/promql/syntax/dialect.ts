/** A version of Prometheus, as `major.minor`: `2.42`, `3.5`. */
export type PrometheusVersion = `${number}.${number}`;

/** What a Prometheus understands. */
export interface Dialect {
  /**
   * Its version. What came after it is refused, and so is what it has no more.
   *
   * @default '3.5'
   */
  readonly version?: PrometheusVersion;

  /**
   * Whether it runs with `--enable-feature=promql-experimental-functions`.
   *
   * @default false
   */
  readonly experimentalFunctions?: boolean;
}

/** What is assumed where nothing is said: the Prometheus of today's charts without any feature flag. */
export const defaultVersion: PrometheusVersion = '3.5';

/** Whether a version is another or a later one. What is no version counts as the newest. */
export function isAtLeast(version: string, other: string): boolean {
  const [major = Infinity, minor = Infinity] = numbersOf(version);
  const [otherMajor = 0, otherMinor = 0] = numbersOf(other);
  return major > otherMajor || (major === otherMajor && minor >= otherMinor);
}

function numbersOf(version: string): readonly number[] {
  return (/^(\d+)\.(\d+)/.exec(version)?.slice(1) ?? []).map(Number);
}

/** How a version reads its text. The versions between 2.42 and 3.0 came to it step by step, and are read as 2.42. */
export interface Syntax {
  /** Names in quotes, numbers as durations and durations as numbers, `1_000`. */
  readonly three: boolean;
}

/** The syntax of a version. */
export function syntaxOf({ version = defaultVersion }: Dialect): Syntax {
  return { three: isAtLeast(version, '3.0') };
}
