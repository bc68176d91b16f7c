import { error, warning } from '../../problem/problems';
import type { KnownMetric } from '../flow/known-metrics';
import { isPositive, type Matcher } from '../syntax/ast';
import { storedNumber } from '../syntax/decimal';
import { defaultVersion, isAtLeast, type Dialect } from '../syntax/dialect';
import { numbersOf, patternOfValues } from '../syntax/regex';
import type { FoundProblem } from './found';

/**
 * A bound of a bucket, or a quantile of a summary, in a spelling that the Prometheus does not store: 3 normalises what it scrapes.
 *
 * @param name of the series
 * @param metric what is known of them
 * @see https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values
 */
export function checkSpelling(
  name: string,
  metric: KnownMetric | undefined,
  matcher: Matcher,
  { version = defaultVersion }: Dialect,
): readonly FoundProblem[] {
  const { label, operator } = matcher;
  if (!isAtLeast(version, '3.0') || !isNormalised(label, name)) return [];
  const listed = numbersOf(matcher) ?? [];
  const wrong = listed.flatMap((text) => {
    const stored = storedNumber(text);
    // in both spellings it matches what is stored
    return stored === undefined || listed.includes(stored) ? [] : [{ text, stored }];
  });
  if (wrong.length === 0) return [];
  const isOne = operator === '=' || operator === '!=';
  const texts = wrong.map(({ text }) => `"${text}"`).join(', ');
  const stored = wrong.map((each) => `"${each.stored}"`).join(', ');
  const said = isOne ? `${label}${operator}${texts}` : `${texts} in the matcher of '${label}'`;
  const message =
    wrong.length === 1
      ? `${said} matches nothing on Prometheus ${version}, which stores the number as ${stored}`
      : `${said} match nothing on Prometheus ${version}, which stores the numbers as ${stored}`;
  const fix = {
    fix: `write ${label}${isPositive(matcher) ? '=~' : '!~'}"${bothSpellings(listed)}", which any version reads`,
  };
  return [metric?.own === true ? error('LBL209', message, fix) : warning('LBL209', message, fix)];
}

/** Whether Prometheus makes one spelling of the numbers in a label: of buckets, and of what is scraped with a quantile. */
function isNormalised(label: string, name: string): boolean {
  return label === 'le' ? !name.endsWith('_total') : label === 'quantile' && !name.includes(':');
}

/** A pattern for numbers in all of their spellings, as it stands in the text of an expression. */
function bothSpellings(listed: readonly string[]): string {
  const patterns = [...new Set(listed)].map((text) => {
    const stored = storedNumber(text);
    if (stored === `${text}.0`) return `${text}(\\.0)?`;
    return patternOfValues([...new Set([stored ?? text, text])]).source;
  });
  return patterns.join('|').replaceAll('\\', '\\\\');
}
