import { letsThrough } from '../../promql/syntax/regex';
import { isTruthy } from '../chart-selectors';
import { isMap, type PlainMap, type PlainValue, valueAt } from '../plain-data';
import type { HelmValues } from '../values';
import { chartRootRoute } from './chart-alerting';
import { finalConfig } from './final-config';
import { parseMatcher, type AlertMatcher } from './parse-matcher';

/** Who is told of an alert: somebody, nobody, or whoever a configuration names that is not in the values. */
export type Delivery = 'somebody' | 'nobody' | 'unknown';

/** Tells who is told of an alert: see {@link deliveryOf}. */
export type Deliver = (labels: Readonly<Record<string, string>>) => Delivery;

/** {@link deliveryOf} for many alerts of one stack. */
export function deliveries(values: HelmValues): Deliver {
  const routed = routing(values);
  if (routed === undefined) return () => 'unknown';
  const { reachedBy, telling } = routed;
  return (labels) => {
    const reached = reachedBy(labels).map(({ receiver, isCertain }): Delivery => {
      if (receiver === undefined) return 'unknown';
      if (!telling.has(receiver)) return 'nobody';
      return isCertain ? 'somebody' : 'unknown';
    });
    return (
      reached.find((each) => each === 'somebody') ?? reached.find((each) => each === 'unknown') ?? 'nobody'
    );
  };
}

/**
 * Who is told of an alert by the Alertmanager of a stack, by its routing tree: the first branch that matches, further ones after
 * `continue`, the route itself where no branch matches. A label that is not given may have any value.
 *
 * @param values the final values of the chart
 * @param labels the labels of the alert that are known
 * @see https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function deliveryOf(values: HelmValues, labels: Readonly<Record<string, string>>): Delivery {
  return deliveries(values)(labels);
}

/** A receiver that an alert reaches. */
export interface ReachedReceiver {
  /** The name of the receiver. */
  readonly name: string;

  /** Whether the alert gets there whatever its other labels are. */
  readonly isCertain: boolean;
}

/**
 * The receivers that tell somebody of an alert with these labels, in the order of the routing tree; undefined where the configuration is not in the
 * values, or a route does not say its receiver in a form that we read.
 */
export type Receivers = (labels: Readonly<Record<string, string>>) => readonly ReachedReceiver[] | undefined;

/** Tells by the final values of a stack which receivers alerts reach. */
export function receiversBy(values: HelmValues): Receivers {
  const routed = routing(values);
  if (routed === undefined) return () => undefined;
  const { reachedBy, telling } = routed;
  return (labels) => {
    const reached = reachedBy(labels);
    if (reached.some(({ receiver }) => receiver === undefined)) return undefined;
    return reached.flatMap(({ receiver: name = '', isCertain }) =>
      telling.has(name) ? [{ name, isCertain }] : [],
    );
  };
}

/** The final routing of a stack. */
interface Routing {
  /** The receivers that an alert reaches, whether they tell anybody or not; none where Alertmanager is off. */
  readonly reachedBy: (labels: Readonly<Record<string, string>>) => readonly Reached[];

  /** The names of those that tell somebody. */
  readonly telling: ReadonlySet<string>;
}

/** Undefined where the configuration is not in the values. */
function routing(values: HelmValues): Routing | undefined {
  if (isElsewhere(values)) return undefined;
  if (valueAt(values, ['alertmanager', 'enabled']) === false)
    return { reachedBy: () => [], telling: new Set() };
  const config = finalConfig(values);
  return {
    reachedBy: (labels) => receiversFor(config['route'], labels, chartRootRoute.receiver),
    telling: receiversThatTell(config['receivers']),
  };
}

