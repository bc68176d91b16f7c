import { isMap, type PlainMap } from '../stack/plain-data';

/** Keys that values of kube-prometheus-stack have, and few others. */
const own = [
  'prometheusOperator',
  'defaultRules',
  'kubeControllerManager',
  'kubeEtcd',
  'kubeScheduler',
  'kubeProxy',
];

/** Keys that other charts have, too. */
const shared = [
  'prometheus',
  'alertmanager',
  'grafana',
  'kubeStateMetrics',
  'kube-state-metrics',
  'nodeExporter',
];

/** Whether a map is values of kube-prometheus-stack, as its keys say. */
export function isChartValues(map: PlainMap): boolean {
  const { prometheus, alertmanager } = map;
  if (isMap(prometheus) && 'prometheusSpec' in prometheus) return true;
  if (isMap(alertmanager) && 'alertmanagerSpec' in alertmanager) return true;
  const has = (key: string): boolean => key in map;
  return own.some(has) && [...own, ...shared].filter(has).length > 1;
}
