import { error } from '../../problem/problems';
import { enforcedNamespace } from '../enforced-namespace';
import type { PrometheusInstance } from '../settings/prometheus-instance';
import type { DiscoveredTarget } from './discovery';
import type { Link } from './link';
import type { TracedMonitor } from './monitor';

const name = 'labelled';

/** Whether the series have the namespace of what they come from, and not that of the monitor, which may be enforced. */
export function linkLabelled(
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
