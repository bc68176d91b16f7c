import { selectorSteps } from '../selector-steps';
import { selectsLabels } from '../selector-text';
import type { PrometheusSettings } from '../prometheus-settings';
import { relabel } from '../relabel/relabel';
import { readRules } from '../relabel/relabel-rule';
import type { KubernetesDiscovery, ScrapeConfig } from '../scrape-config';
import { labelPresentOf, labelValueOf } from '../meta-labels';
import type { Labels } from '../relabel/label-builder';
import { type DiscoveredTarget, podTargets, serviceTargets } from './discovery';
import { candidates, type IndexedWorld } from './index-world';
import type { TracedMonitor } from './monitor';
import type { PodGroup } from './pods';
import { podsBehind, type Service } from './services';
import { sanitizeLabelName } from '../meta-labels';

/** What discovery finds for a job. */
export interface Found {
  /** The Services that the monitor selects, with the pods behind each; none for a PodMonitor. */
  readonly services: readonly { readonly service: Service; readonly pods: readonly PodGroup[] }[];

  /** The pods that it finds, behind Services or by themselves. */
  readonly pods: readonly PodGroup[];
  readonly targets: readonly DiscoveredTarget[];
}

/** Finds the targets of a job. */
export function findTargets(monitor: TracedMonitor, job: ScrapeConfig, indexed: IndexedWorld): Found {
  const { settings } = indexed.world.prometheus;
  const discovery = discoveryOf(job);
  const { selectors = [] } = discovery;
  const byApi = (labels: Labels): boolean => selectors.every(({ label }) => selectsLabels(label, labels));
  const matches = (labels: Labels): boolean =>
    selectors.length > 0 ? byApi(labels) : isSelected(monitor, labels, settings);
  if (discovery.role === 'pod') {
    const pods = candidates(indexed.pods, 'pod', discovery, job.relabel_configs).filter(({ labels }) =>
      matches(labels),
    );
    return { services: [], pods, targets: pods.flatMap(podTargets) };
  }
  const { role } = discovery;
  const services = candidates(indexed.services, 'service', discovery, job.relabel_configs)
    .filter(({ labels, isExternalName }) => matches(labels) && !isExternalName)
    .map((service) => ({ service, pods: podsOf(service, indexed) }));
  return {
    services,
    pods: [...new Set(services.flatMap(({ pods }) => pods))],
    targets: services.flatMap(({ service, pods }) =>
      pods.flatMap((each) => serviceTargets(service, each, role)),
    ),
  };
}

/** The discovery of a job: the operator writes one. */
export function discoveryOf(job: ScrapeConfig): KubernetesDiscovery {
  return job.kubernetes_sd_configs[0] ?? { role: 'endpoints' };
}

/** The pods that a Service selects. */
export function podsOf(service: Service, { pods }: IndexedWorld): PodGroup[] {
  const wanted = Object.fromEntries(
    Object.entries(service.selector).map(([name, value]) => [sanitizeLabelName(name), value]),
  );
  return podsBehind(service, pods.withLabels(service.namespace, wanted));
}

/** Whether the selector of a monitor leaves what has these labels, by the rules that the operator makes of it. */
export function isSelected(
  { spec, selects }: TracedMonitor,
  labels: Labels,
  settings: PrometheusSettings,
): boolean {
  const read = readRules(selectorSteps(selects, spec.selector), settings);
  const meta = Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) => [
      [labelValueOf(selects, name), value],
      [labelPresentOf(selects, name), 'true'],
    ]),
  );
  // rules that can't be read have been told before
  return read.ok && relabel(meta, read.rules).droppedBy === undefined;
}
