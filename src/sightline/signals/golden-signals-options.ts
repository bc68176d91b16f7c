import type { Duration } from '../contract/duration-literal';
import type { TargetLabel } from '../contract/target-labels';
import type { AnyEvents, AnyHistogram, AnyNativeHistogram } from '../promql/build/any-metric';
import type { Match, Matches, SomeOf } from '../promql/build/match';
import type { WholeHistogram } from '../promql/build/whole-histogram';
import type { Metric } from '../promql/build/selector';
import type { Reservation } from './saturation';

/**
 * What the golden signals of a service are made of.
 *
 * @typeParam D the labels of the requests
 * @typeParam H the labels of the latency
 * @typeParam B the labels that the signals keep
 * @typeParam T the labels of the target that the requests have
 * @typeParam G the matches by which a failed request is told
 * @typeParam S the labels of the target that the latency has
 */
export interface GoldenSignalsOptions<
  D,
  H,
  B extends readonly string[],
  T extends string = TargetLabel,
  G extends Matches<D, T> = Matches<D, T>,
  S extends string = TargetLabel,
> {
  /**
   * Counts every request by its outcome: a counter of the contract, the count of one of its histograms (`latency.count`) or summaries, a native
   * histogram, or what others expose (`external`).
   */
  readonly requests: Metric<D, 'counter' | 'histogram', T>;

  /** Which of the requests failed, such as `{ status: /5../ }`. */
  readonly errors: SomeOf<Matches<D, T>, G>;

  /**
   * The duration of requests: a histogram, classic or native, of the contract or of others. A summary has quantiles for each pod only.
   *
   * @default - no latency is recorded
   */
  readonly latency?: WholeHistogram<H, readonly number[], S>;

  /** The labels that traffic, errors and latency keep, such as `['endpoint']` or `['endpoint', 'pod']`; the latency must have them too. */
  readonly by: B;

  /**
   * The window of rates and quantiles. It is part of the records' names.
   *
   * @default '5m'
   */
  readonly window?: Duration;

  /**
   * The quantiles of the latency to record, each between 0 and 1.
   *
   * @default [0.5, 0.95, 0.99]
   */
  readonly quantiles?: readonly number[];

  /**
   * What the CPU and the memory in use are divided by, for each pod; `false` leaves them out. Needs cAdvisor and kube-state-metrics.
   *
   * @default { cpu: 'requests', memory: 'limits' }
   */
  readonly saturation?: false | SaturationOptions;

  /**
   * The name of the rule group. Signals over a second window need one of their own.
   *
   * @default - the service's name and `golden-signals`
   */
  readonly name?: string;

  /**
   * The first part of the records' names.
   *
   * @default - the service's name with `_` for `-`
   */
  readonly level?: string;
}

/** What the CPU and the memory in use are divided by. */
export interface SaturationOptions {
  /**
   * What the CPU time in use is divided by; `false` leaves it out.
   *
   * @default 'requests'
   */
  readonly cpu?: Reservation | false;

  /**
   * What the working set is divided by; `false` leaves it out.
   *
   * @default 'limits'
   */
  readonly memory?: Reservation | false;
}

/** The options with their labels left to the run-time checks. */
export type AnyGoldenSignalsOptions = Omit<
  GoldenSignalsOptions<never, never, readonly string[]>,
  'requests' | 'errors' | 'latency'
> & {
  readonly requests: AnyEvents;
  readonly errors: Readonly<Record<string, Match>>;
  readonly latency?: AnyHistogram | AnyNativeHistogram;
};
