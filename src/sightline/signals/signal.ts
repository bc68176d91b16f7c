import type { AnyVector } from '../promql/build/vector';

/**
 * The kinds of golden signals.
 *
 * @see https://sre.google/sre-book/monitoring-distributed-systems/#xref_monitoring_golden-signals
 */
export type SignalType = 'latency' | 'traffic' | 'errors' | 'saturation';

/** A golden signal of a service, as data. A recording rule is one view of it, a panel of a dashboard is another. */
export interface Signal {
  /** Unique among the signals of a group, short enough for the title of a panel: `Latency p95`. */
  readonly name: string;

  /** Which of the golden signals it is. */
  readonly type: SignalType;

  /** What its value says, in a sentence without its full stop. */
  readonly meaning: string;

  /**
   * The unit of its value: `requests per second`, `percent`, `ratio`, or the unit of a histogram, such as `seconds`.
   *
   * @default - the histogram does not say its unit
   */
  readonly unit?: string;

  /**
   * The value above which something is wrong, in its unit: for errors and latency what the objectives of the contract allow for, for saturation
   * all that is reserved.
   *
   * @default - no value is wrong by itself
   */
  readonly threshold?: number;

  /** The name of the series that it is recorded as. It is public: dashboards and alerts read it. */
  readonly record: string;

  /** How its value is calculated. */
  readonly expression: AnyVector;

  /** The labels that tell its series apart, beside the identity of the target. */
  readonly by: readonly string[];
}
