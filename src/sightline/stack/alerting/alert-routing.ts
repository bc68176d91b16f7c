import type { Duration } from '../../contract/duration-literal';
import { settled } from '../../problem/settled';
import type { AlertSeverity, SeverityLabels } from '../../objectives/alert-severities';
import type { DeadMansSwitch } from './dead-mans-switch';
import type { Receiver } from './receivers';

/** The receiver of the chart that tells nobody. */
export const nobody = 'null';

/**
 * What a label of an alert has to match: this text, one of these texts, or a whole value by a regular expression (RE2).
 */
export type LabelMatch = string | readonly string[] | RegExp;

/** How alerts become notifications. */
export interface GroupingOptions {
  /**
   * The labels by which alerts are one incident, and so one notification.
   *
   * @default - ['namespace', 'service', 'slo']: all tiers of an objective together
   */
  readonly groupBy?: readonly string[];

  /**
   * How long to wait for more alerts of a new incident before the first notification.
   *
   * @default - '30s', by the chart
   */
  readonly groupWait?: Duration;

  /**
   * How long to wait before a notification about what is new in an incident.
   *
   * @default - '5m', by the chart
   */
  readonly groupInterval?: Duration;

  /**
   * How long to wait before saying again that an incident goes on.
   *
   * @default - '12h', by the chart
   */
  readonly repeatInterval?: Duration;
}

/**
 * Which alerts go to a receiver. All that is said has to hold.
 *
 * @typeParam R the names of the receivers that there are
 */
export interface AlertRoute<R extends string = string> extends GroupingOptions {
  /** The name of the receiver; 'null' tells nobody. */
  readonly receiver: R | typeof nobody;

  /**
   * The severity of the alerts.
   *
   * @default - any
   */
  readonly severity?: AlertSeverity;

  /**
   * Labels of the alerts.
   *
   * @default - any
   */
  readonly match?: Readonly<Record<string, LabelMatch>>;
}

/**
 * Who is told of which alerts.
 *
 * @typeParam R the names of the receivers
 */
export interface AlertRoutingOptions<R extends string = string> extends GroupingOptions {
  /**
   * What the label `severity` of alerts says, for those that page and for those that can wait.
   *
   * @default - { page: 'critical', ticket: 'warning' }
   */
  readonly severities?: Partial<SeverityLabels>;

  /** Where notifications go, by name: one place, or several that are all told. */
  readonly receivers: { readonly [N in R]: Receiver | readonly Receiver[] };

  /** Which alerts go where: the first route that matches an alert takes it. */
  readonly routes: readonly AlertRoute<NoInfer<R>>[];

  /**
   * The receiver of the alerts that no route takes.
   *
   * @default - 'null', by the chart: nobody is told
   */
  readonly otherwise?: NoInfer<R> | typeof nobody;

  /**
   * Who is told that alerts still arrive: the alert `Watchdog` of the chart, which always fires, goes there and nowhere else.
   *
   * @default - nobody, and nobody hears of a Prometheus or an Alertmanager that is down
   */
  readonly deadMansSwitch?: DeadMansSwitch;
}

/** Routes whose receivers exist: what {@link alertRouting} gives. */
export interface AlertRouting extends AlertRoutingOptions {
  /** Never there: the compiler prints it where {@link alertRouting} was left out, so nobody compared the names. */
  readonly 'wrap it in alertRouting(), which compares the names of receivers': true;
}

/**
 * Who is told of which alerts, as values of Alertmanager. Prometheus evaluates the rules and sends what fires;
 * Alertmanager groups, inhibits and routes it. A receiver that does not exist is a compile error.
 *
 * @example
 * alertRouting({
 *   receivers: {
 *     pager: pagerDuty({ routingKey: secretKey('alertmanager-pagerduty', 'routing-key') }),
 *     tasks: slack({ channel: '#tasks', webhookUrl: secretKey('alertmanager-slack', 'url') }),
 *   },
 *   routes: [
 *     { severity: 'page', receiver: 'pager' },
 *     { severity: 'ticket', receiver: 'tasks', match: { service: 'task-api' } },
 *   ],
 * })
 *
 * @typeParam R the names of the receivers
 * @see https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function alertRouting<const R extends string>(options: AlertRoutingOptions<R>): AlertRouting {
  // the names are compared by now; everything else is checked with the options of the stack
  return settled(options) as AlertRoutingOptions as AlertRouting;
}
