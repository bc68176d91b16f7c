import { filled } from './filled';
import { enforcedNamespace } from './enforced-namespace';
import type { PodEndpoint, PodMonitor } from './manifests';
import { meta } from './meta-labels';
import { keepContainerPort, labelPort } from './port-steps';
import type { PrometheusSettings, ScrapeClass } from './prometheus-settings';
import {
  copyKubernetesLabel,
  copyLabel,
  dropEndedPods,
  keepJobName,
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
    ...keepContainerPort(containerPort(endpoint)),
    copyLabel(meta('namespace'), 'namespace'),
    copyLabel(meta('pod_container_name'), 'container'),
    copyLabel(meta('pod_name'), 'pod'),
    ...[...(spec.podTargetLabels ?? []), ...(settings.podTargetLabels ?? [])].map((label) =>
      copyKubernetesLabel('pod', label),
    ),
    setLabel('job', `${metadata.namespace}/${metadata.name}`),
    ...(jobLabel === undefined ? [] : [copyKubernetesLabel('pod', jobLabel, 'job')]),
    // of a `portNumber` the operator makes no label
    ...labelPort(endpoint),
    ...(scrapeClass.relabelings ?? []).map(userRule),
    ...(endpoint.relabelings ?? []).map(userRule),
    ...enforcedNamespace('podmonitors', metadata, settings),
    ...shardRules(settings),
  ];
}

/** The port that the endpoint is about: the name of a container's port, its number, or the older `targetPort`. */
function containerPort({ port, portNumber = 0, targetPort }: PodEndpoint): string | number | undefined {
  return filled(port) ?? (portNumber === 0 ? targetPort : portNumber);
}
