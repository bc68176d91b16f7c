import { isMap, type PlainMap, type PlainValue } from '../stack/plain-data';
import { chartKeys } from '../stack/values-keys/value-keys';

/** Keys that values of other charts have, too. */
const common = new Set([
  'global',
  'nameOverride',
  'fullnameOverride',
  'namespaceOverride',
  'commonLabels',
  'crds',
  'extraManifests',
]);

/** Whether a map is values of kube-prometheus-stack, as its keys say. */
export function isChartValues(map: PlainMap): boolean {
  if (hasOperatorSpec(map)) return true;
  const likely = Object.keys(map).filter((key) => !common.has(key));
  // most maps are none by that alone, and the keys of the chart are many to read
  if (likely.length < 2 || !likely.some(isOfSeveralWords)) return false;
  const keys = chartKeys();
  const own = likely.filter((key) => Object.hasOwn(keys, key));
  return own.length > 1 && own.some(isOfSeveralWords);
}

function isOfSeveralWords(key: string): boolean {
  return /[a-z][A-Z]/.test(key);
}

/** Whether a map has what no other chart has: the spec of an object of the operator, or objects for it. */
export function hasOperatorSpec({ prometheus, alertmanager, ...others }: PlainMap): boolean {
  return (
    has(prometheus, 'prometheusSpec', 'additionalServiceMonitors', 'additionalPodMonitors') ||
    has(alertmanager, 'alertmanagerSpec') ||
    has(others, 'additionalPrometheusRulesMap', 'additionalPrometheusRules')
  );
}

function has(map: PlainValue | undefined, ...keys: readonly string[]): boolean {
  return isMap(map) && keys.some((key) => key in map);
}
