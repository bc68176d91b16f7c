import { valuesOf } from '../../contract/domain';
import { nearest } from '../../problem/nearest';
import { error, warning } from '../../problem/problems';
import type { KnownMetric } from '../flow/known-metrics';
import { lacks, listLabels } from '../flow/labels';
import { isPositive, type Matcher, type VectorSelector } from '../syntax/ast';
import type { Dialect } from '../syntax/dialect';
import { adviceOn, letsThrough, matchesEmpty } from '../syntax/regex';
import { seriesName } from '../syntax/series-name';
import { checkBound } from './check-bound';
import { checkSpelling } from './check-spelling';
import { checkValues } from './check-values';
import { allPlaced, type FoundProblem } from './found';

/**
 * What a selector asks of its series that they never have, and what it says in a roundabout way.
 *
 * @param metric what is known of the series of its name; undefined where they may be anything
 * @param dialect the Prometheus that stores them
 */
export function checkMatchers(
  selector: Pick<VectorSelector, 'name' | 'matchers'>,
  metric: KnownMetric | undefined,
  dialect: Dialect,
): readonly FoundProblem[] {
  const name = seriesName(selector);
  /** What the matchers before have left of the values of each label. */
  const left = new Map<string, readonly string[]>();
  return selector.matchers.flatMap((matcher) => {
    const never = metric === undefined ? [] : neverMatched(name, metric, left, matcher);
    const found = never.length > 0 ? never : checkSpelling(name, metric, matcher, dialect);
    // how it could be written better is of no interest where it is wrong
    return allPlaced(matcher, found.length > 0 ? found : advice(matcher));
  });
}

function neverMatched(
  name: string,
  metric: KnownMetric,
  left: Map<string, readonly string[]>,
  matcher: Matcher,
): readonly FoundProblem[] {
  const { label } = matcher;
  if (label === '__name__') return [];
  if (lacks(metric.labels, label)) return missingLabel(name, metric, matcher);
  if (
    label === 'le' &&
    metric.buckets !== undefined &&
    (metric.definition === undefined || isPositive(matcher))
  )
    return checkBound(name, metric.buckets, matcher);
  const { domains = {} } = metric;
  const domain = Object.hasOwn(domains, label) ? domains[label] : undefined;
  // of what a rule records a matcher may say once more what the rule left
  const isRecorded = metric.definition !== undefined;
  if (domain === undefined) return [];
  if (isRecorded && valuesOf(domain)?.some((value) => letsThrough(matcher, value)) === true) return [];
  return checkValues(`label '${label}' of '${name}'`, domain, left, matcher);
}

/** A label that is not there. What asks for its absence is right; what leaves out some of its values leaves out nothing. */
function missingLabel(name: string, { labels }: KnownMetric, matcher: Matcher): readonly FoundProblem[] {
  if (isPositive(matcher) && matchesEmpty(matcher)) return [];
  const meant = nearest(matcher.label, labels.names);
  const message = `label '${matcher.label}' is not on '${name}', which has ${listLabels(labels.names)}`;
  return [error('LBL201', message, meant === undefined ? {} : { fix: `did you mean '${meant}'?` })];
}

function advice(matcher: Matcher): readonly FoundProblem[] {
  const found = adviceOn(matcher);
  return found === undefined ? [] : [warning('PQL007', found.message, { fix: found.fix })];
}
