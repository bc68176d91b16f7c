/** A version of Prometheus, as `major.minor`: `2.42`, `3.5`. */
export type PrometheusVersion = `${number}.${number}`;

/**
 * What a Prometheus is started with by `--enable-feature=…`, as far as it decides which expressions are read.
 *
 * @see https://prometheus.io/docs/prometheus/latest/feature_flags/
 */
export type PrometheusFeature = (typeof allFeatures)[number];

/** Every feature that decides which expressions are read. */
export const allFeatures = [
  'promql-experimental-functions',
  'promql-duration-expr',
  'promql-extended-range-selectors',
  'promql-binop-fill-modifiers',
  'promql-unquoted-utf8-names',
  'utf8-names',
] as const;

/** Whether something is the name of a feature that decides which expressions are read. */
export function isFeature(name: unknown): name is PrometheusFeature {
  return allFeatures.some((feature) => feature === name);
}

/** What a Prometheus understands. */
export interface Dialect {
  /**
   * Its version. What came after it is refused, and so is what it has no more.
   *
   * @default '3.14'
   */
  readonly version?: PrometheusVersion;

  /**
   * The features that it is started with. What is always there in that version need not be named.
   *
   * @default - none
   */
  readonly features?: readonly PrometheusFeature[];
}

/** What is assumed where nothing is said: the Prometheus of the chart that this is written for. */
export const defaultVersion: PrometheusVersion = '3.14';

/** The newest version whose language is known: what a later one adds is not read. */
export const newestVersion: PrometheusVersion = '3.16';

/** Whether a version is another or a later one. What is no version counts as the newest. */
export function isAtLeast(version: string, other: string): boolean {
  return rankOf(version) >= rankOf(other);
}

/** Looked up once: there are few versions, and each expression asks for them many times. */
const ranks = new Map<string, number>();

function rankOf(version: string): number {
  const known = ranks.get(version);
  if (known !== undefined) return known;
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  const rank = major === undefined ? Infinity : Number(major) * 1e6 + Number(minor);
  ranks.set(version, rank);
  return rank;
}

/** How a version reads its text: what has come since 2.42, found by asking the parser of each version. */
export interface Syntax {
  /** Names in quotes within braces: `{"a.b"}`. From 2.51 on. */
  readonly quotedMatchers: boolean;

  /** Numbers where durations stand and the other way round, `1_000`, and no exponent in `0x1e`. From 2.54 on. */
  readonly plainLengths: boolean;

  /** Labels of any name in `by`, `on` and the like, and such that functions write. From 3.0 on; in 2.55 with the feature `utf8-names`. */
  readonly anyLabels: boolean;

  /** Regular expressions that are read by themselves, and not between `^(?:` and `)$`. From 2.52 on. */
  readonly barePatterns: boolean;

  /** `(?<name>…)` in regular expressions. From 2.53 on. */
  readonly namedGroups: boolean;

  /** Bytes that are no UTF-8 in a regular expression that is a plain text, or from 2.52 on some with `|` between. From 2.46 on. */
  readonly rawPatterns: boolean;

  /** Labels in quotes in `by`, `on` and the like. From 2.55 on. */
  readonly quotedLabels: boolean;

  /** Signs and calculations where durations stand, and the duration 0. From 3.4 on. */
  readonly calculations: boolean;

  /** `@ start()`, `@ end()` and calculated offsets before a window, where no others can stand. Up to 3.14. */
  readonly movesBeforeWindows: boolean;

  /** A length in parentheses is a calculation, looked at when it is evaluated. From 3.15 on. */
  readonly lateLengths: boolean;

  /** Letters of any language, and dots, in names without quotes. From 3.16 on, with the feature `promql-unquoted-utf8-names`. */
  readonly unquotedNames: boolean;
}

/** The syntax of a version. */
export function syntaxOf({ version = defaultVersion, features = [] }: Dialect): Syntax {
  const since = (first: string): boolean => isAtLeast(version, first);
  const utf8Names = since('2.55') && !since('3.0') && features.includes('utf8-names');
  return {
    quotedMatchers: since('2.51'),
    plainLengths: since('2.54'),
    anyLabels: since('3.0') || utf8Names,
    barePatterns: since('2.52'),
    namedGroups: since('2.53'),
    rawPatterns: since('2.46'),
    quotedLabels: since('2.55'),
    calculations: since('3.4'),
    movesBeforeWindows: !since('3.15'),
    lateLengths: since('3.15'),
    unquotedNames: since('3.16') && features.includes('promql-unquoted-utf8-names'),
  };
}
