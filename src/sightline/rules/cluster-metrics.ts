import { external } from '../promql/build/metric';

/**
 * Whether a pod is ready, a series for each `condition` (true, false, unknown), of which one is 1.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md
 */
export const podReady = external('kube_pod_status_ready', 'gauge', 'Whether a pod is ready', [
  'namespace',
  'pod',
  'condition',
]);
