import { isAtLeast, type PrometheusVersion } from '../../../src/sightline/promql/syntax/dialect';
import type { RandomPage } from './random-pages';

/** Something that a version reads, or refuses, and that we do not follow. */
interface Quirk {
  readonly why: string;
  readonly isIn: (page: RandomPage, version: PrometheusVersion) => boolean;
}

const between = (version: PrometheusVersion, first: PrometheusVersion, last: PrometheusVersion): boolean =>
  isAtLeast(version, first) && isAtLeast(last, version);

/** Everything on which we differ from the parsers on purpose. */
const quirks: readonly Quirk[] = [
  {
    why: 'a label of the target that is there twice: before 3.5 the first of them was renamed, and the other lost; we refuse it as later versions do',
    isIn: ({ bytes }, version) => /job="[^]*job="/.test(bytes) && !isAtLeast(version, '3.5'),
  },
  {
    why: 'braces around a name without quotes: 2.51 to 3.10 took the name without its first and last letter for a metric; we refuse it as all others do',
    isIn: ({ bytes }, version) => /\{ *[a-zA-Z_]\w* *[},]/.test(bytes) && between(version, '2.51', '3.10'),
  },
  {
    why: 'NUL in the first word of a comment, which the lexer passes over',
    isIn: ({ bytes }) => /#[ \t]+[A-Z]*[ \t]*\0/.test(bytes),
  },
];

/** Why we differ from a version about a page; undefined if there is no reason. */
export function quirkOf(page: RandomPage, version: PrometheusVersion): string | undefined {
  return quirks.find(({ isIn }) => isIn(page, version))?.why;
}
