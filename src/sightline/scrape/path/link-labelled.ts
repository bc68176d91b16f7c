import { identityLabelNames } from '../../contract/target-labels';
import { error } from '../../problem/problems';
import { enforcedNamespace } from '../enforced-namespace';
import type { PrometheusInstance } from '../settings/prometheus-instance';
import type { DiscoveredTarget } from './discovery';
import type { Link } from './link';
import type { TracedMonitor } from './monitor';
import type { JobPath } from './scrape-path';

const name = 'labelled';

/**
 * Whether the series have the labels by which rules know them: the namespace of what they come from, and not that of the monitor, which may be
 * enforced; and those of the service that the monitor is of.
 *
 * @param targets what was discovered and is scraped
 * @param jobs the same by jobs, with what relabelling has made of it
 */
export function linkLabelled(
  monitor: TracedMonitor,
  targets: readonly DiscoveredTarget[],
  jobs: readonly JobPath[],
  prometheus: PrometheusInstance,
): Link {
  const ofPods = inNamespaceOfPods(monitor, targets, prometheus);
  return ofPods.state === 'proven' ? (knownAsService(monitor, jobs) ?? ofPods) : ofPods;
}

/**
 * The link breaks where no series of an endpoint have the labels of the service; undefined where some have. That others have not is another cause: they
 * are scraped through a Service of somebody else.
 *
 * @param otherFix what helps. Default: to leave the label alone
 */
export function knownAsService(
  { target, reference }: Pick<TracedMonitor, 'target' | 'reference'>,
  jobs: readonly JobPath[],
  otherFix?: string,
): Link | undefined {
  if (target === undefined) return undefined;
  for (const { targets } of jobs) {
    const kept = targets.filter((each) => each.kept === true);
    const others = kept.map(({ labels }) =>
      identityLabelNames.find((label) => labels[label] !== target[label]),
    );
    const [other] = others;
    if (other === undefined || others.includes(undefined)) continue;
    const [wanted, found] = [target[other], kept[0]?.labels[other]].map((value) => describe(other, value));
    const message = `the series of '${reference}' have ${found}, and rules about '${target.service}' look for ${wanted}: none of its alerts fires`;
    const fix = otherFix ?? `leave the label '${other}' as it is in 'relabelings'`;
    return {
      state: 'broken',
      name,
      wanted: wanted ?? '',
      found: found ?? '',
      problems: [error('SEL015', message, { object: reference, path: 'spec', fix })],
    };
  }
  return undefined;
}

function describe(label: string, value: string | undefined): string {
  return value === undefined ? `no label '${label}'` : `${label}=${JSON.stringify(value)}`;
}

function inNamespaceOfPods(
  { kind, name: own, namespace, reference }: TracedMonitor,
  targets: readonly DiscoveredTarget[],
  { settings, title, path }: PrometheusInstance,
): Link {
  const resource = kind === 'ServiceMonitor' ? 'servicemonitors' : 'podmonitors';
  const [rule] = enforcedNamespace(resource, { name: own, namespace }, settings);
  const other = targets.find(({ pods }) => pods.namespace !== namespace);
  if (rule?.target_label !== 'namespace' || other === undefined)
    return { state: 'proven', name, because: "the label 'namespace' is that of the pods" };
  const { pods } = other;
  return {
    state: 'broken',
    name,
    wanted: `namespace="${pods.namespace}"`,
    found: `namespace="${namespace}"`,
    problems: [
      error(
        'OPR015',
        `'${path}.enforcedNamespaceLabel' (namespace) of ${title} gives the series of '${reference}' namespace="${namespace}", and their pods ('${pods.from}') are in '${pods.namespace}': rules and alerts about '${pods.namespace}' find nothing`,
        { object: reference, path: 'metadata.namespace', fix: `put the monitor into '${pods.namespace}'` },
      ),
    ],
  };
}
