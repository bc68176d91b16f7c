import type { Binary, Fill, VectorMatching } from '../syntax/ast';
import { differ, either, only, takenOver, without, type LabelSet } from './labels';

/**
 * The labels of what an operator makes of two vectors.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
 */
export function joinedLabels(
  { operator, matching, fill }: Pick<Binary, 'operator' | 'matching' | 'fill'>,
  left: LabelSet,
  right: LabelSet,
): LabelSet {
  if (operator === 'and' || operator === 'unless') return left;
  // one side has what the other has not: what is read of it may be there or not
  if (operator === 'or') return { ...either(left, right), ...(differ(left, right) ? { open: true } : {}) };
  if (matching?.group !== undefined) return groupedLabels(matching, matching.group, fill, left, right);
  const partners = matchedLabels(matching, left);
  return fill?.left === undefined ? partners : either(partners, matchedLabels(matching, right));
}

/** The labels by which series of the two sides find each other. */
function matchedLabels(matching: VectorMatching | undefined, side: LabelSet): LabelSet {
  return matching?.type === 'on' ? only(side, matching.labels) : without(side, matching?.labels ?? []);
}

/** The labels where many series belong to one. What is filled in for a series has no labels but those that are matched. */
function groupedLabels(
  matching: VectorMatching,
  { side, include }: NonNullable<VectorMatching['group']>,
  fill: Fill | undefined,
  left: LabelSet,
  right: LabelSet,
): LabelSet {
  const [many, one, forMany, forOne] =
    side === 'left' ? [left, right, fill?.left, fill?.right] : [right, left, fill?.right, fill?.left];
  const pairs = takenOver(many, one, include);
  const matched = new Set(matching.labels);
  const unknown = include.filter((label) => matching.type === 'on' || matched.has(label));
  const withoutOne = forOne === undefined ? pairs : either(pairs, without(many, unknown));
  if (forMany === undefined) return withoutOne;
  return either(withoutOne, takenOver(matchedLabels(matching, one), one, include));
}
