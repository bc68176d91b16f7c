/**
 * Metrics that something else exposes about services, by what their names begin with: their `namespace`, `service` and `pod` are those of the
 * thing that a series is about, not of the target that exposes it.
 */
const exposers: readonly (readonly [prefix: string, exposer: string])[] = [
  ['kube_', 'kube-state-metrics'],
  ['container_', 'cAdvisor'],
  ['machine_', 'cAdvisor'],
  ['node_', 'node-exporter'],
  ['windows_', 'windows_exporter'],
  ['probe_', 'blackbox-exporter'],
  ['blackbox_', 'blackbox-exporter'],
  ['snmp_', 'snmp_exporter'],
  ['istio_', 'Istio'],
  ['envoy_', 'Envoy'],
  ['nginx_ingress_controller_', 'ingress-nginx'],
  ['traefik_', 'Traefik'],
  ['haproxy_', 'HAProxy'],
  ['kong_', 'Kong'],
  ['aws_', 'an exporter of CloudWatch'],
  ['azure_', 'an exporter of Azure Monitor'],
  ['stackdriver_', 'stackdriver_exporter'],
  ['kafka_consumergroup_', 'kafka_exporter'],
  ['traces_spanmetrics_', 'the span metrics of a tracing system'],
  ['traces_service_graph_', 'the service graphs of a tracing system'],
  ['scrape_', 'Prometheus'],
];

/** What exposes a metric about other things, by its name. @returns nothing for a metric that a service exposes about itself */
export function exposerOf(metric: string): string | undefined {
  return exposers.find(([prefix]) => metric.startsWith(prefix))?.[1];
}

/** Gauges that are 0 or 1 by the definition of what exposes them. */
const alwaysZeroOrOne =
  /^(up|probe_success|probe_http_ssl|node_scrape_collector_success|kube_(pod_status_(ready|phase|scheduled)|pod_container_status_(ready|running|waiting|terminated)|node_status_condition|deployment_status_condition|job_(complete|failed)))$/;

/** How gauges that are 0 or 1 are called. */
const calledZeroOrOne = /_(up|success|ready|healthy|alive)$/;

/** Whether a gauge is 0 or 1 at each moment: by definition, or as its name says. */
export function isZeroOrOne(gauge: string): 'always' | 'assumed' | undefined {
  if (alwaysZeroOrOne.test(gauge)) return 'always';
  return calledZeroOrOne.test(gauge) ? 'assumed' : undefined;
}
