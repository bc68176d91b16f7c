import { filled } from './filled';
import { enforcedNamespace } from './enforced-namespace';
import type { PodEndpoint, PodMonitor } from './manifests';
import { meta } from './meta-labels';
import type { PrometheusSettings, ScrapeClass } from './prometheus-settings';
import {
  copyKubernetesLabel,
  copyLabel,
  dropEndedPods,
  keepJobName,
  keepValue,
  setLabel,
  shardRules,
  userRule,
} from './relabel-steps';
import type { RelabelConfig } from './scrape-config';
import { selectorSteps } from './selector-steps';

/** What decides on the relabelling of the targets of a PodMonitor. */
export interface PodRelabelingInput {
  readonly monitor: PodMonitor;
  readonly endpoint: PodEndpoint;
  readonly settings: PrometheusSettings;
  readonly scrapeClass: ScrapeClass;
}

/**
 * The relabelling of one endpoint of a PodMonitor, in the operator's order: which pods, which port, the target labels, the rules of
 * the class and of the user, and the shard.
 */
export function podRelabeling(input: PodRelabelingInput): RelabelConfig[] {
  const { monitor, endpoint, settings, scrapeClass } = input;
  const { metadata, spec } = monitor;
  const jobLabel = filled(spec.jobLabel);
  return [
    keepJobName,
    ...(endpoint.filterRunning === false ? [] : [dropEndedPods]),
    ...(spec.selectorMechanism === 'RoleSelector' ? [] : selectorSteps('pod', spec.selector)),
    ...keepPort(endpoint),
    copyLabel(meta('namespace'), 'namespace'),
    copyLabel(meta('pod_container_name'), 'container'),
    copyLabel(meta('pod_name'), 'pod'),
    ...[...(spec.podTargetLabels ?? []), ...(settings.podTargetLabels ?? [])].map((label) =>
      copyKubernetesLabel('pod', label),
    ),
    setLabel('job', `${metadata.namespace}/${metadata.name}`),
    ...(jobLabel === undefined ? [] : [copyKubernetesLabel('pod', jobLabel, 'job')]),
    ...labelPort(endpoint),
    ...(scrapeClass.relabelings ?? []).map(userRule),
    ...(endpoint.relabelings ?? []).map(userRule),
    ...enforcedNamespace('podmonitors', metadata, settings),
    ...shardRules(settings),
  ];
}

/** Keeps the ports that the endpoint is about: by the name of a container's port, by its number, or by the older `targetPort`. */
function keepPort({ port, portNumber = 0, targetPort }: PodEndpoint): RelabelConfig[] {
  const byName = (name: string) => [keepValue(meta('pod_container_port_name'), name)];
  const byNumber = (number: number) => [keepValue(meta('pod_container_port_number'), String(number))];
  const name = filled(port);
  if (name !== undefined) return byName(name);
  if (portNumber !== 0) return byNumber(portNumber);
  if (typeof targetPort === 'string' && targetPort !== '') return byName(targetPort);
  return typeof targetPort === 'number' && targetPort !== 0 ? byNumber(targetPort) : [];
}

/** The port as the target label `endpoint`; the operator sets none for a `portNumber`. */
function labelPort({ port, targetPort }: PodEndpoint): RelabelConfig[] {
  const name = filled(port) ?? (targetPort === undefined ? undefined : filled(String(targetPort)));
  return name === undefined ? [] : [setLabel('endpoint', name)];
}
