import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { isTruthy } from '../chart-selectors';
import { type PlainMap, type PlainValue, valueAt } from '../plain-data';
import type { AlertRoutingOptions } from './alert-routing';
import { switchRoutes } from './dead-mans-switch';
import { type Home, watchdogMatchers, watchdogName } from './watchdog';

/**
 * What of the final values keeps the alert that always fires from the dead man's switch: `RTE013`. The service that listens would call
 * somebody at once, and go on doing so, or be told by the wrong alerts.
 *
 * @param values the final values of the chart
 * @param home the stack whose Prometheus it is about
 */
export function deadMansSwitchProblems(
  routing: AlertRoutingOptions,
  values: PlainMap,
  home: Home,
): Problem[] {
  if (routing.deadMansSwitch === undefined) return [];
  return [...missingWatchdog(values), ...lostRoute(routing, values, home)];
}

/** Values by which the chart has no such alert, or Prometheus sends none: what is there without them, and what must not be. */
function missingWatchdog(values: PlainMap): Problem[] {
  const settings = [
    [['defaultRules', 'create'], true, false],
    [['defaultRules', 'rules', 'general'], true, false],
    [['defaultRules', 'disabled', watchdogName], false, true],
    [['prometheus', 'prometheusSpec', 'disableAlerting'], false, true],
  ] as const;
  return settings.flatMap(([keys, otherwise, loses]) => {
    const value: PlainValue = valueAt(values, keys) ?? otherwise;
    if (isTruthy(value) !== loses) return [];
    const path = ['values', ...keys].join('.');
    return [
      error(
        'RTE013',
        `'${path}' (${JSON.stringify(value)}) leaves 'alerting.deadMansSwitch' without the alert '${watchdogName}' that it is told by`,
        { path, fix: "remove it, or 'alerting.deadMansSwitch'" },
      ),
    ];
  });
}

/** A list of routes in the values replaces ours. A list of receivers does, too, and is held against the routes elsewhere. */
function lostRoute(routing: AlertRoutingOptions, values: PlainMap, home: Home): Problem[] {
  const routes = valueAt(values, ['alertmanager', 'config', 'route', 'routes']);
  const first = Array.isArray(routes) ? (routes as readonly PlainValue[])[0] : undefined;
  const [wanted] = switchRoutes(routing, watchdogMatchers(home, values));
  if (isDeepStrictEqual(first, wanted)) return [];
  const path = 'values.alertmanager.config.route.routes';
  return [
    error('RTE013', `'${path}' does not begin with the route of 'alerting.deadMansSwitch'`, {
      path,
      fix: `repeat it as the first, ${JSON.stringify(wanted)}: Helm replaces lists`,
    }),
  ];
}
