import { stringify } from 'yaml';
import { formatDuration } from '../src/sightline/contract/duration';
import type { ServerInput } from '../tools/prometheus/server-files';
import { globalScrapeConfig } from '../src/sightline/scrape/global-config';
import { serviceMonitorJobs } from '../src/sightline/scrape/service-monitor-config';
import { staticDiscovery, type SyntheticTarget } from '../tools/prometheus/static-discovery';
import type { RuleGroupManifest, ServiceManifest, ServiceManifests } from './manifests';

/** What a Prometheus without a cluster needs to know. */
export interface ServerInputOptions extends Pick<ServiceManifests, 'monitor' | 'rules'> {
  /** Where the service runs. */
  readonly target: SyntheticTarget;

  /** Seconds between two scrapes, in place of what the ServiceMonitor says. */
  readonly interval: number;

  /**
   * Seconds between two evaluations of the rules, in place of what they say.
   *
   * @default - as between two scrapes
   */
  readonly evaluation?: number;

  /** The version of Prometheus: the operator leaves out what it does not know. */
  readonly version: string;
}

/**
 * What discovery would find if the service ran in one pod of the cluster: its real address, with everything else as its Service says.
 *
 * @param service the Service
 * @param address host and port
 */
export function localTarget({ metadata, spec }: ServiceManifest, address: string): SyntheticTarget {
  const { name, namespace = 'default', labels = {} } = metadata;
  const [port] = spec.ports;
  return {
    address,
    namespace,
    service: { name, labels },
    ...(port?.name === undefined ? {} : { port: port.name }),
    pod: { name: `${name}-on-this-computer`, labels: spec.selector ?? {} },
    container: name,
  };
}

/**
 * The configuration that the operator would write for a ServiceMonitor, with one target in place of the cluster's, and the rules; both
 * at intervals of our own.
 */
export function serverInput(options: ServerInputOptions): ServerInput {
  const { monitor, rules, target, interval, evaluation = interval, version } = options;
  const scrape = formatDuration(interval * 1000);
  const evaluate = formatDuration(evaluation * 1000);
  const often = { scrape_interval: scrape, scrape_timeout: scrape };
  const settings = { version };
  return {
    config: {
      global: { ...globalScrapeConfig(settings), ...often, evaluation_interval: evaluate },
      scrape_configs: serviceMonitorJobs(monitor, settings).map((job) => ({
        ...staticDiscovery(job, [target]),
        ...often,
      })),
    },
    rules: Object.fromEntries(
      Object.entries(rules).map(([file, groups]) => [
        file,
        stringify({ groups: groups.map((group) => at(evaluate, group)) }),
      ]),
    ),
  };
}

function at(interval: string, group: RuleGroupManifest): RuleGroupManifest {
  return { ...group, interval };
}
