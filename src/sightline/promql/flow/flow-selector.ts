import { valuesOf, type LabelDomain } from '../../contract/domain';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import type { Matcher, Placed, VectorSelector } from '../syntax/ast';
import type { KnownMetric } from './known-metrics';
import { lacks, listLabels } from './labels';
import { letsThrough, matchesEmpty } from '../syntax/regex';

/** What a selector asks of a metric that its series never have. */
export function selectorProblems(
  { name, matchers }: VectorSelector,
  metric: KnownMetric,
): readonly (Problem & Placed)[] {
  /** What the matchers before have left of the values of each label. */
  const left = new Map<string, readonly string[]>();
  return matchers.flatMap((matcher) => {
    const { label, span } = matcher;
    if (label === '__name__') return [];
    const problem = lacks(metric.labels, label)
      ? missingLabel(name, metric, matcher)
      : (noBucket(name, metric, matcher) ?? neverMatches(name, metric, left, matcher));
    if (problem === undefined) return [];
    return [span === undefined ? problem : { ...problem, span }];
  });
}

/** A label that is not there. What matches its absence is right, and what takes nothing away does no harm. */
function missingLabel(name: string, { labels }: KnownMetric, matcher: Matcher): Problem | undefined {
  if (matchesEmpty(matcher)) return undefined;
  const meant = nearest(matcher.label, labels.names);
  return error(
    'LBL201',
    `label '${matcher.label}' is not on '${name}', which has ${listLabels(labels.names)}`,
    meant === undefined ? {} : { fix: `did you mean '${meant}'?` },
  );
}

function noBucket(
  name: string,
  { buckets }: KnownMetric,
  { label, operator, value }: Matcher,
): Problem | undefined {
  if (label !== 'le' || operator !== '=' || buckets === undefined || value === '+Inf') return undefined;
  if (buckets.includes(Number(value))) return undefined;
  const histogram = name.replace(/_bucket$/, '');
  return error('TYP107', `${value} is no bucket of '${histogram}', whose buckets are ${buckets.join(', ')}`);
}

/** Whether nothing of the domain of a label is left, and this is the matcher that takes the last of it. */
function neverMatches(
  name: string,
  { domains = {} }: KnownMetric,
  left: Map<string, readonly string[]>,
  last: Matcher,
): Problem | undefined {
  const domain: LabelDomain | undefined = Object.hasOwn(domains, last.label)
    ? domains[last.label]
    : undefined;
  const values = domain === undefined ? undefined : valuesOf(domain);
  if (values === undefined) return undefined;
  const before = left.get(last.label) ?? values;
  const after = before.filter((value) => letsThrough(last, value));
  left.set(last.label, after);
  if (before.length === 0 || after.length > 0) return undefined;
  const thing = `label '${last.label}' of '${name}'`;
  if (last.operator === '=' && !values.includes(last.value)) {
    const meant = nearest(last.value, values);
    const message = `value '${last.value}' is outside the domain of ${thing}, and no series has it`;
    return error('LBL202', message, meant === undefined ? {} : { fix: `did you mean '${meant}'?` });
  }
  const isAlone = !values.some((value) => letsThrough(last, value));
  if (last.operator === '=~' && isAlone) return matchesNone(last.value, thing, 'selects nothing');
  if (last.operator === '!~' && isAlone) return matchesAll(last.value, thing, 'nothing is left');
  return error(
    'LBL202',
    `${last.operator} "${last.value}" leaves no value in the domain of ${thing}, so it selects nothing`,
    last.operator === '=' || last.operator === '!='
      ? { fix: `the matchers of '${last.label}' contradict each other` }
      : { fix: 'a regular expression sees the whole value, as if it stood between ^ and $' },
  );
}

/** A regular expression that none of a label's values match. */
export function matchesNone(source: string, thing: string, effect: string): Problem {
  return error('LBL202', `/${source}/ matches no value in the domain of ${thing}, so it ${effect}`, {
    fix: 'a matcher sees the whole value, as if it stood between ^ and $: 5.. is any value of three characters that starts with 5',
  });
}

/** A regular expression that each of a label's values matches. */
export function matchesAll(source: string, thing: string, effect: string): Problem {
  return error('LBL202', `/${source}/ matches every value of ${thing}, so ${effect}`);
}
