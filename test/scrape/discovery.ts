import { operatorRelabeling, type ServiceMonitor } from './operator-relabeling';

/** A port of a pod behind a Service, as Kubernetes would have it. */
export interface PodPort {
  /** Where it listens: host and port. */
  readonly address: string;
  readonly namespace: string;
  readonly service: string;
  readonly serviceLabels: Readonly<Record<string, string>>;

  /** Name of the Service's port. */
  readonly port: string;
  readonly pod: string;
  readonly container: string;
}

/** The labels that Prometheus' discovery of endpoints gives to a port of a pod. */
export function discovered(port: PodPort): {
  readonly targets: readonly string[];
  readonly labels: Record<string, string>;
} {
  const labels: Record<string, string> = {
    __meta_kubernetes_namespace: port.namespace,
    __meta_kubernetes_service_name: port.service,
    __meta_kubernetes_endpoint_port_name: port.port,
    __meta_kubernetes_endpoint_address_target_kind: 'Pod',
    __meta_kubernetes_endpoint_address_target_name: port.pod,
    __meta_kubernetes_pod_name: port.pod,
    __meta_kubernetes_pod_container_name: port.container,
    __meta_kubernetes_pod_phase: 'Running',
  };
  for (const [label, value] of Object.entries(port.serviceLabels)) {
    labels[`__meta_kubernetes_service_label_${label}`] = value;
    labels[`__meta_kubernetes_service_labelpresent_${label}`] = 'true';
  }
  return { targets: [port.address], labels };
}

/** The configuration of a Prometheus that scrapes what a ServiceMonitor selects among these ports: each second, whatever it says. */
export function scrapingConfig(monitor: ServiceMonitor, ports: readonly PodPort[]): object {
  const [endpoint] = monitor.spec.endpoints;
  return {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    scrape_configs: [
      {
        job_name: `serviceMonitor/${monitor.metadata.namespace}/${monitor.metadata.name}/0`,
        honor_labels: endpoint.honorLabels ?? false,
        metrics_path: endpoint.path ?? '/metrics',
        // what discovery would find; the labels of static targets go through relabelling all the same
        static_configs: ports.map(discovered),
        relabel_configs: operatorRelabeling(monitor),
      },
    ],
  };
}
