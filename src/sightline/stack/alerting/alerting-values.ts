import { defaultSeverities, type SeverityLabels } from '../../objectives/alert-severities';
import { incidentLabels } from '../../objectives/alert-tiers';
import type { AlertRoute, AlertRoutingOptions, GroupingOptions } from './alert-routing';
import { chartReceivers, chartRoutes } from './chart-alerting';
import { conditionsOf, matcherOf } from './conditions';
import { switchReceiverConfig, switchRoutes } from './dead-mans-switch';
import { inhibitRules } from './inhibition';
import type { Receiver } from './receivers';
import { receiverConfig, secretsOf } from './receiver-config';

/** What the objectives of the services that are bound to a stack ask of its Alertmanager. */
export interface BoundObjectives {
  /** The labels that any of them is grouped by, in any order. */
  readonly groupingLabels: readonly string[];
}

/**
 * What the routing and the objectives put under `alertmanager` of the chart's values; undefined where there is neither. The chart's
 * `tplConfig` stays false, so `{{` in a text is for Alertmanager, and Helm leaves it alone.
 *
 * @param watchdog the matchers of the alert that always fires
 */
export function alertmanagerValues(
  routing: AlertRoutingOptions | undefined,
  objectives: BoundObjectives | undefined,
  watchdog: readonly string[],
): Record<string, unknown> | undefined {
  if (routing === undefined && objectives === undefined) return undefined;
  const secrets = routing === undefined ? [] : secretNames(routing);
  return {
    config: {
      ...(routing === undefined ? {} : routingConfig(routing, watchdog)),
      ...(objectives === undefined ? {} : { inhibit_rules: inhibitRules(objectives.groupingLabels) }),
    },
    ...(secrets.length === 0 ? {} : { alertmanagerSpec: { secrets } }),
  };
}

/** What the label `severity` says, with the defaults filled in. */
export function severitiesOf({ severities }: Pick<AlertRoutingOptions, 'severities'> = {}): SeverityLabels {
  return {
    page: severities?.page ?? defaultSeverities.page,
    ticket: severities?.ticket ?? defaultSeverities.ticket,
  };
}

/** Where the notifications of each receiver go, by its name; one that is undefined is left out. */
export function receiversOf(routing: AlertRoutingOptions): [string, readonly Receiver[]][] {
  const all: [string, Receiver | readonly Receiver[] | undefined][] = Object.entries(routing.receivers);
  return all.flatMap(([name, places]): [string, readonly Receiver[]][] => {
    if (places === undefined) return [];
    return [[name, 'kind' in places ? [places] : places]];
  });
}

function routingConfig(routing: AlertRoutingOptions, watchdog: readonly string[]): Record<string, unknown> {
  const { groupBy = incidentLabels, otherwise, routes, deadMansSwitch } = routing;
  const severities = severitiesOf(routing);
  return {
    route: {
      receiver: otherwise,
      ...groupingConfig({ ...routing, groupBy }),
      routes: [
        ...switchRoutes(routing, watchdog),
        ...chartRoutes,
        ...routes.map((route) => routeConfig(route, severities)),
      ],
    },
    receivers: [
      ...chartReceivers,
      ...(deadMansSwitch === undefined ? [] : [switchReceiverConfig(deadMansSwitch)]),
      ...receiversOf(routing).map(([name, places]) => receiverConfig(name, places)),
    ],
  };
}

function routeConfig(route: AlertRoute, severities: SeverityLabels): Record<string, unknown> {
  const matchers = conditionsOf(route, severities).map(matcherOf);
  return { receiver: route.receiver, matchers, ...groupingConfig(route) };
}

function groupingConfig({ groupBy, groupWait, groupInterval, repeatInterval }: GroupingOptions): object {
  return {
    group_by: groupBy,
    group_wait: groupWait,
    group_interval: groupInterval,
    repeat_interval: repeatInterval,
  };
}

/** The Secrets that the operator is to mount. */
function secretNames(routing: AlertRoutingOptions): string[] {
  const places = receiversOf(routing).flatMap(([, each]) => each);
  const { deadMansSwitch } = routing;
  const secrets = [
    ...places.flatMap(secretsOf),
    ...(deadMansSwitch === undefined ? [] : [deadMansSwitch.url]),
  ];
  return [...new Set(secrets.map(({ name }) => name))].sort();
}
