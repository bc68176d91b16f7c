import type { Facts } from './fact';

/** The metrics of one project, as of a version. */
export interface Pack<F extends Facts = Facts, O extends 'own' | 'external' = 'own' | 'external'> {
  /** What exposes them, as its project calls it. */
  readonly project: string;

  /** The version whose documentation or source says so. */
  readonly version: string;

  /** Where that is written. */
  readonly source: string;

  /**
   * Where else, at the commits that were read: what the first does not say, and tests of the project that state whole samples.
   *
   * @default - nowhere
   */
  readonly otherSources?: readonly string[];

  /**
   * `external`: something of the cluster exposes them about others, such as kube-state-metrics. `own`: the pods of a service expose them beside its
   * own, or a prober answers them for it, so that they belong to its contract.
   */
  readonly origin: O;

  /**
   * How the names of its metrics begin, where all such metrics are its.
   *
   * @default - its names say nothing about who exposes them
   */
  readonly prefixes?: readonly string[];

  /** What is known of each metric. */
  readonly facts: F;
}
