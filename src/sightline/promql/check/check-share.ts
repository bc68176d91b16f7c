import { error } from '../../problem/problems';
import type { Problem } from '../../problem/problem';
import { nothingKnown, type KnownMetrics } from '../flow/known-metrics';
import {
  isComparison,
  type Binary,
  type BinaryOperator,
  type Matcher,
  type VectorMatching,
} from '../syntax/ast';
import { matchersBeside } from '../syntax/same-matcher';
import { chainOf, type Chain } from './chain';

/**
 * A share that is always 1: both sides are the same but for matchers of labels by which they are matched, so that each series is divided by
 * itself. The same of a difference, and of a comparison that stands for a share.
 *
 * @param metrics what is known of metrics, with the expressions that rules record
 */
export function checkShare(node: Binary, metrics: KnownMetrics): readonly Problem[] {
  const { operator, matching, fill } = node;
  const isOfOneKind = operator === '/' || operator === '-' || isComparison(operator);
  if (!isOfOneKind || fill !== undefined) return [];
  const [part, whole] = alike(node, metrics) ?? [];
  if (part === undefined || whole === undefined) return [];
  const filters = [
    ...matchersBeside(part.selector.matchers, whole.selector.matchers),
    ...matchersBeside(whole.selector.matchers, part.selector.matchers),
  ];
  const isCompared = ({ label }: Matcher): boolean =>
    isMatched(matching, label) && part.keeps(label) && whole.keeps(label);
  if (filters.length === 0 || !filters.every(isCompared)) return [];
  const effect = effectOf(operator, part.factor / whole.factor);
  if (effect === undefined) return [];
  const labels = [...new Set(filters.map(({ label }) => `'${label}'`))].join(', ');
  const message = `both sides of '${operator}' keep the label ${labels}, which one of them filters, so each series is ${effect}`;
  return [error('TYP111', message, { fix: `leave ${labels} out of what both sides are grouped by` })];
}

/** What comes of a series and itself; undefined where it says something all the same. */
function effectOf(operator: BinaryOperator, factor: number): string | undefined {
  if (operator === '/') return `divided by itself and the share is always ${factor}`;
  if (operator !== '-') return `compared with ${factor === 1 ? '' : 'a multiple of '}itself`;
  return factor === 1 ? 'taken away from itself and the difference is always 0' : undefined;
}

/**
 * Both sides as chains, where these are the same but for their matchers: of the series that they name, or of what rules record under these names.
 */
function alike({ left, right }: Binary, metrics: KnownMetrics): readonly [Chain, Chain] | undefined {
  // a number is no chain, and what stands beside it can be long
  if (left.type === 'number' || right.type === 'number') return undefined;
  for (const known of [metrics, nothingKnown]) {
    const whole = chainOf(right, known);
    if (whole === undefined) return undefined;
    const part = chainOf(left, known);
    if (part?.text === whole.text) return [part, whole];
  }
  return undefined;
}

function isMatched(matching: VectorMatching | undefined, label: string): boolean {
  if (matching === undefined) return true;
  return (matching.type === 'on') === matching.labels.includes(label);
}
