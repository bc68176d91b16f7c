import type { Duration } from '../contract/duration-literal';
import type { refusals } from '../problem/refusals';
import type { AlertSeverity } from './alert-severities';
import type { TierName } from './alert-tiers';
import type { Exclusion } from './exclusion';

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type WholePart<S extends string> = S extends `${infer Whole}.${string}` ? Whole : S;

/**
 * The number itself if it is from 1 to below 100, else the sentence that refuses it, which the compiler prints as the type it expected. A
 * number only known at run time is left to the run-time check.
 */
export type Percentage<N extends number> = number extends N
  ? N
  : WholePart<`${N}`> extends '0'
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

  /** The share of good events that is promised, in percent: from 1 to below 100, such as 99.9 and not 0.999. */
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
   * @default - a page in the tiers `fast` and `medium`, a ticket in `slow` and `long` and for an exhausted budget
   */
  readonly alerts?: AlertOptions;

  /**
   * What it asks for when the service had targets and none of them answers any more. A service that is scaled to zero asks for nothing, as
   * far as kube-state-metrics knows its pods. Where targets answer and expose nothing to measure, there is a ticket after a quarter of an
   * hour; none with `false`.
   *
   * @default 'page'
   */
  readonly whenAbsent?: AlertSeverity | false;

  /**
   * How long no target must have answered before that: at least a minute.
   *
   * @default - two minutes, and four scrapes at least
   */
  readonly absentFor?: Duration;

  /**
   * What a time without data counts as: five minutes in which there is nothing to measure. `ignored`: it does not count at all, and the
   * objective is that of what was measured. `good`: it stands for good events, as many as there are on average. `bad`: for bad ones.
   *
   * @default 'ignored'
   */
  readonly missingData?: MissingData;

  /**
   * Times that don't count: what happens in them is neither good nor bad, and alerts on burn rates and on missing data are silent.
   *
   * @default - all times count
   */
  readonly excludes?: readonly Exclusion[];
}

/** What a time without data counts as. */
export type MissingData = 'ignored' | 'good' | 'bad';

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
}
