import type { LabelDomain } from '../contract/domain';
import type { Duration } from '../contract/duration-literal';
import type { DeclaredMetric } from '../contract/metric';
import type { Match, Matches, NotEmpty } from '../promql/build/match';
import type { Histogram } from '../promql/build/histogram';
import type { Metric } from '../promql/build/selector';
import type { Against } from './saturation';

/**
 * What the golden signals of a service are made of.
 *
 * @typeParam D the labels of the requests
 * @typeParam H the labels of the latency
 * @typeParam B the labels that the signals keep
 * @typeParam P the labels by which a failed request is told
 */
export interface GoldenSignalsOptions<
  D,
  H,
  B extends readonly string[],
  P extends keyof Matches<D> = keyof Matches<D>,
> {
  /** Counts every request by its outcome. */
  readonly requests: Metric<D, 'counter'>;

  /** Which of the requests failed, such as `{ status: /5../ }`. */
  readonly errors: Pick<Matches<D>, P> & NotEmpty<P>;

  /**
   * The duration of requests.
   *
   * @default - no latency is recorded
   */
  readonly latency?: Histogram<H>;

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
   * What CPU and memory in use are held against, by pod; `false` leaves them out. Needs cAdvisor and kube-state-metrics.
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

/** What CPU and memory in use are held against. */
export interface SaturationOptions {
  /**
   * What the CPU time is held against; `false` leaves it out.
   *
   * @default 'requests'
   */
  readonly cpu?: Against | false;

  /**
   * What the working set is held against; `false` leaves it out.
   *
   * @default 'limits'
   */
  readonly memory?: Against | false;
}

/** A counter whose labels are known at run time only. */
export type AnyCounter = Metric<Readonly<Record<string, LabelDomain>>, 'counter', string>;

/** A histogram whose labels are known at run time only. */
export interface AnyHistogram extends DeclaredMetric {
  readonly bucket: Metric<Readonly<Record<string, LabelDomain>>, 'buckets', string>;
}

/** The options with their labels left to the run-time checks. */
export type LooseOptions = Omit<
  GoldenSignalsOptions<never, never, readonly string[]>,
  'requests' | 'errors' | 'latency'
> & {
  readonly requests: AnyCounter;
  readonly errors: Readonly<Record<string, Match>>;
  readonly latency?: AnyHistogram;
};
