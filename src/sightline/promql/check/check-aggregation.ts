import type { Problem } from '../../problem/problem';
import type { Flow } from '../flow/flow';
import { lacks } from '../flow/labels';
import type { Aggregation } from '../syntax/ast';
import { quantilesAddedUp } from './quantiles-added-up';
import { mostWrong, unknownLabel } from './unknown-label';

/** What is wrong with an aggregation of its input: labels that are not there, quantiles that don't add up. */
export function checkAggregation(
  { operator, grouping }: Pick<Aggregation, 'operator' | 'grouping'>,
  input: Flow,
): readonly Problem[] {
  const wrong = (grouping?.labels ?? []).filter((label) => lacks(input.labels, label));
  const problems = wrong
    .slice(0, mostWrong)
    .map((label) => unknownLabel(label, input.labels, `${grouping?.type} (…)`));
  const adds = operator === 'sum' || operator === 'avg';
  return input.quantile === true && adds ? [...problems, quantilesAddedUp(operator)] : problems;
}
