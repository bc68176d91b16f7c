import type { Problem } from '../../problem/problem';
import { distinct, hasErrors } from '../../problem/problems';
import { check } from '../check/check';
import { inText } from '../check/found';
import type { KnownMetricMap } from '../flow/known-metrics';
import type { Node } from '../syntax/ast';
import { allFeatures, newestVersion } from '../syntax/dialect';

/**
 * Everything that is wrong with an expression by itself: what it can't be built from, and what the metrics that it was built from are never
 * like. Where a rule is bound more is known, and the same is checked again.
 */
export function problemsOf({
  node,
  metrics,
  flaws,
}: {
  readonly node: Node;
  readonly metrics: KnownMetricMap;
  readonly flaws: readonly Problem[];
}): readonly Problem[] {
  // what could not be built has no meaning
  if (hasErrors(flaws)) return distinct(flaws);
  const { problems } = check(node, { metrics, dialect: anyPrometheus });
  const found = problems.filter(({ id }) => id !== 'PQL006' && id !== 'LBL209');
  return distinct([...flaws, ...found.map((problem) => inText(problem))]);
}

/** Which Prometheus it is for is not said yet. */
const anyPrometheus = { version: newestVersion, features: allFeatures };
