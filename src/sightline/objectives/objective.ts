import type { ObjectiveDeclaration } from '../contract/objective';
import { isMade, made } from '../problem/made';
import type { AnyEvents, AnyMetric } from '../promql/build/any-metric';
import type { AlertSeverity } from './alert-severities';
import type { TierName } from './alert-tiers';
import type { Exclusion } from './exclusion';
import type { MissingData } from './objective-options';

/** How an objective is measured: two numbers for each moment, what was bad and all that was. */
export type Indicator =
  | {
      /** Bad events over all events, both counted. */
      readonly type: 'availability';
      readonly total: AnyEvents;
      readonly bad: AnyEvents;
    }
  | {
      /**
       * Observations above a threshold over all observations. Both counters of a native histogram are the histogram itself: what is above the threshold
       * is read from its buckets.
       */
      readonly type: 'latency';
      readonly total: AnyEvents;
      readonly good: AnyEvents;

      /** In the unit of the histogram. */
      readonly threshold: number;
    }
  | {
      /** Time in which a gauge is out of its bounds over all time, summed over its series. */
      readonly type: 'gauge';
      readonly gauge: AnyMetric<'gauge'>;
      readonly bound: { readonly operator: '<' | '>'; readonly value: number };
    };

/** What fires for an objective, every choice filled in. */
export interface AlertChoices {
  /** The severity of each alert on a burn rate; false for none. */
  readonly tiers: Partial<Readonly<Record<TierName, AlertSeverity | false>>>;

  /** The severity of the alert that the budget is used up; false for none. */
  readonly exhausted: AlertSeverity | false;
}

/** What is done when nothing is measured, every choice filled in. */
export interface AbsenceChoices {
  /** What it asks for when no target of the service answers. */
  readonly severity: AlertSeverity | false;

  /** How long that must have been so, in milliseconds. @default - two minutes, and four scrapes at least */
  readonly wait?: number;

  /** What a step without data counts as. */
  readonly counts: MissingData;
}

/** What a service promises, as data. */
export interface Objective extends ObjectiveDeclaration {
  /** The share of good events that is promised, in percent. */
  readonly objective: number;

  /** Over which time, in milliseconds; whole days. */
  readonly window: number;

  /** The labels that it is kept by, each value with a budget of its own. */
  readonly by: readonly string[];

  /** What is promised, in a sentence. */
  readonly description: string;

  /** Who keeps it. @default - nobody is named */
  readonly owner?: string;

  /** Where it says what to do. @default - no link */
  readonly runbook?: string;

  /** Where it can be seen. @default - no link */
  readonly dashboard?: string;

  /** Fewer bad events than this in the window of an alert tell nobody. */
  readonly minimumBadEvents: number;

  /** What fires for it. */
  readonly alerts: AlertChoices;

  /** What is done when nothing is measured. */
  readonly absence: AbsenceChoices;

  /** Times that don't count. */
  readonly excludes: readonly Exclusion[];

  /** How it is measured. */
  readonly indicator: Indicator;
}

/** An objective from its parts. */
export function objective(parts: Objective): Objective {
  return Object.freeze(made('objective', parts));
}

/** Whether something was made by this library as an objective, and is not only the problems of one. */
export function isObjective(value: object): value is Objective {
  return isMade('objective', value) && 'indicator' in value;
}

/** What its events are called in a sentence. */
export function eventsOf({ type }: Indicator): string {
  return { availability: 'events', latency: 'observations', gauge: 'the time' }[type];
}
