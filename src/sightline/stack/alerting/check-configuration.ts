import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error, type ProblemDetails, warning } from '../../problem/problems';
import { type FieldPath, printFieldPath } from '../../schema/violations';
import { isMap, type PlainMap, type PlainValue } from '../plain-data';
import {
  lengthProblem,
  matcherProblems,
  misspelt,
  type Part,
  partsIn,
  receiverFieldProblems,
  type Refuse,
  routeProblems,
} from './check-fields';
import { vainInhibitions } from './check-inhibitions';
import { timeProblems } from './check-times';
import { readRoute, type Route } from './route-tree';
import type { WrittenConfiguration } from './written-configuration';
import { unreachedRoutes } from './unreached-routes';

/**
 * What is wrong with a configuration by itself: what Alertmanager refuses (`RTE014`), receivers that there are not (`RTE001`) or that nobody names
 * (`RTE002`), inhibitions that keep nothing back (`RTE018`), routes that are never reached (`RTE003`).
 */
export function configurationProblems(written: WrittenConfiguration): Problem[] {
  const { config, pathOf, name } = written;
  const root = readRoute(config['route'], ['route']);
  const refuse: Refuse = (at, message, fix) =>
    error('RTE014', `${message}: ${refuser(written)}`, { path: pathOf(at), fix });
  const wrong = [
    ...rootProblems(written, root, refuse),
    ...receiverProblems(written, refuse),
    ...fieldProblems(written, refuse),
  ];
  return [
    ...wrong,
    ...unknownReceivers(written),
    ...unusedReceivers(written),
    ...vainInhibitions(written),
    ...unreachedRoutes(root, [], (at, message) =>
      warning('RTE003', `a route of '${name}' ${message}`, {
        path: pathOf(at),
        fix: 'put the narrower route first, or remove one',
      }),
    ),
  ];
}

function refuser({ kind }: WrittenConfiguration): string {
  return kind === 'AlertmanagerConfig'
    ? 'the operator leaves the whole object out'
    : 'Alertmanager refuses the whole configuration, and goes on with the old one';
}

function rootProblems({ config, kind }: WrittenConfiguration, root: Route, refuse: Refuse): Problem[] {
  if (kind === 'AlertmanagerConfig') return [];
  const { route } = config;
  if (!isMap(route)) return [refuse(['route'], "'route' is no map", 'write a route with a receiver')];
  const missing =
    root.receiver === undefined
      ? [
          refuse(
            ['route'],
            'the first route names no receiver',
            'name the receiver that gets all that no other route takes',
          ),
        ]
      : [];
  const matching = ['match', 'match_re', 'matchers'].filter((key) => !isEmpty(route[key]));
  return [
    ...missing,
    ...matching.map((key) =>
      refuse(
        ['route', key],
        `the first route has '${key}', and it takes every alert`,
        `move '${key}' to a route below it`,
      ),
    ),
    ...(root.continues ? [refuse(['route', 'continue'], "the first route has 'continue'", 'remove it')] : []),
  ];
}

function isEmpty(value: PlainValue | undefined): boolean {
  return value === undefined || value === null || Object.keys(value).length === 0;
}

function receiverProblems({ config }: WrittenConfiguration, refuse: Refuse): Problem[] {
  const seen = new Set<string>();
  return namesOf(config).flatMap(({ name, at }) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [refuse(at, `two receivers are called '${name}'`, 'give each a name of its own')];
  });
}

function namesOf({ receivers }: PlainMap): { readonly name: string; readonly at: FieldPath }[] {
  return partsIn(receivers, ['receivers']).flatMap(({ value: { name }, at }) =>
    typeof name === 'string' ? [{ name, at: [...at, 'name'] }] : [],
  );
}

/** Fields that are nearly those of Alertmanager, and what they must not have. The schema of an AlertmanagerConfig sees to its own. */
function fieldProblems({ config, kind }: WrittenConfiguration, refuse: Refuse): Problem[] {
  const routes = routesBelow(config['route'], ['route']);
  const times = timeProblems(config, routes, refuse);
  if (kind === 'AlertmanagerConfig') return times;
  const global = config['global'];
  return [
    ...misspelt({ value: config, at: [] }, 'a configuration', refuse),
    ...(isMap(global) ? lengthProblem({ value: global, at: ['global'] }, 'resolve_timeout', refuse) : []),
    ...routes.flatMap((part) => [...misspelt(part, 'a route', refuse), ...routeProblems(part, refuse)]),
    ...partsIn(config['receivers'], ['receivers']).flatMap((part) => [
      ...misspelt(part, 'a receiver', refuse),
      ...receiverFieldProblems(part, global, refuse),
    ]),
    ...partsIn(config['inhibit_rules'], ['inhibit_rules']).flatMap((part) => [
      ...misspelt(part, 'an inhibition', refuse),
      ...matcherProblems(part, 'source_', refuse),
      ...matcherProblems(part, 'target_', refuse),
    ]),
    ...times,
  ];
}

function routesBelow(value: PlainValue | undefined, at: FieldPath): readonly Part[] {
  if (!isMap(value)) return [];
  const below = partsIn(value['routes'], [...at, 'routes']);
  return [{ value, at }, ...below.flatMap((each) => routesBelow(each.value, each.at))];
}

/** Receivers that a route names, and that there are not. */
export function unknownReceivers(written: WrittenConfiguration): Problem[] {
  const { config, kind, pathOf, name: whole } = written;
  if (!Array.isArray(config['receivers'])) return [];
  const known = namesOf(config).map(({ name }) => name);
  return routesBelow(config['route'], ['route']).flatMap(({ value: { receiver }, at }) => {
    if (typeof receiver !== 'string' || receiver === '' || known.includes(receiver)) return [];
    const meant = nearest(receiver, known);
    const place = [...at, 'receiver'];
    const details: ProblemDetails = {
      path: pathOf(place),
      fix:
        meant === undefined
          ? `add { name: '${receiver}' } to them${kind === 'values' ? ': Helm replaces lists' : ''}`
          : `write '${meant}'`,
    };
    return [
      error(
        'RTE001',
        `'${printFieldPath(place)}' (${receiver}) is no receiver of '${whole}': ${refuser(written)}`,
        details,
      ),
    ];
  });
}

function unusedReceivers({ config, name: whole, pathOf }: WrittenConfiguration): Problem[] {
  const named = new Set(routesBelow(config['route'], ['route']).map(({ value }) => value['receiver']));
  return namesOf(config)
    .filter(({ name }) => !named.has(name) && !/^(?:null|blackhole|none|devnull)$/i.test(name))
    .map(({ name, at }) =>
      warning(
        'RTE002',
        `receiver '${name}' of '${whole}' is named by no route, so it is never told of anything`,
        {
          path: pathOf(at),
          fix: 'name it in a route, or remove it',
        },
      ),
    );
}
