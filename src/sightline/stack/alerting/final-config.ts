import { mergeValues } from '../merge';
import { isMap, type PlainMap, valueAt } from '../plain-data';
import type { HelmValues } from '../helm-values';
import { chartReceivers, chartRootRoute, chartRoutes } from './chart-alerting';

/** The configuration of Alertmanager as Helm puts it together: the values over the defaults of the chart, lists as a whole. */
export function finalConfig(values: HelmValues): PlainMap {
  const defaults: PlainMap = {
    receivers: chartReceivers,
    route: { ...chartRootRoute, routes: chartRoutes },
  };
  const given = valueAt(values, ['alertmanager', 'config']);
  return mergeValues(defaults, isMap(given) ? given : {});
}
