import { error } from '../../problem/problems';
import type { DiscoveredTarget } from './discovery';
import type { IndexedWorld } from './index-world';
import { type Link, undecidedBy } from './link';
import { emittedLabels } from './link-selected';
import type { TracedMonitor } from './monitor';
import { type Client, letsIn, policiesOver } from './network-policy';
import { quoted } from './words';

const name = 'reachable';

/**
 * Whether the NetworkPolicies of the world let Prometheus reach the targets. Those that nobody shows us may let more in, but none of
 * them can shut out.
 *
 * @param targets those that relabelling keeps
 */
export function linkReachable(
  { reference }: TracedMonitor,
  targets: readonly DiscoveredTarget[],
  indexed: IndexedWorld,
): Link {
  const { prometheus } = indexed.world;
  const client: Client = {
    namespace: prometheus.namespace,
    podLabels: prometheus.podLabels,
    namespaceLabels: emittedLabels(prometheus.namespace, indexed),
  };
  const policies = indexed.objects('networking.k8s.io', 'NetworkPolicy');
  const open: string[] = [];
  for (const { pods, port } of targets) {
    const over = policiesOver(pods, policies);
    if (over.length === 0 || port === undefined) continue;
    const verdicts = over.map((policy) => letsIn(policy, client, pods, port));
    if (verdicts.includes(true)) continue;
    const references = over.map((policy) => `NetworkPolicy/${policy.namespace ?? 'default'}/${policy.name}`);
    if (verdicts.includes(undefined)) {
      open.push(
        `whether ${quoted(references)} lets in ${prometheus.title}: labels or addresses that only the cluster knows decide`,
      );
      continue;
    }
    const message =
      `${quoted(references)} ${references.length === 1 ? 'lets' : 'let'} nobody of ${prometheus.title} (namespace '${prometheus.namespace}') ` +
      `reach port ${port} of '${pods.from}': every scrape of '${reference}' ends without an answer`;
    return {
      state: 'broken',
      name,
      wanted: `port ${port} of ${pods.from}, from the namespace '${prometheus.namespace}'`,
      found: references.join(', '),
      problems: [
        error('NET001', message, {
          object: references[0] ?? reference,
          path: 'spec.ingress',
          related: [reference],
          fix: `allow ingress to port ${port} from the namespace with kubernetes.io/metadata.name=${prometheus.namespace}`,
        }),
      ],
    };
  }
  return (
    undecidedBy(name, open) ?? {
      state: 'proven',
      name,
      because: 'no NetworkPolicy of the program stands in between',
    }
  );
}
