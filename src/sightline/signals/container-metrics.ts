import { external } from '../promql/build/metric';

/**
 * The series about pods that cAdvisor (in the kubelet) and kube-state-metrics expose, and that kube-prometheus-stack scrapes
 * keeping their own labels.
 */

/**
 * CPU time used, in seconds. `container` is empty for the sum over a pod, `id` names the container's control group.
 *
 * @see https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md
 */
export const containerCpuUsage = external('container_cpu_usage_seconds_total', 'counter', 'CPU time used', [
  'namespace',
  'pod',
  'container',
  'id',
]);

/** Memory in use that can't be freed under pressure, in bytes: what the kernel's out-of-memory killer goes by. */
export const containerMemoryWorkingSet = external(
  'container_memory_working_set_bytes',
  'gauge',
  'Memory in use',
  ['namespace', 'pod', 'container', 'id'],
);

/**
 * What a container requests, in cores and bytes.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md
 */
export const containerRequests = external(
  'kube_pod_container_resource_requests',
  'gauge',
  'Resources requested',
  ['namespace', 'pod', 'container', 'resource'],
);

/** What a container may use at most, in cores and bytes. */
export const containerLimits = external('kube_pod_container_resource_limits', 'gauge', 'Resources allowed', [
  'namespace',
  'pod',
  'container',
  'resource',
]);
