import { isDeepStrictEqual } from 'node:util';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { plural } from '../../problem/plural';
import { warning } from '../../problem/problems';
import { configurationProblems } from '../../stack/alerting/check-configuration';
import { partsIn } from '../../stack/alerting/check-fields';
import { integrationsOf } from '../../stack/alerting/delivery';
import { readRoute, type Route, takenIn, traceRoute } from '../../stack/alerting/route-tree';
import { type PlainMap, type PlainValue, valueAt } from '../../stack/plain-data';
import { watchdogName } from '../../stack/alerting/watchdog';
import type { Check } from '../check';
import { referenceOf, type StackFacts } from '../world';
import { alertsIn, type FinalAlert } from './alerts';
import { configurationsIn, type FinalConfiguration } from './final-configurations';
import { matchersAsked } from './matchers-asked';

/**
 * Configurations of Alertmanager, whoever wrote them: what it refuses, routes that no alert reaches, and alerts of which nobody is told. What the options of
 * a stack say is checked where they are read; values beside them are judged here.
 */
export const alertmanagersCheck: Check = {
  layer: 'rules',
  run: (world) => {
    const isProgram = world.cluster === undefined;
    const all = configurationsIn(world).filter(
      ({ stack }) => !isProgram || stack === undefined || isGiven(stack),
    );
    if (all.length === 0) return [];
    const needsAlerts = all.some(
      ({ kind, config }) => kind !== 'AlertmanagerConfig' || 'inhibitRules' in config,
    );
    const alerts = needsAlerts ? alertsIn(world) : [];
    // the operator puts the routes of such objects before those of a configuration
    const isWhole = !all.some(({ kind }) => kind === 'AlertmanagerConfig');
    return all.flatMap((configuration) =>
      [
        ...configurationProblems(configuration),
        ...inhibitionProblems(configuration, alerts),
        ...(isWhole ? deliveryProblems(configuration, alerts) : []),
      ]
        .filter(({ id }) => !isProgram || !toldOf(configuration.stack).includes(id))
        .map((problem): Problem =>
          configuration.object === undefined
            ? problem
            : { ...problem, object: referenceOf(configuration.object) },
        ),
    );
  },
};

/** Whether the values of a stack say more of the configuration than its options do. */
function isGiven({ values, declared }: StackFacts): boolean {
  const path = ['alertmanager', 'config'];
  return !isDeepStrictEqual(valueAt(values, path), valueAt(declared, path));
}

/** What is told of the final routing of a stack elsewhere, or of its options. */
function toldOf(stack: StackFacts | undefined): readonly string[] {
  if (stack === undefined) return [];
  return ['RTE001', 'RTE004', 'RTE016', ...(stack.isRouted ? ['RTE002', 'RTE003'] : [])];
}

/** Labels that alerts have, whoever writes them. */
const commonLabels =
  'alertname severity namespace service job instance pod container node cluster endpoint device mountpoint prometheus deployment statefulset daemonset team env environment region'.split(
    ' ',
  );

/** Labels that an inhibition compares, and that are nearly those of alerts. */
function inhibitionProblems(
  { config, kind, pathOf, name: whole }: FinalConfiguration,
  alerts: readonly FinalAlert[],
): Problem[] {
  const field = kind === 'AlertmanagerConfig' ? 'inhibitRules' : 'inhibit_rules';
  const known = new Set([...commonLabels, ...alerts.flatMap(({ labels }) => Object.keys(labels))]);
  return partsIn(config[field], [field]).flatMap(({ value, at }) => {
    const equal: readonly PlainValue[] = Array.isArray(value['equal']) ? value['equal'] : [];
    return equal.flatMap((label, position) => {
      if (typeof label !== 'string' || known.has(label) || isMatched(config, label)) return [];
      const meant = nearest(label, known);
      if (meant === undefined) return [];
      const message = `an inhibition of '${whole}' compares the label '${label}', which no alert has: two alerts without it are equal, so that it inhibits more than is meant`;
      const path = pathOf([...at, 'equal', position]);
      return [warning('RTE015', message, { path, fix: `did you mean '${meant}'?` })];
    });
  });
}

