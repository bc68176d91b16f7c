import { constant, series, targetOf, type Curve, type Labels, type Series } from './series';

/** Bytes in a mebibyte. */
export const mebibyte = 1024 * 1024;

/** Which container a series is about. */
export interface ContainerRef {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** A container of the namespace `default`. */
export function containerOf(pod: string, container: string, namespace = 'default'): ContainerRef {
  return { namespace, pod, container };
}

/**
 * What cAdvisor says of a container, in the kubelet of a node.
 *
 * @param of the container; an empty name is the sum over the pod
 * @param use CPU time in seconds, and memory in MiB
 * @param id the control group
 * @param kubelet where it was scraped
 */
export function cadvisor(
  of: ContainerRef,
  use: { readonly cpu?: Curve; readonly memory?: Curve },
  { id = `/kubepods/${of.namespace}/${of.pod}/${of.container}`, kubelet = '10.0.0.1:10250' } = {},
): Series[] {
  const labels: Labels = {
    // Prometheus drops an empty label
    ...Object.fromEntries(Object.entries(of).filter(([, value]) => value !== '')),
    id,
    job: 'kubelet',
    service: 'kubelet',
    instance: kubelet,
    endpoint: 'https-metrics',
    metrics_path: '/metrics/cadvisor',
  };
  const { cpu, memory } = use;
  return [
    ...(cpu ? [series('container_cpu_usage_seconds_total', { ...labels, cpu: 'total' }, cpu)] : []),
    ...(memory ? [series('container_memory_working_set_bytes', labels, scaled(memory))] : []),
  ];
}

/**
 * What kube-state-metrics says a container requests, or is limited to: CPU in cores, memory in MiB.
 *
 * @param replica which of several kube-state-metrics says it
 */
export function kubeStateMetrics(
  of: ContainerRef,
  kind: 'requests' | 'limits',
  { cpu, memory }: { readonly cpu?: number; readonly memory?: number },
  replica = '10.0.1.1:8080',
): Series[] {
  const labels = { ...of, job: 'kube-state-metrics', service: 'kube-state-metrics', instance: replica };
  const name = `kube_pod_container_resource_${kind}`;
  const each = (resource: string, unit: string, value: number): Series =>
    series(name, { ...labels, resource, unit, node: 'node-1', uid: `uid-${of.pod}` }, constant(value));
  return [
    ...(cpu === undefined ? [] : [each('cpu', 'core', cpu)]),
    ...(memory === undefined ? [] : [each('memory', 'byte', memory * mebibyte)]),
  ];
}

/** That a pod of a service is scraped. */
export function upOf(pod: string, namespace = 'default', service = 'task-api'): Series {
  return series('up', targetOf(pod, namespace, service), constant(1));
}

function scaled(mebibytes: Curve): Curve {
  return (seconds) => {
    const value = mebibytes(seconds);
    return value === undefined ? undefined : value * mebibyte;
  };
}
