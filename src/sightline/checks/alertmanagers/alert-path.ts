import { type Branch, drawTree, leaf } from '../../problem/draw-tree';
import { printFieldPath } from '../../schema/violations';
import type { Link } from '../../scrape/path/link';
import { written } from '../../stack/alerting/parse-matcher';
import { integrationsOf } from '../../stack/alerting/delivery';
import { readRoute, type RouteStep, takenIn, traceRoute } from '../../stack/alerting/route-tree';
import { objectsOf, referenceOf, type World } from '../world';
import { alertsOf, type FinalAlert } from './alerts';
import { configurationsIn, type FinalConfiguration } from './final-configurations';

/** A receiver that gets an alert. */
export interface ToldReceiver {
  readonly name: string;

  /** What it tells by: `slack`, `pagerduty`. Without any nobody is told. */
  readonly integrations: readonly string[];

  /** Whether the alert gets there whatever its other labels are. */
  readonly isCertain: boolean;
}

/** The way of an alert through the routes of one configuration of Alertmanager. */
export interface AlertPath {
  readonly alert: string;

  /** The rules that it is in, as `Kind/namespace/name`, or a rule file. */
  readonly object: string;
  readonly labels: Readonly<Record<string, string>>;

  /** What the configuration is called. */
  readonly configuration: string;
  readonly routes: RouteStep;
  readonly receivers: readonly ToldReceiver[];

  /** Whether somebody is told for certain, nobody, or what is not known decides it. */
  readonly state: Link['state'];
}

/** The ways of the alerts of a name, one for each configuration. */
export function alertPaths(world: World, name: string): AlertPath[] {
  const configurations = configurationsIn(world, true);
  const rules = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule');
  return alertsOf(rules, name).flatMap((alert) =>
    configurations.filter((each) => concerns(each, alert)).map((each) => pathOf(alert, each)),
  );
}

/** An AlertmanagerConfig is about the alerts of its namespace. */
function concerns({ namespace }: FinalConfiguration, { labels }: FinalAlert): boolean {
  return namespace === undefined || (labels['namespace'] ?? namespace) === namespace;
}

function pathOf(alert: FinalAlert, { config, name, kind, namespace }: FinalConfiguration): AlertPath {
  const integrations = integrationsOf(config['receivers']);
  const routes = traceRoute(readRoute(config['route'], ['route']), alert);
  const isOfNamespace = kind !== 'AlertmanagerConfig' || alert.labels['namespace'] === namespace;
  const receivers = takenIn(routes).map(({ route, isCertain }): ToldReceiver => {
    const receiver = route.receiver ?? '(unreadable)';
    return {
      name: receiver,
      integrations: integrations.get(receiver) ?? [],
      // nobody knows here whether an Alertmanager selects the object
      isCertain: isCertain && isOfNamespace && kind !== 'AlertmanagerConfig',
    };
  });
  const telling = receivers.filter((each) => each.integrations.length > 0);
  const state = telling.some(({ isCertain }) => isCertain)
    ? 'proven'
    : telling.length > 0
      ? 'undecided'
      : 'broken';
  return {
    alert: alert.name,
    object: alert.object.isRuleFile === true ? alert.object.name : referenceOf(alert.object),
    labels: alert.labels,
    configuration: name,
    routes,
    receivers,
    state,
  };
}

/**
 * Draws the way of an alert as a tree: each route that was looked at, and why it matched or did not.
 *
 * @param rules how the rules of the alert get to a Prometheus, a line for each
 */
export function drawAlertPath(path: AlertPath, rules: readonly string[]): string {
  const { alert, object, labels, configuration, routes, receivers, state } = path;
  const known = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return drawTree({
    text: `alert ${alert} of ${object}: ${state}`,
    below: [
      ...rules.map(leaf),
      leaf(`labels that are known: ${known.join(', ')}`),
      { text: `by ${configuration}`, below: [branchOf(routes, labels)] },
      ...receivers.map(({ name, integrations, isCertain }) =>
        leaf(
          `${isCertain ? '' : 'perhaps '}told: ${integrations.length === 0 ? `nobody, since '${name}' has no integration` : `'${name}' by ${integrations.join(', ')}`}`,
        ),
      ),
    ],
  });
}

function branchOf(step: RouteStep, labels: AlertPath['labels']): Branch {
  const { route, below } = step;
  const to = route.receiver === undefined ? '' : ` (to ${route.receiver})`;
  return {
    text: `${printFieldPath(route.at)}${to}: ${reasonOf(step, labels)}`,
    below: below.map((each) => branchOf(each, labels)),
  };
}

function reasonOf({ route, matches, decisive }: RouteStep, labels: AlertPath['labels']): string {
  const { matchers, continues } = route;
  if (matchers === undefined) return 'undecided, since a matcher of it is in no form that is read here';
  const all = matchers.map(written).join(', ');
  if (matches === 'yes') {
    const why = matchers.length === 0 ? 'takes every alert' : `matches by ${all}`;
    return continues ? `${why}, and goes on with the next` : why;
  }
  const label = decisive?.label ?? '';
  const asked = decisive === undefined ? all : written(decisive);
  if (matches === 'maybe') return `undecided: it asks for ${asked}, and nothing is known of '${label}'`;
  const value = labels[label];
  return `no: it asks for ${asked}, and ${value === undefined ? `the alert has no '${label}'` : `'${label}' is "${value}"`}`;
}
