import { error } from '../../problem/problems';
import type { Problem } from '../../problem/problem';
import type { KnownMetrics } from '../flow/known-metrics';
import type { Binary, Matcher, VectorMatching } from '../syntax/ast';
import { matchersBeside } from '../syntax/same-matcher';
import { chainOf } from './chain';

/**
 * A share that is always 1: both sides are the same but for matchers of labels by which they are matched, so that each series is divided by
 * itself.
 *
 * @param metrics what is known of metrics, with the expressions that rules record
 */
export function checkShare(
  { operator, matching, fill, left, right }: Binary,
  metrics: KnownMetrics,
): readonly Problem[] {
  if (operator !== '/' || fill !== undefined || matching?.group !== undefined) return [];
  const whole = chainOf(right, metrics);
  // the left side of many divisions is long, and what is on the right of it most often a number
  if (whole === undefined) return [];
  const part = chainOf(left, metrics);
  if (part?.text !== whole.text) return [];
  const filters = [
    ...matchersBeside(part.selector.matchers, whole.selector.matchers),
    ...matchersBeside(whole.selector.matchers, part.selector.matchers),
  ];
  const isCompared = ({ label }: Matcher): boolean =>
    isMatched(matching, label) && part.keeps(label) && whole.keeps(label);
  if (filters.length === 0 || !filters.every(isCompared)) return [];
  const labels = [...new Set(filters.map(({ label }) => `'${label}'`))].join(', ');
  const message = `both sides of '/' keep the label ${labels}, which one of them filters, so each series is divided by itself and the share is always ${part.factor / whole.factor}`;
  return [error('TYP111', message, { fix: `leave ${labels} out of what both sides are grouped by` })];
}

function isMatched(matching: VectorMatching | undefined, label: string): boolean {
  if (matching === undefined) return true;
  return (matching.type === 'on') === matching.labels.includes(label);
}
