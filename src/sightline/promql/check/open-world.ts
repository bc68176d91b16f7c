import type { Problem } from '../../problem/problem';
import type { KnownMetrics } from '../flow/known-metrics';
import type { Node } from '../syntax/ast';
import { seriesName } from '../syntax/series-name';
import { nodesIn, selectorOf } from '../syntax/walk';

/** Problems of rules that Prometheus evaluates all the same, to another result than their author means. */
const evaluated = /^(?:LBL|TYP|ALR401|ALR412)/;

/**
 * A problem in a rule of others: what Prometheus evaluates is at most warned of, unless it is about series that somebody here has declared.
 *
 * @param node the part of the expression that it is about
 * @param metrics what is known of metrics
 */
export function asOpen<P extends Problem>(problem: P, node: Node, metrics: KnownMetrics): P {
  if (problem.severity !== 'error' || !evaluated.test(problem.id)) return problem;
  return readsOurs(node, metrics) ? problem : { ...problem, severity: 'warning' };
}

/** Whether an expression reads series that somebody here has declared. */
function readsOurs(node: Node, metrics: KnownMetrics): boolean {
  return nodesIn(node).some((each) => isOurs(each, metrics));
}

/** Whether a part of an expression is itself a selector of such series, or of their samples. */
export function isOurs(node: Node, metrics: KnownMetrics): boolean {
  return selectorOf(node).some((selector) => metrics.get(seriesName(selector))?.own === true);
}
