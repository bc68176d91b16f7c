import type { Duration } from '../contract/duration-literal';
import type { refusals } from '../problem/refusals';
import type { AlertSeverity } from './alert-severities';
import type { TierName } from './alert-tiers';

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type WholePart<S extends string> = S extends `${infer Whole}.${string}` ? Whole : S;

/**
 * The number itself if it is between 0 and 100, else the sentence that refuses it, which the compiler prints as the type it expected. A
 * number only known at run time is left to the run-time check.
 */
export type Percentage<N extends number> = number extends N
  ? N
  : `${N}` extends '0'
    ? (typeof refusals)['objectiveRange']['text']
    : WholePart<`${N}`> extends Digit | `${Digit}${Digit}`
      ? N
      : (typeof refusals)['objectiveRange']['text'];

/**
 * What every objective says.
 *
 * @typeParam N the objective
 * @typeParam B the labels that it is kept by
 */
export interface ObjectiveOptions<N extends number, B extends readonly string[]> {
  /** A DNS label, unique within the service: the value of the label `slo`. */
  readonly name: string;

  /** The share of good events that is promised, in percent: above 0 and below 100, such as 99.9. */
  readonly objective: Percentage<N>;

  /** What is promised, in a sentence that whoever is paged understands. */
  readonly description: string;

  /**
   * The time over which it is kept, rolling: whole days, from `7d` to `90d`.
   *
   * @default '30d'
   */
  readonly window?: Duration;

  /**
   * The labels that it is kept by, such as `['endpoint']`: each value has a budget and alerts of its own.
   *
   * @default - it is kept for all together
   */
  readonly by?: B;

  /**
   * Who keeps it: a team, as it is called elsewhere.
   *
   * @default - nobody is named
   */
  readonly owner?: string;

  /**
   * The URL of the page that says what to do.
   *
   * @default - alerts have no such link
   */
  readonly runbook?: string;

  /**
   * The URL of a dashboard.
   *
   * @default - alerts have no such link
   */
  readonly dashboard?: string;

  /**
   * How many bad events there must be in the long window of an alert before it fires; of a gauge, seconds. It keeps a single failure in a quiet night
   * from paging.
   *
   * @default - 3; of a gauge 0
   */
  readonly minimumBadEvents?: number;

  /**
   * How many events a second are expected, on average. A budget that these can't resolve is warned of: 99.99 % of a thousand events
   * allow for a tenth of one.
   *
   * @default - unknown, and nothing is warned of
   */
  readonly expectedRate?: number;

  /**
   * What fires.
   *
   * @default - a page in the tiers `fast` and `medium`, a ticket in `slow` and `long`, for an exhausted budget and for missing data
   */
  readonly alerts?: AlertOptions;
}

/** What fires for an objective; false for no alert. */
export interface AlertOptions {
  /**
   * What each burn rate asks for.
   *
   * @default - { fast: 'page', medium: 'page', slow: 'ticket', long: 'ticket' }
   */
  readonly tiers?: Readonly<Partial<Record<TierName, AlertSeverity | false>>>;

  /**
   * What an exhausted budget asks for.
   *
   * @default 'ticket'
   */
  readonly exhausted?: AlertSeverity | false;

  /**
   * What it asks for when there is nothing to measure: the metric is gone, not only the traffic.
   *
   * @default 'ticket'
   */
  readonly absent?: AlertSeverity | false;
}
