import { readSelector, type Selection, verdictOn } from '../../stack/label-selector';
import { namespaceLabels } from '../../stack/namespace-selection';
import type { PlainValue } from '../../stack/plain-data';
import type { Labels } from '../relabel/label-builder';
import { type Fields, isFields, mapAt, mapsAt } from './fields';
import type { PodGroup } from './pods';
import type { ApiObject } from './world';

/** Whether something holds; undefined where only the cluster knows. */
export type Verdict = boolean | undefined;

/** Who connects: a Prometheus, with the labels of its pods and of its namespace that are known. */
export interface Client {
  readonly namespace: string;

  /** Those that its pods surely have; there may be more. */
  readonly podLabels: Labels;

  /** Undefined where the Namespace is not in the program; its name is a label all the same. */
  readonly namespaceLabels: Labels | undefined;
}

/** The NetworkPolicies of a namespace that limit who connects to pods. */
export function policiesOver(pods: PodGroup, policies: readonly ApiObject[]): ApiObject[] {
  return policies.filter(({ namespace = 'default', manifest }) => {
    const spec = mapAt(manifest, 'spec');
    const types = spec['policyTypes'];
    const limitsIngress = !Array.isArray(types) || types.length === 0 || types.includes('Ingress');
    return (
      namespace === pods.namespace &&
      limitsIngress &&
      selects(readSelectorAt(spec, 'podSelector'), pods.labels) === true
    );
  });
}

/**
 * Whether a policy lets a client in. Policies add up: it is enough that one does.
 *
 * @param port the number of the port of the pods
 */
export function letsIn(
  { manifest, namespace = 'default' }: ApiObject,
  client: Client,
  pods: PodGroup,
  port: number,
): Verdict {
  return anyOf(
    mapsAt(manifest, 'spec', 'ingress').map((rule) =>
      allOf([portMatches(rule, pods, port), peerMatches(rule, client, namespace)]),
    ),
  );
}

function portMatches(rule: Fields, { containers }: PodGroup, number: number): Verdict {
  const ports = mapsAt(rule, 'ports');
  if (ports.length === 0) return true;
  const declared = containers.flatMap((container) => container.ports);
  return anyOf(
    ports.map(({ port, endPort, protocol = 'TCP' }) => {
      if (protocol !== 'TCP') return false;
      if (port === undefined) return true;
      if (typeof port === 'string')
        return declared.some((each) => each.name === port && each.number === number);
      if (typeof port !== 'number') return undefined;
      return typeof endPort === 'number' ? port <= number && number <= endPort : port === number;
    }),
  );
}

function peerMatches(rule: Fields, client: Client, own: string): Verdict {
  const peers = mapsAt(rule, 'from');
  if (peers.length === 0) return true;
  return anyOf(
    peers.map((peer) => {
      // addresses are given out by the cluster; these are all of them
      if (isFields(peer['ipBlock'])) {
        const { cidr, except } = peer['ipBlock'];
        return cidr === '0.0.0.0/0' && !Array.isArray(except) ? true : undefined;
      }
      return allOf([namespaceMatches(peer, client, own), podMatches(peer, client)]);
    }),
  );
}

/** Without a selector for namespaces only pods of the policy's own namespace are meant. */
function namespaceMatches(peer: Fields, { namespace, namespaceLabels: known }: Client, own: string): Verdict {
  if (peer['namespaceSelector'] === undefined) return namespace === own;
  return selects(
    readSelectorAt(peer, 'namespaceSelector'),
    namespaceLabels(namespace, known),
    known === undefined ? 'more' : 'all',
  );
}

function podMatches(peer: Fields, { podLabels }: Client): Verdict {
  if (peer['podSelector'] === undefined) return true;
  return selects(readSelectorAt(peer, 'podSelector'), podLabels, 'more');
}

function readSelectorAt(fields: Fields, key: string): Selection {
  // a plain value, as it stands in a manifest; without one a policy is about all pods
  return readSelector((fields[key] ?? {}) as PlainValue);
}

/** Whether labels are selected, of which there may be more than are known. */
function selects(selection: Selection, labels: Labels, known: 'all' | 'more' = 'all'): Verdict {
  if (selection === 'everything') return true;
  if (typeof selection === 'string') return undefined;
  return verdictOn(selection, labels, known);
}

function allOf(each: readonly Verdict[]): Verdict {
  if (each.includes(false)) return false;
  return each.includes(undefined) ? undefined : true;
}

function anyOf(each: readonly Verdict[]): Verdict {
  if (each.includes(true)) return true;
  return each.includes(undefined) ? undefined : false;
}
