import { parseDuration } from '../../contract/duration';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import { joinPath } from '../../problem/read';
import { severitiesOf, receiversOf } from './alerting-values';
import { type AlertRoutingOptions, type GroupingOptions, nobody } from './alert-routing';
import { chartRootRoute } from './chart-alerting';
import { orderProblems } from './route-order';

/**
 * What is wrong with a routing of the right shape: receivers that don't exist (`RTE001`) or that nobody names (`RTE002`), routes that are
 * never reached (`RTE003`) or take everything (`RTE005`), severities that can't be told apart
 * (`RTE006`), groups that split an incident (`RTE007`) or say too often that it goes on (`RTE011`).
 *
 * @param path where the routing stands
 */
export function checkRouting(routing: AlertRoutingOptions, path: string): Problem[] {
  return [
    ...nameProblems(routing, path),
    ...unusedReceivers(routing, path),
    ...severityProblems(routing, path),
    ...orderProblems(routing, path),
    ...groupingProblems(routing, path),
    ...loginProblems(routing, path),
  ];
}

/** The receivers that are named, each with where. */
function namesIn({ routes, otherwise }: AlertRoutingOptions, path: string): [string, string][] {
  const inRoutes = routes.map(({ receiver }, index): [string, string] => [
    receiver,
    `${joinPath(`${path}.routes`, index)}.receiver`,
  ]);
  return otherwise === undefined ? inRoutes : [...inRoutes, [otherwise, `${path}.otherwise`]];
}

function nameProblems(routing: AlertRoutingOptions, path: string): Problem[] {
  const known = [...receiversOf(routing).map(([name]) => name), nobody];
  return namesIn(routing, path)
    .filter(([name]) => !known.includes(name))
    .map(([name, where]) => {
      const meant = nearest(name, known);
      const list = known.map((each) => `'${each}'`).join(', ');
      return error(
        'RTE001',
        `'${where}' (${name}) is no receiver: Alertmanager refuses the whole configuration, and goes on with the old one`,
        { path: where, fix: meant === undefined ? `name one of ${list}` : `write '${meant}'` },
      );
    });
}

function unusedReceivers(routing: AlertRoutingOptions, path: string): Problem[] {
  const named = new Set(namesIn(routing, path).map(([name]) => name));
  return receiversOf(routing)
    .filter(([name]) => !named.has(name))
    .map(([name]) => {
      const where = joinPath(`${path}.receivers`, name);
      return warning('RTE002', `'${where}' is named by no route, so it is never told of anything`, {
        path: where,
        fix: 'name it in a route or in otherwise, or remove it',
      });
    });
}

function severityProblems(routing: AlertRoutingOptions, path: string): Problem[] {
  const { page, ticket } = severitiesOf(routing);
  const same =
    page === ticket
      ? [
          error(
            'RTE006',
            `'${path}.severities' (${page}) must be two different texts: alerts that page and those that can wait would look the same`,
            { path: `${path}.severities` },
          ),
        ]
      : [];
  const twice = routing.routes.flatMap(({ severity, match = {} }, index) => {
    if (severity === undefined || match['severity'] === undefined) return [];
    const where = `${joinPath(`${path}.routes`, index)}.match.severity`;
    return [
      error('RTE021', `'${where}' says the severity a second time: an alert has one`, {
        path: where,
        fix: `remove it, or severity: '${severity}'`,
      }),
    ];
  });
  return [...same, ...twice];
}

/** Labels in which the alerts on one incident differ. */
const splitting = ['alertname', 'severity', 'tier'];

function groupingProblems(routing: AlertRoutingOptions, path: string): Problem[] {
  const { groupInterval = chartRootRoute.group_interval, repeatInterval = chartRootRoute.repeat_interval } =
    routing;
  const all: [GroupingOptions, string][] = [
    [routing, path],
    ...routing.routes.map((route, index): [GroupingOptions, string] => [
      route,
      joinPath(`${path}.routes`, index),
    ]),
  ];
  return all.flatMap(([grouping, where]) => [
    ...splitProblems(grouping, where),
    ...intervalProblems({ groupInterval, repeatInterval, ...grouping }, grouping, where),
  ]);
}

function splitProblems({ groupBy = [] }: GroupingOptions, path: string): Problem[] {
  const labels = groupBy.filter((label) => splitting.includes(label));
  if (labels.length === 0) return [];
  return [
    warning(
      'RTE007',
      `'${path}.groupBy' (${groupBy.join(', ')}) has ${labels.map((label) => `'${label}'`).join(' and ')}, in which the alerts on one ` +
        'incident differ: each would be an incident of its own, and page again',
      { path: `${path}.groupBy` },
    ),
  ];
}

function intervalProblems(
  { groupInterval, repeatInterval }: { readonly groupInterval: string; readonly repeatInterval: string },
  given: GroupingOptions,
  path: string,
): Problem[] {
  const isGiven = given.groupInterval !== undefined || given.repeatInterval !== undefined;
  const shorter = (parseDuration(repeatInterval) ?? 0) < (parseDuration(groupInterval) ?? 0);
  if (!isGiven || !shorter) return [];
  return [
    warning(
      'RTE011',
      `'${path}.repeatInterval' (${repeatInterval}) is shorter than groupInterval (${groupInterval}): Alertmanager looks at an incident ` +
        'only once in a groupInterval, so it repeats no sooner',
      { path: `${path}.repeatInterval` },
    ),
  ];
}

/** A user without a password, and the other way round. */
function loginProblems(routing: AlertRoutingOptions, path: string): Problem[] {
  return receiversOf(routing).flatMap(([name, places]) =>
    places.flatMap((place, index) => {
      if (place.kind !== 'email' || (place.username === undefined) === (place.password === undefined))
        return [];
      const receiver = joinPath(`${path}.receivers`, name);
      const missing = place.username === undefined ? 'username' : 'password';
      const where = `${places.length === 1 ? receiver : joinPath(receiver, index)}.${missing}`;
      return [
        error('OPT003', `'${where}' is missing: a user needs a password, and a password a user`, {
          path: where,
        }),
      ];
    }),
  );
}
