import { valuesOf, type LabelDomain } from '../contract/domain';
import type { MetricDeclaration } from '../contract/metric';
import type { Matcher } from '../promql/syntax/ast';
import { letsThrough } from '../promql/syntax/regex';

/** Labels of a series, by name. */
export type Labels = Readonly<Record<string, string>>;

/** Values that read well where they fit. */
const usual = ['GET', '200', 'OK'];

/** Values to try for a label of which nothing is known but what it must match. */
const anything = ['a', '/items/:id', '1', '0', 'true', 'x'];

/**
 * The labels of a series that a selector finds.
 *
 * @param metric what the series is of; its labels all get a value
 * @param wanted what has to match
 * @param unwanted a matcher that must not match. Default: none
 * @returns undefined where no values were found
 */
export function pickLabels(
  metric: Pick<MetricDeclaration, 'labels'>,
  wanted: readonly Matcher[],
  unwanted?: Matcher,
): Labels | undefined {
  const names = [
    ...new Set([
      ...Object.keys(metric.labels),
      ...[...wanted, ...(unwanted ? [unwanted] : [])].map(({ label }) => label),
    ]),
  ];
  const picked: Record<string, string> = {};
  for (const name of names) {
    const conditions = wanted.filter(({ label }) => label === name);
    const value = candidates(
      metric.labels[name],
      unwanted?.label === name ? [...conditions, unwanted] : conditions,
    ).find(
      (each) =>
        conditions.every((matcher) => letsThrough(matcher, each)) &&
        (unwanted?.label !== name || !letsThrough(unwanted, each)),
    );
    if (value === undefined) return undefined;
    picked[name] = value;
  }
  return picked;
}

/** What a label could be: what its domain names, what the matchers say in plain words, and a few others, the likeliest first. */
function candidates(domain: LabelDomain | undefined, matchers: readonly Matcher[]): readonly string[] {
  const known = domain === undefined ? undefined : valuesOf(domain);
  if (known !== undefined) return [...usual.filter((value) => known.includes(value)), ...known];
  const said = matchers.flatMap(({ value }) => [value, ...value.split('|')]);
  const paths = said.some((value) => value.startsWith('/')) ? ['/items/:id'] : [];
  const positive = matchers.filter(({ operator }) => operator === '=' || operator === '=~');
  return [...positive.flatMap(({ value }) => [value, ...value.split('|')]), ...paths, ...anything, ...said];
}
