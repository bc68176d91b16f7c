import { targetLabels } from '../../contract/target-labels';
import type { Target } from '../../contract/target-labels';
import { incidentLabels } from '../../objectives/alert-tiers';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { joinPath } from '../../problem/read';
import type { AlertRoute, AlertRoutingOptions, LabelMatch } from './alert-routing';
import { valuesOf } from './conditions';

/** What alerts on a service that is bound to a stack can be told by. */
export interface BoundService {
  /** The values of the labels `namespace` and `service`. */
  readonly target: Target;

  /** Its own labels, such as those of its metrics. */
  readonly labels: readonly string[];
}

/** The labels that alerts of this library have. */
const ownLabels = [...incidentLabels, 'alertname', 'severity', 'tier'];

/** Labels of the alerts that the chart brings: no misspellings, near as they may be to others. */
const chartLabels = [...targetLabels, 'cluster', 'device', 'endpoint', 'mountpoint', 'node', 'prometheus'];

/** Namespaces that are there without a service of the program, and that alerts of the chart are about. */
const clusterNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/**
 * Routes that probably match nothing, because they name a service, a namespace or a label that no service of the stack has: `RTE012`. The
 * alerts of the chart are routed too, so it is a warning, and labels are only held against those that are near. Nothing is
 * known of a stack that no service is bound to.
 *
 * @param services what is bound to the stack
 * @param home the namespace of the stack, which alerts are about, too
 * @param path where the routing stands
 */
export function matchProblems(
  { routes }: Pick<AlertRoutingOptions, 'routes'>,
  services: readonly BoundService[],
  home: string,
  path: string,
): Problem[] {
  if (services.length === 0) return [];
  const targets = services.map(({ target }) => target);
  const known: Known = {
    service: targets.map(({ service }) => service),
    namespace: targets.map(({ namespace }) => namespace),
    others: [home, ...clusterNamespaces],
    labels: [...new Set([...ownLabels, ...services.flatMap(({ labels }) => labels)])],
  };
  return routes.flatMap((route, index) =>
    routeProblems(route, known, `${joinPath(`${path}.routes`, index)}.match`),
  );
}

interface Known extends Readonly<Record<'service' | 'namespace' | 'labels', readonly string[]>> {
  /** More namespaces. */
  readonly others: readonly string[];
}

function routeProblems({ match = {} }: AlertRoute, known: Known, path: string): Problem[] {
  const all: [string, LabelMatch | undefined][] = Object.entries(match);
  return all.flatMap(([label, value]) => {
    if (value === undefined) return [];
    const where = joinPath(path, label);
    if (label !== 'service' && label !== 'namespace') return labelProblems(label, known, where);
    const names = label === 'namespace' ? [...known.namespace, ...known.others] : known.service;
    return (valuesOf(value) ?? [])
      .filter((name) => !names.includes(name))
      .map((name) => unknownName(label, name, known[label], where));
  });
}

function unknownName(
  label: 'service' | 'namespace',
  name: string,
  known: readonly string[],
  path: string,
): Problem {
  const meant = nearest(name, known);
  const names = [...new Set(known)].sort().map((each) => `'${each}'`);
  const what = label === 'service' ? 'no service that is bound to this stack' : 'the namespace of no service';
  return warning('RTE012', `'${path}' (${name}) is ${what}, so the route takes no alert on one`, {
    path,
    fix: meant === undefined ? `known are ${names.join(', ')}` : `write '${meant}'`,
  });
}

function labelProblems(label: string, { labels }: Known, path: string): Problem[] {
  if (labels.includes(label) || chartLabels.includes(label)) return [];
  const meant = nearest(label, labels);
  if (meant === undefined) return [];
  return [
    warning('RTE012', `'${path}' is no label that alerts on the services of this stack have`, {
      path,
      fix: `write '${meant}'`,
    }),
  ];
}
