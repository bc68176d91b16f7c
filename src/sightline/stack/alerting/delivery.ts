import { isTruthy } from '../chart-selectors';
import { isMap, type PlainValue, valueAt } from '../plain-data';
import type { HelmValues } from '../helm-values';
import { chartRootRoute } from './chart-alerting';
import { finalConfig } from './final-config';
import { readRoute, type RouteStep, takenIn, traceRoute } from './route-tree';

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
    const reached = reachedBy(labels).map(({ route: { receiver }, isCertain }): Delivery => {
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
    if (reached.some(({ route }) => route.receiver === undefined)) return undefined;
    return reached.flatMap(({ route: { receiver: name = '' }, isCertain }) =>
      telling.has(name) ? [{ name, isCertain }] : [],
    );
  };
}

/** The final routing of a stack. */
interface Routing {
  /** The receivers that an alert reaches, whether they tell anybody or not; none where Alertmanager is off. */
  readonly reachedBy: (labels: Readonly<Record<string, string>>) => readonly RouteStep[];

  /** The names of those that tell somebody. */
  readonly telling: ReadonlySet<string>;
}

/** Undefined where the configuration is not in the values. */
function routing(values: HelmValues): Routing | undefined {
  if (isElsewhere(values)) return undefined;
  if (valueAt(values, ['alertmanager', 'enabled']) === false)
    return { reachedBy: () => [], telling: new Set() };
  const config = finalConfig(values);
  const root = readRoute(config['route'], ['route'], chartRootRoute.receiver);
  const telling = [...integrationsOf(config['receivers'])].filter(([, kinds]) => kinds.length > 0);
  return {
    reachedBy: (labels) => takenIn(traceRoute(root, { labels })),
    telling: new Set(telling.map(([name]) => name)),
  };
}

/** Whether Alertmanager reads a configuration that is not in the values, or alerts go to another one. */
export function isElsewhere(values: HelmValues): boolean {
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

/**
 * The integrations of receivers by their names: `slack`, `pagerduty`. A receiver without any tells nobody.
 *
 * @param receivers a list of them, of a configuration or of an AlertmanagerConfig
 */
export function integrationsOf(receivers: PlainValue | undefined): ReadonlyMap<string, readonly string[]> {
  const all = Array.isArray(receivers) ? receivers.filter((each: PlainValue) => isMap(each)) : [];
  return new Map(
    all.flatMap(({ name, ...settings }) => {
      const used = Object.entries(settings).filter(
        ([key, value]) => /(?:_c|C)onfigs$/.test(key) && isTruthy(value),
      );
      const kinds = used.map(([key]) => key.replace(/(?:_c|C)onfigs$/, ''));
      return typeof name === 'string' ? [[name, kinds] as const] : [];
    }),
  );
}
