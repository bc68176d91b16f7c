import {
  isAtLeast,
  type Dialect,
  type PrometheusFeature,
  type PrometheusVersion,
} from '../../../../src/sightline/promql/syntax/dialect';

/** Each feature that decides which expressions are read, by a letter. */
const features = {
  x: 'promql-experimental-functions',
  d: 'promql-duration-expr',
  e: 'promql-extended-range-selectors',
  f: 'promql-binop-fill-modifiers',
  n: 'utf8-names',
  u: 'promql-unquoted-utf8-names',
} as const satisfies Readonly<Record<string, PrometheusFeature>>;

/** The letter of a feature. */
export type Letter = keyof typeof features;

/** The features that a Prometheus is started with: their letters, or nothing. */
export type Started = readonly Letter[];

/** Every minor version, the oldest first. */
export const versions: readonly PrometheusVersion[] = [...minors(2, 42, 55), ...minors(3, 0, 16)];

function minors(major: number, first: number, last: number): readonly PrometheusVersion[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${major}.${first + index}` as const);
}

/**
 * The features that a version knows, as its `cmd/prometheus/main.go` names them, without those that change nothing there: calculated
 * durations need none from 3.14 on, extended range selectors none from 3.16 on, and names in UTF-8 none from 3.0 on.
 */
export function lettersOf(version: PrometheusVersion): readonly Letter[] {
  const isIn = (first: PrometheusVersion, last?: PrometheusVersion): boolean =>
    isAtLeast(version, first) && (last === undefined || isAtLeast(last, version));
  const known: Readonly<Record<Letter, boolean>> = {
    x: isIn('2.49'),
    d: isIn('3.4', '3.13'),
    e: isIn('3.7', '3.15'),
    f: isIn('3.10'),
    n: isIn('2.55', '2.55'),
    u: isIn('3.16'),
  };
  return (Object.keys(features) as Letter[]).filter((letter) => known[letter]); // its keys
}

/** How each version is started to be asked: without a feature, with each of them, and with all of them if there are several. */
export function columnsOf(version: PrometheusVersion): readonly Started[] {
  const letters = lettersOf(version);
  return [[], ...letters.map((letter) => [letter]), ...(letters.length > 1 ? [letters] : [])];
}

/** What our reader is told to be that Prometheus. */
export function dialectOf(version: PrometheusVersion, started: Started): Dialect {
  return { version, features: started.map((letter) => features[letter]) };
}
