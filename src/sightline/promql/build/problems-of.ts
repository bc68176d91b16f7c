import type { Problem } from '../../problem/problem';
import { distinct, hasErrors } from '../../problem/problems';
import { check } from '../check/check';
import { inText } from '../check/found';
import type { Flow } from '../flow/flow';
import { infer } from '../flow/infer';
import { allFeatures, newestVersion } from '../syntax/dialect';
import type { Expression } from './vector';

/**
 * Everything that is wrong with an expression by itself: what it can't be built from, and what the metrics that it was built from are never
 * like. Where a rule is bound more is known, and the same is checked again.
 */
export function problemsOf({ node, metrics, problems }: Expression): readonly Problem[] {
  // what could not be built has no meaning
  if (hasErrors(problems)) return distinct(problems);
  const { problems: found } = check(node, { metrics, dialect: anyPrometheus });
  const meant = found.filter(({ id }) => id !== 'PQL006').map((problem) => inText(problem));
  return distinct([...problems, ...meant]);
}

/** What is known of an expression by itself. */
export function flowOf({ node, metrics }: Pick<Expression, 'node' | 'metrics'>): Flow {
  return infer(node, metrics);
}

/** Which Prometheus it is for is not said yet. */
const anyPrometheus = { version: newestVersion, features: allFeatures };