/** Whether a route or an inhibition asks for a label: then somebody gives it. */
function isMatched(config: PlainMap, label: string): boolean {
  return matchersAsked(config).some(({ matcher }) => matcher.label === label);
}

/** What alerts that page say, by the custom of the field and of the chart. */
const paging = new Set(['critical', 'page']);

/** Alerts that page, and a receiver that tells nobody; an alert that always fires, and a receiver that tells somebody. */
function deliveryProblems(
  { config, pathOf, name: whole }: FinalConfiguration,
  alerts: readonly FinalAlert[],
): Problem[] {
  const integrations = integrationsOf(config['receivers']);
  const isTelling = (receiver: string | undefined): boolean =>
    (integrations.get(receiver ?? '')?.length ?? 0) > 0;
  if (![...integrations.keys()].some(isTelling)) {
    if (integrations.size === 0) return [];
    return [
      warning('RTE004', `no receiver of '${whole}' has an integration, so nobody is told of any alert`, {
        path: pathOf(['receivers']),
        fix: 'give a receiver an integration, such as webhook_configs',
      }),
    ];
  }
  const root = readRoute(config['route'], ['route']);
  const lost = new Map<string, { readonly at: Route; readonly alerts: FinalAlert[] }>();
  const problems: Problem[] = [];
  for (const alert of alerts) {
    const taken = takenIn(traceRoute(root, alert));
    if (taken.some(({ route }) => route.receiver === undefined)) continue;
    if (alert.name === watchdogName) {
      const usual = taken.find(
        ({ route, isCertain }) => isCertain && isTelling(route.receiver) && !isNamed(route, root),
      );
      if (usual !== undefined)
        problems.push(
          warning(
            'RTE016',
            `'${watchdogName}' always fires, and by '${whole}' goes to '${usual.route.receiver ?? ''}' like any other alert: whoever that is, is told for ever`,
            {
              path: pathOf([...usual.route.at, 'receiver']),
              fix: `add a route with the matcher alertname="${watchdogName}", to a service that notices when it stops`,
            },
          ),
        );
      continue;
    }
    if (!paging.has(alert.labels['severity'] ?? '') || taken.some(({ route }) => isTelling(route.receiver)))
      continue;
    const [first] = taken;
    // who names an alert, or turns a whole namespace off, means it
    if (
      first === undefined ||
      !first.isCertain ||
      first.route.matchers?.some(({ label }) => label !== 'severity') === true
    )
      continue;
    const key = JSON.stringify(first.route.at);
    const others = lost.get(key);
    if (others === undefined) lost.set(key, { at: first.route, alerts: [alert] });
    else others.alerts.push(alert);
  }
  return [
    ...problems,
    ...[...lost.values()].map(({ at: route, alerts: all }) => {
      const names = all.slice(0, 3).map(({ name }) => `'${name}'`);
      const more = all.length > names.length ? `, and ${all.length - names.length} more` : '';
      const which = `${plural(all.length, 'alert')} of severity "${all[0]?.labels['severity'] ?? ''}" (${names.join(', ')}${more})`;
      return warning(
        'RTE004',
        `of ${which} nobody is told: '${whole}' sends ${all.length === 1 ? 'it' : 'them'} to '${route.receiver ?? ''}', which has no integration`,
        {
          path: pathOf([...route.at, 'receiver']),
          fix: 'add a route for them to a receiver that has one',
        },
      );
    }),
  ];
}

/** Whether a route, or one around it, asks for alerts by their names. */
function isNamed(route: Route, root: Route): boolean {
  const asks = ({ matchers = [] }: Route): boolean => matchers.some(({ label }) => label === 'alertname');
  return (
    asks(root) ||
    (root !== route && root.routes.some((each) => isWithin(route, each) && isNamed(route, each)))
  );
}

function isWithin(route: Route, around: Route): boolean {
  return route.at.length >= around.at.length && around.at.every((step, index) => route.at[index] === step);
}
