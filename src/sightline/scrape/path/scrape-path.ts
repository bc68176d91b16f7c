import type { Labels } from '../relabel/label-builder';
import type { Relabelled } from '../relabel/relabel';
import type { RelabelRule } from '../relabel/relabel-rule';
import type { ScrapeConfig } from '../scrape-config';
import type { Link } from './link';

/** The way of a monitor to its series, or of rules to the Prometheus that selects them. */
export interface ScrapePath {
  /** The monitor or the rules, as `Kind/namespace/name`. */
  readonly object: string;

  /** What the Prometheus is called to which the way leads: `the Prometheus of release 'prometheus'`. */
  readonly prometheus: string;

  /** The links that were looked at, in order: after a broken one there is none. */
  readonly links: readonly Link[];

  /** The scrape jobs, one for each endpoint of the monitor; empty where a link before them breaks, and for what is no monitor. */
  readonly jobs: readonly JobPath[];
}

/** What comes of one scrape job. */
export interface JobPath {
  /** The job as the operator writes it. */
  readonly job: ScrapeConfig;

  /** Every target that is found, such as a port of a pod, kept or dropped. */
  readonly targets: readonly TargetPath[];

  /** The rules that its samples go through. */
  readonly metricRules: readonly RelabelRule[];
}

/** What comes of one target: a port of a pod, an address outside, or what is probed. */
export interface TargetPath {
  /** Where the pods come from, as `Kind/namespace/name`, or who declares them; else the address, or the Ingress that is probed. */
  readonly pods: string;

  /**
   * The Service before them, as `Service/namespace/name`.
   *
   * @default - none: the pods themselves are discovered
   */
  readonly service?: string;

  /** The number of the port; undefined for a container without ports, and outside. */
  readonly port: number | undefined;

  /** The labels that discovery gives. */
  readonly discovered: Labels;

  /** What relabelling makes of them: in the shard that keeps the target, or else in the first. */
  readonly relabelled: Relabelled;

  /** Whether it is scraped: `undecided` where a rule of the user reads what is guessed. */
  readonly kept: boolean | 'undecided';

  /** The labels that its series get, `instance` among them; empty if it is not kept. */
  readonly labels: Labels;
}
