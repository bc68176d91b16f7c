/** A relabelling rule as Prometheus reads it. */
export type RelabelConfig = Readonly<Record<string, string | readonly string[]>>;

/** A relabelling rule as a ServiceMonitor has it. */
export interface Relabeling {
  readonly action?: string;
  readonly sourceLabels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly targetLabel?: string;
  readonly replacement?: string;
}

/** One endpoint of a ServiceMonitor: the fields that decide on labels. */
export interface MonitorEndpoint {
  readonly port: string;
  readonly path?: string;
  readonly interval?: string;
  readonly honorLabels?: boolean;
  readonly relabelings?: readonly Relabeling[];
}

/** A ServiceMonitor: the fields that decide on labels. */
export interface ServiceMonitor {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly selector: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly endpoints: readonly [MonitorEndpoint, ...MonitorEndpoint[]];
  };
}

/**
 * The relabelling that prometheus-operator writes for the first endpoint of a ServiceMonitor, in its order: what is kept, the target
 * labels, and then the user's own rules. Left out is what a plain monitor does without: `jobLabel`, `targetLabels`,
 * `podTargetLabels`, match expressions, and sharding. Namespaces are decided by discovery, before any relabelling.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/promcfg.go
 */
export function operatorRelabeling({ spec }: ServiceMonitor): RelabelConfig[] {
  const [endpoint] = spec.endpoints;
  const selected = Object.entries(spec.selector.matchLabels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    copy('job', '__tmp_prometheus_job_name'),
    ...selected.map(([label, value]) => ({
      action: 'keep',
      source_labels: [
        `${meta('service_label')}_${sanitized(label)}`,
        `${meta('service_labelpresent')}_${sanitized(label)}`,
      ],
      regex: `(${value});true`,
    })),
    { action: 'keep', source_labels: [meta('endpoint_port_name')], regex: endpoint.port },
    addressOf('Node', 'node'),
    addressOf('Pod', 'pod'),
    copy(meta('namespace'), 'namespace'),
    copy(meta('service_name'), 'service'),
    copy(meta('pod_name'), 'pod'),
    copy(meta('pod_container_name'), 'container'),
    { action: 'drop', source_labels: [meta('pod_phase')], regex: '(Failed|Succeeded)' },
    { ...copy(meta('service_name'), 'job'), replacement: '${1}' },
    { target_label: 'endpoint', replacement: endpoint.port },
    ...(endpoint.relabelings ?? []).map(inPrometheus),
  ];
}

function meta(name: string): string {
  return `__meta_kubernetes_${name}`;
}

/** A Kubernetes label as service discovery spells it. */
function sanitized(label: string): string {
  return label.replace(/[^a-zA-Z0-9_]/g, '_');
}

function copy(source: string, target: string): RelabelConfig {
  return { source_labels: [source], target_label: target };
}

/** The name of what an address belongs to, if it is of this kind. */
function addressOf(kind: string, target: string): RelabelConfig {
  return {
    source_labels: [meta('endpoint_address_target_kind'), meta('endpoint_address_target_name')],
    separator: ';',
    regex: `${kind};(.*)`,
    replacement: '${1}',
    target_label: target,
  };
}

function inPrometheus(rule: Relabeling): RelabelConfig {
  const { action, sourceLabels, separator, regex, targetLabel, replacement } = rule;
  return {
    ...(sourceLabels === undefined ? {} : { source_labels: sourceLabels }),
    ...(separator === undefined ? {} : { separator }),
    ...(targetLabel === undefined ? {} : { target_label: targetLabel }),
    ...(regex === undefined ? {} : { regex }),
    ...(replacement === undefined ? {} : { replacement }),
    ...(action === undefined ? {} : { action: action.toLowerCase() }),
  };
}
