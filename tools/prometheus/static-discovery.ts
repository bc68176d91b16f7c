import { defined } from '../../src/sightline/problem/defined';
import { meta, objectLabels } from '../../src/sightline/scrape/meta-labels';
import { inShard } from '../../src/sightline/scrape/relabel-steps';
import type { KubernetesDiscovery, MonitorJob, StaticConfig } from '../../src/sightline/scrape/scrape-config';
import { selectsLabels } from '../../src/sightline/scrape/selector-text';

/** A port of a pod, as Kubernetes would have it. */
export interface SyntheticTarget {
  /** Where it really listens: host and port. */
  readonly address: string;

  /** Namespace of the pod, and of its Service. */
  readonly namespace: string;

  /**
   * The Service before it.
   *
   * @default - none; then only a PodMonitor can find it
   */
  readonly service?: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };

  /**
   * Name of the Service's port.
   *
   * @default - it has none
   */
  readonly port?: string;

  /** The pod. */
  readonly pod: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };

  /**
   * Name of the container.
   *
   * @default - none
   */
  readonly container?: string;

  /**
   * The port as the container declares it.
   *
   * @default - no port is declared
   */
  readonly containerPort?: { readonly name?: string; readonly number: number };

  /**
   * Name of the node.
   *
   * @default - unknown
   */
  readonly node?: string;

  /** @default 'Running' */
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
}

/** A scrape job that needs no cluster. */
export type StaticScrapeConfig = Omit<MonitorJob, 'kubernetes_sd_configs'> & {
  readonly static_configs: readonly StaticConfig[];
};

/**
 * The same job with targets of our own in place of what Kubernetes would discover, so that a Prometheus without a cluster runs the
 * operator's relabelling. What discovery would not find is left out: targets in other namespaces, and those without a Service where
 * the job looks for Services. Everything else is left to the relabelling.
 *
 * @param config the job
 * @param targets ports of pods
 * @param shard the number of this shard, as the operator's config reloader would fill it in. Default: 0
 */
export function staticDiscovery(
  { kubernetes_sd_configs: discoveries, relabel_configs: rules, ...config }: MonitorJob,
  targets: readonly SyntheticTarget[],
  shard = 0,
): StaticScrapeConfig {
  return {
    ...config,
    static_configs: discoveries.flatMap((discovery) =>
      targets
        .filter((target) => isDiscovered(target, discovery))
        .map((target) => ({ targets: [target.address], labels: discoveredLabels(target, discovery.role) })),
    ),
    relabel_configs: rules.map((rule) => inShard(rule, shard)),
  };
}

function isDiscovered(
  { namespace, service, pod }: SyntheticTarget,
  { role, namespaces, selectors = [] }: KubernetesDiscovery,
): boolean {
  const { labels = {} } = role === 'pod' ? pod : (service ?? {});
  return (
    (namespaces === undefined || namespaces.names.includes(namespace)) &&
    (role === 'pod' || service !== undefined) &&
    selectors.every(({ label }) => selectsLabels(label, labels))
  );
}

/**
 * The labels that Kubernetes discovery gives to a port of a pod, without those that no relabelling of the operator reads.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export function discoveredLabels(
  target: SyntheticTarget,
  role: KubernetesDiscovery['role'],
): Record<string, string> {
  const { service, pod, container, containerPort, node, phase = 'Running' } = target;
  const prefix = role === 'endpointslice' ? 'endpointslice' : 'endpoint';
  const endpoint =
    role === 'pod' || service === undefined
      ? {}
      : {
          [meta('service_name')]: service.name,
          ...objectLabels('service', service.labels ?? {}),
          ...defined({ [meta(`${prefix}_port_name`)]: target.port }),
          [meta(`${prefix}_address_target_kind`)]: 'Pod',
          [meta(`${prefix}_address_target_name`)]: pod.name,
        };
  return {
    [meta('namespace')]: target.namespace,
    ...endpoint,
    [meta('pod_name')]: pod.name,
    [meta('pod_phase')]: phase,
    ...objectLabels('pod', pod.labels ?? {}),
    ...defined({ [meta('pod_container_name')]: container }),
    ...(containerPort === undefined
      ? {}
      : { [meta('pod_container_port_number')]: String(containerPort.number) }),
    ...(containerPort?.name === undefined ? {} : { [meta('pod_container_port_name')]: containerPort.name }),
    ...defined({ [meta('pod_node_name')]: node }),
  };
}
