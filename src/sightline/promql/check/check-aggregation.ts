import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import type { Flow } from '../flow/flow';
import type { KnownMetrics } from '../flow/known-metrics';
import { lacks } from '../flow/labels';
import { isPositive, type Aggregation, type Matcher } from '../syntax/ast';
import { selectorsIn } from '../syntax/walk';
import { quantilesAddedUp } from './quantiles-added-up';
import { isQuotient, quotientsAddedUp } from './quotients-added-up';
import { mostWrong, unknownLabel } from './unknown-label';

/** What is wrong with an aggregation of its input: labels that are not there, quantiles that don't add up. */
export function checkAggregation(
  node: Aggregation,
  input: Flow,
  output: Flow,
  metrics: KnownMetrics,
): readonly Problem[] {
  const { operator, grouping } = node;
  const wrong = (grouping?.labels ?? []).filter((label) => lacks(input.labels, label));
  const problems = wrong
    .slice(0, mostWrong)
    .map((label) => unknownLabel(label, input.labels, `${grouping?.type} (…)`));
  const adds = operator === 'sum' || operator === 'avg';
  return [
    ...problems,
    ...(input.quantile === true && adds ? [quantilesAddedUp(operator)] : []),
    ...(adds ? bucketsAddedUp(node, input, output) : []),
    ...(adds && loses(input, output) && isQuotient(node.expression, metrics)
      ? [quotientsAddedUp(operator)]
      : []),
  ];
}

/** Buckets of several bounds that become one number: each holds what the smaller ones hold. */
function bucketsAddedUp(
  { operator, expression }: Aggregation,
  input: Flow,
  output: Flow,
): readonly Problem[] {
  const areNamed = input.kind === 'unknown' && input.namedBuckets === true && input.totals === 'rates';
  if (input.kind !== 'buckets' && !areNamed) return [];
  if (lacks(input.labels, 'le') || !lacks(output.labels, 'le')) return [];
  // who lists some bounds adds them up on purpose
  const listsBounds = (matcher: Matcher): boolean => matcher.label === 'le' && isPositive(matcher);
  if (selectorsIn(expression).some(({ matchers }) => matchers.some(listsBounds))) return [];
  const message = `${operator} of buckets without le counts an observation once for each bucket that it fits into`;
  const fix = "keep le in by, match one bound, or read the histogram's _count";
  return [areNamed ? warning('TYP115', message, { fix }) : error('TYP115', message, { fix })];
}

/** Whether series of an input become one, as far as their labels are known. */
function loses({ labels: before }: Flow, { labels: after }: Flow): boolean {
  return [...before.names].some((name) => lacks(after, name) && before.values?.has(name) !== true);
}
