import { defined } from '../../problem/defined';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import type { DiscoveredTarget } from './discovery';
import type { IndexedWorld } from './index-world';
import { type Link, undecidedBy } from './link';
import { emittedLabels } from './link-selected';
import type { TracedMonitor } from './monitor';
import { type Direction, letsThrough, type Party, policiesOver } from './network-policy';
import type { PodGroup } from './pods';
import type { PrometheusInstance } from '../settings/prometheus-instance';
import type { ApiObject } from './world';
import { quoted } from './words';

const name = 'reachable';

/**
 * Whether the NetworkPolicies of the world let Prometheus reach the targets, those over its own pods and those over theirs. Those that nobody shows us may
 * let more through, but none of them can shut out.
 *
 * @param targets those that relabelling keeps
 */
export function linkReachable(
  monitor: TracedMonitor,
  targets: readonly DiscoveredTarget[],
  indexed: IndexedWorld,
): Link {
  const policies = indexed.objects('networking.k8s.io', 'NetworkPolicy');
  const proven: Link = {
    state: 'proven',
    name,
    because: 'no NetworkPolicy that is known stands in between',
  };
  if (policies.length === 0) return proven;
  const open: string[] = [];
  for (const direction of ['Ingress', 'Egress'] as const) {
    for (const target of targets) {
      const link = passes(monitor, target, direction, indexed, policies);
      if (link.state === 'broken') return link;
      if (link.state === 'undecided') open.push(...link.missing);
    }
  }
  return undecidedBy(name, open) ?? proven;
}

/** Whether policies of one direction let Prometheus reach a target. */
function passes(
  { reference }: TracedMonitor,
  { pods, port }: DiscoveredTarget,
  direction: Direction,
  indexed: IndexedWorld,
  policies: readonly ApiObject[],
): Link {
  const { prometheus } = indexed.world;
  const client: Party = {
    namespace: prometheus.namespace,
    labels: prometheus.podLabels,
    ...defined({ otherLabels: prometheus.otherPodLabels }),
    namespaceLabels: emittedLabels(prometheus.namespace, indexed),
  };
  const server: Party = {
    namespace: pods.namespace,
    labels: pods.labels,
    // of declared pods there may be more
    ...(pods.isDeclared ? {} : { otherLabels: [] }),
    namespaceLabels: emittedLabels(pods.namespace, indexed),
  };
  const [own, peer] = direction === 'Ingress' ? [server, client] : [client, server];
  const over = port === undefined || pods.isOutside === true ? [] : policiesOver(own, policies, direction);
  if (port === undefined || over.length === 0)
    return { state: 'proven', name, because: 'no NetworkPolicy is about it' };
  const verdicts = over.map((policy) => letsThrough(policy, direction, peer, pods, port));
  const references = over.map((policy) => `NetworkPolicy/${policy.namespace ?? 'default'}/${policy.name}`);
  if (verdicts.includes(true))
    return { state: 'proven', name, because: `${quoted(references)} let it through` };
  if (verdicts.includes(undefined)) {
    const missing = `whether ${quoted(references)} lets ${prometheus.title} through: labels or addresses that only the cluster knows decide`;
    return { state: 'undecided', name, missing: [missing] };
  }
  if (prometheus.isUnplaced === true) {
    const missing = `the namespace of ${prometheus.title}: ${quoted(references)} lets only some through`;
    return { state: 'undecided', name, missing: [missing] };
  }
  return {
    state: 'broken',
    name,
    wanted: `port ${port} of ${pods.from}, from the namespace '${prometheus.namespace}'`,
    found: references.join(', '),
    problems: [shutOut({ reference, references, direction, port, pods, prometheus })],
  };
}

function shutOut({
  reference,
  references,
  direction,
  port,
  pods,
  prometheus: { title, namespace },
}: {
  readonly reference: string;
  readonly references: readonly string[];
  readonly direction: Direction;
  readonly port: number;
  readonly pods: PodGroup;
  readonly prometheus: PrometheusInstance;
}): Problem {
  const isOne = references.length === 1;
  const who = `${title} (namespace '${namespace}')`;
  const does =
    direction === 'Ingress'
      ? `${isOne ? 'lets' : 'let'} nobody of ${who} reach`
      : `${isOne ? 'keeps' : 'keep'} ${who} from`;
  const message = `${quoted(references)} ${does} port ${port} of '${pods.from}': every scrape of '${reference}' ends without an answer`;
  const other = direction === 'Ingress' ? namespace : pods.namespace;
  return error('NET001', message, {
    object: references[0] ?? reference,
    path: `spec.${direction.toLowerCase()}`,
    related: [reference],
    fix: `allow ${direction.toLowerCase()} to port ${port} ${direction === 'Ingress' ? 'from' : 'in'} the namespace with kubernetes.io/metadata.name=${other}`,
  });
}