/** Whether Alertmanager reads a configuration that is not in the values, or alerts go to another one. */
function isElsewhere(values: HelmValues): boolean {
  const paths = [
    ['alertmanager', 'alertmanagerSpec', 'useExistingSecret'],
    ['alertmanager', 'alertmanagerSpec', 'configSecret'],
    ['alertmanager', 'alertmanagerSpec', 'alertmanagerConfiguration'],
    ['prometheus', 'prometheusSpec', 'alertingEndpoints'],
    ['prometheus', 'prometheusSpec', 'additionalAlertManagerConfigs'],
    ['prometheus', 'prometheusSpec', 'additionalAlertManagerConfigsSecret'],
  ];
  const isSet = (path: readonly string[]): boolean => isTruthy(valueAt(values, path) ?? null);
  // the chart reads the text only where it renders it
  const isText = isSet(['alertmanager', 'stringConfig']) && isSet(['alertmanager', 'tplConfig']);
  return isText || paths.some(isSet);
}

interface Reached {
  /** Undefined where the configuration does not say it in a form that we read. */
  readonly receiver: string | undefined;

  /** Whether the alert gets there whatever its other labels are. */
  readonly isCertain: boolean;
}

type Matches = 'yes' | 'no' | 'maybe';

function receiversFor(
  route: PlainValue | undefined,
  labels: Readonly<Record<string, string>>,
  inherited: string | undefined,
): Reached[] {
  if (!isMap(route)) return [{ receiver: undefined, isCertain: false }];
  const receiver = typeof route['receiver'] === 'string' ? route['receiver'] : inherited;
  const branches = Array.isArray(route['routes']) ? (route['routes'] as readonly PlainValue[]) : [];
  const reached: Reached[] = [];
  for (const branch of branches) {
    const matches = isMap(branch) ? matchOf(branch, labels) : 'maybe';
    if (matches === 'no') continue;
    const below = receiversFor(branch, labels, receiver);
    reached.push(...below.map((each) => ({ ...each, isCertain: each.isCertain && matches === 'yes' })));
    if (matches === 'yes' && !(isMap(branch) && branch['continue'] === true)) return reached;
  }
  const isTaken = reached.some(({ isCertain }) => isCertain);
  return isTaken ? reached : [...reached, { receiver, isCertain: reached.length === 0 }];
}

function matchOf(route: PlainMap, labels: Readonly<Record<string, string>>): Matches {
  const matchers = matchersOf(route);
  if (matchers === undefined) return 'maybe';
  const each = matchers.map((matcher) => meets(matcher, labels));
  if (each.includes('no')) return 'no';
  return each.includes('maybe') ? 'maybe' : 'yes';
}

/** The conditions of a route, in the form of today and in the two older ones; undefined where one cannot be read. */
function matchersOf(route: PlainMap): AlertMatcher[] | undefined {
  const { matchers = [], match = {}, match_re: regular = {} } = route;
  if (!Array.isArray(matchers) || !isMap(match) || !isMap(regular)) return undefined;
  const read = matchers.map((text: PlainValue) =>
    typeof text === 'string' ? parseMatcher(text) : undefined,
  );
  const older = [...textMatchers(match, '='), ...textMatchers(regular, '=~')];
  return read.includes(undefined) ? undefined : [...read.filter((each) => each !== undefined), ...older];
}

function textMatchers(map: PlainMap, operator: AlertMatcher['operator']): AlertMatcher[] {
  return Object.entries(map).flatMap(([label, value]) =>
    typeof value === 'string' ? [{ label, operator, value }] : [],
  );
}

function meets(matcher: AlertMatcher, labels: Readonly<Record<string, string>>): Matches {
  const { label } = matcher;
  if (!Object.hasOwn(labels, label)) return 'maybe';
  return letsThrough(matcher, labels[label] ?? '') ? 'yes' : 'no';
}

/** The names of receivers that have at least one integration. */
function receiversThatTell(receivers: PlainValue | undefined): ReadonlySet<string> {
  const all = Array.isArray(receivers) ? receivers.filter((each: PlainValue) => isMap(each)) : [];
  const telling = all.filter((receiver) =>
    Object.entries(receiver).some(([key, value]) => key.endsWith('_configs') && isTruthy(value)),
  );
  return new Set(telling.flatMap(({ name }) => (typeof name === 'string' ? [name] : [])));
}
