import { filled } from './filled';
import { enforcedNamespace } from './enforced-namespace';
import type { ServiceEndpoint, ServiceMonitor } from './manifests';
import { meta } from './meta-labels';
import { keepContainerPort, labelPort } from './port-steps';
import type { PrometheusSettings, ScrapeClass } from './prometheus-settings';
import {
  copyKubernetesLabel,
  copyLabel,
  dropEndedPods,
  keepJobName,
  keepValue,
  shardRules,
  userRule,
} from './relabel-steps';
import type { RelabelConfig } from './scrape-config';
import { selectorSteps } from './selector-steps';

/** What decides on the relabelling of the targets of a ServiceMonitor. */
export interface ServiceRelabelingInput {
  readonly monitor: ServiceMonitor;
  readonly endpoint: ServiceEndpoint;
  readonly role: 'endpoints' | 'endpointslice';
  readonly settings: PrometheusSettings;
  readonly scrapeClass: ScrapeClass;
}

/**
 * The relabelling of one endpoint of a ServiceMonitor, in the operator's order: which Services, which port, the target labels, the
 * rules of the class and of the user, and the shard.
 */
export function serviceRelabeling(input: ServiceRelabelingInput): RelabelConfig[] {
  const { monitor, endpoint, role, settings, scrapeClass } = input;
  const { metadata, spec } = monitor;
  const prefix = role === 'endpointslice' ? 'endpointslice' : 'endpoint';
  const jobLabel = filled(spec.jobLabel);
  return [
    keepJobName,
    ...(spec.selectorMechanism === 'RoleSelector' ? [] : selectorSteps('service', spec.selector)),
    ...keepPort(endpoint, prefix),
    addressOf('Node', 'node', prefix),
    addressOf('Pod', 'pod', prefix),
    copyLabel(meta('namespace'), 'namespace'),
    copyLabel(meta('service_name'), 'service'),
    copyLabel(meta('pod_name'), 'pod'),
    copyLabel(meta('pod_container_name'), 'container'),
    ...(endpoint.filterRunning === false ? [] : [dropEndedPods]),
    ...(spec.targetLabels ?? []).map((label) => copyKubernetesLabel('service', label)),
    ...[...(spec.podTargetLabels ?? []), ...(settings.podTargetLabels ?? [])].map((label) =>
      copyKubernetesLabel('pod', label),
    ),
    { ...copyLabel(meta('service_name'), 'job'), replacement: '${1}' },
    ...(jobLabel === undefined ? [] : [copyKubernetesLabel('service', jobLabel, 'job')]),
    ...labelPort(endpoint),
    ...(scrapeClass.relabelings ?? []).map(userRule),
    ...(endpoint.relabelings ?? []).map(userRule),
    ...enforcedNamespace('servicemonitors', metadata, settings),
    ...shardRules(settings),
  ];
}

/** Keeps the ports that the endpoint is about. A name of the Service's port wins over a port of the container; without both all stay. */
function keepPort({ port, targetPort }: ServiceEndpoint, prefix: string): RelabelConfig[] {
  const name = filled(port);
  return name === undefined ? keepContainerPort(targetPort) : [keepValue(meta(`${prefix}_port_name`), name)];
}

/** The name of what an address belongs to, if it is of this kind. */
function addressOf(kind: string, target: string, prefix: string): RelabelConfig {
  return {
    source_labels: [meta(`${prefix}_address_target_kind`), meta(`${prefix}_address_target_name`)],
    separator: ';',
    regex: `${kind};(.*)`,
    replacement: '${1}',
    target_label: target,
  };
}
