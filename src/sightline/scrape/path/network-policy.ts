import {
  readSelector,
  type Requirement,
  requirementsOf,
  type Selection,
  verdictOn,
} from '../../stack/label-selector';
import { namespaceLabels } from '../../stack/namespace-selection';
import type { PlainValue } from '../../stack/plain-data';
import type { Labels } from '../relabel/label-builder';
import { type Fields, isFields, mapAt, mapsAt } from './fields';
import type { PodGroup } from './pods';
import type { ApiObject } from './world';

/** Whether something holds; undefined where only the cluster knows. */
export type Verdict = boolean | undefined;

/** What a policy limits: who reaches its pods, or whom they reach. */
export type Direction = 'Ingress' | 'Egress';

/** Pods on one side of a connection, with what is known of their labels and of those of their namespace. */
export interface Party {
  readonly namespace: string;

  /** Those that the pods surely have. */
  readonly labels: Labels;

  /**
   * The names of labels that they have with values that only the cluster knows; they have no others.
   *
   * @default - any
   */
  readonly otherLabels?: readonly string[];

  /** Undefined where the Namespace is not in the program; its name is a label all the same. */
  readonly namespaceLabels: Labels | undefined;
}

/** The NetworkPolicies of a namespace that limit whom pods talk to, or who talks to them. */
export function policiesOver(
  party: Pick<Party, 'namespace' | 'labels' | 'otherLabels'>,
  policies: readonly ApiObject[],
  direction: Direction,
): ApiObject[] {
  return policies.filter(({ namespace = 'default', manifest }) => {
    const spec = mapAt(manifest, 'spec');
    return (
      namespace === party.namespace &&
      limits(spec, direction) &&
      hasSelected(readSelectorAt(spec, 'podSelector'), party) === true
    );
  });
}

/** A policy that does not say is about who reaches its pods, and about whom they reach where it has rules for that. */
function limits(spec: Fields, direction: Direction): boolean {
  const types = spec['policyTypes'];
  if (Array.isArray(types) && types.length > 0) return types.includes(direction);
  return direction === 'Ingress' || Array.isArray(spec['egress']);
}

/**
 * Whether a policy lets a connection through. Policies add up: it is enough that one does.
 *
 * @param peer the side that the policy is not over
 * @param pods those that are connected to
 * @param port the number of the port of these
 */
export function letsThrough(
  { manifest, namespace = 'default' }: ApiObject,
  direction: Direction,
  peer: Party,
  pods: PodGroup,
  port: number,
): Verdict {
  const [rules, peers] =
    direction === 'Ingress' ? (['ingress', 'from'] as const) : (['egress', 'to'] as const);
  return anyOf(
    mapsAt(manifest, 'spec', rules).map((rule) =>
      allOf([portMatches(rule, pods, port), peerMatches(mapsAt(rule, peers), peer, namespace)]),
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

function peerMatches(peers: readonly Fields[], party: Party, own: string): Verdict {
  if (peers.length === 0) return true;
  return anyOf(
    peers.map((peer) => {
      // addresses are given out by the cluster; these are all of them
      if (isFields(peer['ipBlock'])) {
        const { cidr, except } = peer['ipBlock'];
        return cidr === '0.0.0.0/0' && !Array.isArray(except) ? true : undefined;
      }
      return allOf([namespaceMatches(peer, party, own), podMatches(peer, party)]);
    }),
  );
}

/** Without a selector for namespaces only pods of the policy's own namespace are meant. */
function namespaceMatches(peer: Fields, { namespace, namespaceLabels: known }: Party, own: string): Verdict {
  if (peer['namespaceSelector'] === undefined) return namespace === own;
  return selects(
    readSelectorAt(peer, 'namespaceSelector'),
    namespaceLabels(namespace, known),
    known === undefined ? 'more' : 'all',
  );
}

function podMatches(peer: Fields, party: Party): Verdict {
  return peer['podSelector'] === undefined ? true : hasSelected(readSelectorAt(peer, 'podSelector'), party);
}

/** Whether a selector selects pods. */
function hasSelected(
  selection: Selection,
  { labels, otherLabels }: Party | Omit<Party, 'namespaceLabels'>,
): Verdict {
  const isOther = ({ key }: Requirement): boolean => otherLabels?.includes(key) ?? true;
  const asksOthers = typeof selection !== 'string' && requirementsOf(selection).some(isOther);
  return selects(selection, labels, asksOthers ? 'more' : 'all');
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
