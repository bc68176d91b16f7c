import { isMap, type PlainMap } from '../stack/plain-data';
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
  const { prometheus, alertmanager } = map;
  if (isMap(prometheus) && 'prometheusSpec' in prometheus) return true;
  if (isMap(alertmanager) && 'alertmanagerSpec' in alertmanager) return true;
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
