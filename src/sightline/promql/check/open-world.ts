import type { Problem } from '../../problem/problem';
import type { KnownMetrics } from '../flow/known-metrics';
import type { Node } from '../syntax/ast';
import { seriesName } from '../syntax/series-name';
import { selectorOf } from '../syntax/walk';

/** Problems of rules that Prometheus evaluates all the same, to another result than their author means. */
const evaluated = /^(?:LBL|TYP|ALR401|ALR41[23])/;

/**
 * A problem in a rule of others: what Prometheus evaluates is at most warned of, unless it is about series that somebody here has declared.
 *
 * @param isOfOurs whether the part of the expression that it is about reads such series
 */
export function asOpen<P extends Problem>(problem: P, isOfOurs: boolean): P {
  if (problem.severity !== 'error' || !evaluated.test(problem.id)) return problem;
  return isOfOurs ? problem : { ...problem, severity: 'warning' };
}

/** Whether a part of an expression is itself a selector of such series, or of their samples. */
export function isOurs(node: Node, metrics: KnownMetrics): boolean {
  return selectorOf(node).some((selector) => metrics.get(seriesName(selector))?.own === true);
}
