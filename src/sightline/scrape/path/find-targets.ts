import { selectorSteps } from '../selector-steps';
import { selectsLabels } from '../selector-text';
import type { PrometheusSettings } from '../prometheus-settings';
import { relabel } from '../relabel/relabel';
import { readRules } from '../relabel/relabel-rule';
import type { MonitorJob } from '../scrape-config';
import { objectLabels, sanitizeLabelName } from '../meta-labels';
import type { Labels } from '../relabel/label-builder';
import { type DiscoveredTarget, podTargets, serviceTargets } from './discovery';
import { candidates, type IndexedWorld } from './index-world';
import type { TracedMonitor } from './monitor';
import { hasLabels, type PodGroup } from './pods';
import type { Service } from './services';
import { writtenEndpoints } from './written-endpoints';

/** What discovery finds for a job. */
export interface Found {
  /** The Services that the monitor selects, with the pods behind each; none for a PodMonitor. */
  readonly services: readonly { readonly service: Service; readonly pods: readonly PodGroup[] }[];

  /** The pods that it finds, behind Services or by themselves. */
  readonly pods: readonly PodGroup[];
  readonly targets: readonly DiscoveredTarget[];
}

/** Finds the targets of a job. */
export function findTargets(monitor: TracedMonitor, job: MonitorJob, indexed: IndexedWorld): Found {
  const { settings } = indexed.world.prometheus;
  const discovery = discoveryOf(job);
  const { selectors = [] } = discovery;
  const byApi = (labels: Labels): boolean => selectors.every(({ label }) => selectsLabels(label, labels));
  const matches = selectors.length > 0 ? byApi : selectedBy(monitor, settings);
  if (discovery.role === 'pod') {
    const pods = candidates(indexed.pods, 'pod', discovery, job.relabel_configs).filter(({ labels }) =>
      matches(labels),
    );
    return { services: [], pods, targets: pods.flatMap(podTargets) };
  }
  const { role } = discovery;
  const services = candidates(indexed.services, 'service', discovery, job.relabel_configs)
    .filter(({ labels, isExternalName }) => matches(labels) && !isExternalName)
    .flatMap((service) => {
      const written =
        Object.keys(service.selector).length > 0 ? [] : writtenEndpoints(service, role, indexed);
      return written.length > 0 ? written : [{ service, pods: podsOf(service, indexed) }];
    });
  return {
    services,
    pods: [...new Set(services.flatMap(({ pods }) => pods))],
    targets: services.flatMap(({ service, pods }) =>
      pods.flatMap((each) => serviceTargets(service, each, role)),
    ),
  };
}

/** The discovery of a job: the operator writes one. */
export function discoveryOf(job: MonitorJob): MonitorJob['kubernetes_sd_configs'][number] {
  return job.kubernetes_sd_configs[0] ?? { role: 'endpoints' };
}

/** The pods that a Service selects; none where its endpoints are made by others. */
function podsOf({ selector, namespace }: Service, { pods }: IndexedWorld): PodGroup[] {
  if (Object.keys(selector).length === 0) return [];
  const wanted = Object.fromEntries(
    Object.entries(selector).map(([name, value]) => [sanitizeLabelName(name), value]),
  );
  return pods.withLabels(namespace, wanted).filter(({ labels }) => hasLabels(labels, selector));
}

/** Tells what the selector of a monitor leaves by its labels, by the rules that the operator makes of it. */
export function selectedBy(
  { spec, selects }: TracedMonitor,
  settings: PrometheusSettings,
): (labels: Labels) => boolean {
  const read = readRules(selectorSteps(selects, spec.selector), settings);
  // rules that can't be read have been told before
  if (!read.ok) return () => false;
  return (labels) => relabel(objectLabels(selects, labels), read.rules).droppedBy === undefined;
}
