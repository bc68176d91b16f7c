import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { joinPath } from '../../problem/read';
import type { AlertRoutingOptions } from './alert-routing';
import { severitiesOf } from './alerting-values';
import { conditionsOf, covers } from './conditions';

/**
 * Routes that are never reached because an earlier one takes everything that they match (`RTE003`), and routes that take
 * everything (`RTE005`).
 *
 * @param path where the routing stands
 */
export function orderProblems(routing: AlertRoutingOptions, path: string): Problem[] {
  const severities = severitiesOf(routing);
  const routes = routing.routes.map((route, index) => ({
    receiver: route.receiver,
    conditions: conditionsOf(route, severities),
    path: joinPath(`${path}.routes`, index),
  }));
  return routes.flatMap((route, index) => {
    if (route.conditions.length === 0) return [takesEverything(route.path, route.receiver)];
    const earlier = routes
      .slice(0, index)
      .find(({ conditions }) => conditions.length > 0 && covers(conditions, route.conditions));
    return earlier === undefined ? [] : [neverReached(route, earlier)];
  });
}

interface Placed {
  readonly receiver: string;
  readonly path: string;
}

function neverReached(route: Placed, earlier: Placed): Problem {
  const message =
    `'${route.path}' (to ${route.receiver}) is never reached: '${earlier.path}' (to ${earlier.receiver}) matches every alert ` +
    'that it matches, and Alertmanager takes the first route that does';
  return error('RTE003', message, { path: route.path, fix: 'put the narrower route first, or remove one' });
}

function takesEverything(path: string, receiver: string): Problem {
  const message = `'${path}' (to ${receiver}) names neither a severity nor a label, so it takes every alert, and no route after it is reached`;
  return error('RTE005', message, { path, fix: `write otherwise: '${receiver}' in its place` });
}
