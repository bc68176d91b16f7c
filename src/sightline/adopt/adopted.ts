import type { AdoptedMetric } from './adopted-metric';
import type { Signals } from './signals';

/** A metric that is not in the contract. */
export interface LeftOut {
  readonly name: string;

  /** Why, as what stands behind its name. */
  readonly why: string;
}

/** What pages come to, before it is printed. */
export interface Adopted {
  /** How many pages there are. */
  readonly pages: number;

  /** In the order of the pages. */
  readonly metrics: readonly AdoptedMetric[];

  /** What a contract can't hold as it is on the pages. */
  readonly leftOut: readonly LeftOut[];

  /** How many metrics each pack has of those about the runtime, and of those that the cluster exposes. */
  readonly runtime: ReadonlyMap<string, number>;
  readonly cluster: ReadonlyMap<string, number>;

  /** How many metrics clients expose beside, by settings and versions. */
  readonly ofClient: number;

  /** Metrics that are named as those of runtimes, and that no pack has. */
  readonly likeRuntime: readonly string[];

  /** The values of each label with routes that look like the metrics page and probes. */
  readonly probes: ReadonlyMap<string, readonly string[]>;

  /**
   * What golden signals can be made of.
   *
   * @default - no metric counts requests by how they ended
   */
  readonly signals?: Signals;
}
