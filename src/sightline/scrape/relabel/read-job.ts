import type { ScrapeConfig } from '../scrape-config';
import type { NameScheme } from './label-name';
import { type ReadRules, readRules } from './relabel-rule';

/** A scrape job with what a Prometheus makes of its rules. */
export interface ReadJob<J extends ScrapeConfig = ScrapeConfig> {
  /** The job as the operator writes it. */
  readonly config: J;

  /** Its `relabel_configs`; the number of the shard is still a variable. */
  readonly rules: ReadRules;

  /** Its `metric_relabel_configs`. */
  readonly metricRules: ReadRules;
}

/** Reads the rules of a job as a Prometheus of this version does. */
export function readJob<J extends ScrapeConfig>(config: J, scheme: NameScheme): ReadJob<J> {
  return {
    config,
    rules: readRules(config.relabel_configs, scheme),
    metricRules: readRules(config.metric_relabel_configs ?? [], scheme),
  };
}
