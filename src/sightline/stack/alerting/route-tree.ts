import type { FieldPath } from '../../schema/violations';
import { letsThrough } from '../../promql/syntax/regex';
import { isMap, type PlainMap, type PlainValue } from '../plain-data';
import { type AlertMatcher, parseMatchers } from './parse-matcher';

/** A route as Alertmanager reads it, of its configuration or of an AlertmanagerConfig. */
export interface Route {
  /** Where it stands, below the configuration. */
  readonly at: FieldPath;

  /** Its receiver, or that of the route around it; undefined where neither says it in a form that we read. */
  readonly receiver: string | undefined;

  /** What an alert has to match, besides what the routes around it ask for; undefined where one can't be read. */
  readonly matchers: readonly AlertMatcher[] | undefined;

  /** Whether further routes are looked at when it matches. */
  readonly continues: boolean;
  readonly routes: readonly Route[];
}

/** Whether an alert matches a route: `maybe` where a label of it is not known. */
export type Matches = 'yes' | 'no' | 'maybe';

/** A route that Alertmanager looked at for an alert. */
export interface RouteStep {
  readonly route: Route;
  readonly matches: Matches;

  /** The matcher that keeps the alert out, or of whose label nothing is known. */
  readonly decisive?: AlertMatcher;

  /** The routes below it, as far as they were looked at. */
  readonly below: readonly RouteStep[];

  /** Whether its receiver gets the alert, and no route below it does for certain. */
  readonly isTaken: boolean;

  /** Whether the alert gets here whatever its other labels are. */
  readonly isCertain: boolean;
}

/**
 * Reads a tree of routes.
 *
 * @param value anything; a route that is no map has neither receiver nor matchers
 * @param inherited the receiver of what is around it
 */
export function readRoute(value: PlainValue | undefined, at: FieldPath, inherited?: string): Route {
  if (!isMap(value)) return { at, receiver: undefined, matchers: undefined, continues: false, routes: [] };
  const receiver = typeof value['receiver'] === 'string' ? value['receiver'] : inherited;
  const branches = Array.isArray(value['routes']) ? (value['routes'] as readonly PlainValue[]) : [];
  return {
    at,
    receiver,
    matchers: matchersIn(value, ''),
    continues: value['continue'] === true,
    routes: branches.map((branch, index) => readRoute(branch, [...at, 'routes', index], receiver)),
  };
}

/**
 * The conditions of a route, or of one side of an inhibition, in the form of today, in the two older ones, and in that of an AlertmanagerConfig; undefined
 * where one cannot be read.
 *
 * @param side `source_` or `target_` of an inhibition; else empty
 */
export function matchersIn(
  map: PlainMap,
  side: '' | 'source_' | 'target_',
): readonly AlertMatcher[] | undefined {
  const matchers = map[`${side}matchers`] ?? [];
  const match = map[`${side}match`] ?? {};
  const regular = map[`${side}match_re`] ?? {};
  if (!Array.isArray(matchers) || !isMap(match) || !isMap(regular)) return undefined;
  const read = matchers.map((each: PlainValue) =>
    typeof each === 'string' ? parseMatchers(each) : isMap(each) ? ofObject(each) : undefined,
  );
  if (read.includes(undefined)) return undefined;
  return [...read.flatMap((each) => each ?? []), ...textMatchers(match, '='), ...textMatchers(regular, '=~')];
}

/** A matcher of an AlertmanagerConfig. */
function ofObject({ name, value = '', matchType, regex }: PlainMap): readonly AlertMatcher[] | undefined {
  if (typeof name !== 'string' || typeof value !== 'string') return undefined;
  const operator = matchType === undefined ? (regex === true ? '=~' : '=') : matchType;
  if (operator !== '=' && operator !== '!=' && operator !== '=~' && operator !== '!~') return undefined;
  return [{ label: name, operator, value }];
}

function textMatchers(map: PlainMap, operator: AlertMatcher['operator']): AlertMatcher[] {
  return Object.entries(map).flatMap(([label, value]) =>
    typeof value === 'string' ? [{ label, operator, value }] : [],
  );
}

/** The labels of an alert that are known; of those that `lacks` names it is known that it has none. */
export interface AlertLabels {
  readonly labels: Readonly<Record<string, string>>;

  /** @default - nothing is known of others */
  readonly lacks?: (label: string) => boolean;
}

/**
 * Sends an alert through a tree, as Alertmanager does: the first branch that matches, further ones after `continue`, the route itself where no branch
 * matches. A label that is not given may have any value.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function traceRoute(root: Route, alert: AlertLabels): RouteStep {
  return trace(root, alert, { matches: 'yes' }, true);
}

function trace(
  route: Route,
  alert: AlertLabels,
  own: Pick<RouteStep, 'matches' | 'decisive'>,
  isCertain: boolean,
): RouteStep {
  const below: RouteStep[] = [];
  let isFirst = isCertain;
  for (const branch of route.routes) {
    const met = meets(branch, alert);
    if (met.matches === 'no') {
      below.push({ route: branch, ...met, below: [], isTaken: false, isCertain: false });
      continue;
    }
    below.push(trace(branch, alert, met, isFirst && met.matches === 'yes'));
    if (met.matches === 'yes' && !branch.continues) break;
    // an earlier route that may match may keep the alert from those behind it
    if (!branch.continues) isFirst = false;
  }
  const isTaken = !below.some(({ matches }) => matches === 'yes');
  const isOpen = below.some(({ matches }) => matches === 'maybe');
  return { route, ...own, below, isTaken, isCertain: isCertain && !(isTaken && isOpen) };
}

function meets({ matchers }: Route, { labels, lacks }: AlertLabels): Pick<RouteStep, 'matches' | 'decisive'> {
  if (matchers === undefined) return { matches: 'maybe' };
  let decisive: AlertMatcher | undefined;
  for (const matcher of matchers) {
    const isKnown = Object.hasOwn(labels, matcher.label) || lacks?.(matcher.label) === true;
    if (!isKnown) decisive ??= matcher;
    else if (!letsThrough(matcher, labels[matcher.label] ?? '')) return { matches: 'no', decisive: matcher };
  }
  return decisive === undefined ? { matches: 'yes' } : { matches: 'maybe', decisive };
}

/** The routes whose receivers get the alert, in the order of the tree. */
export function takenIn(step: RouteStep): readonly RouteStep[] {
  if (step.matches === 'no') return [];
  return [...step.below.flatMap(takenIn), ...(step.isTaken ? [step] : [])];
}
