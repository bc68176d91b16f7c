import type {
  PodEndpoint,
  PodMonitor,
  ServiceEndpoint,
  ServiceMonitor,
} from '../../../src/sightline/scrape/manifests';
import type { MonitorJob, RelabelConfig } from '../../../src/sightline/scrape/scrape-config';

/** A ServiceMonitor with one endpoint. */
export function serviceMonitor(
  endpoint: ServiceEndpoint = { port: 'web' },
  spec: Partial<ServiceMonitor['spec']> = {},
): ServiceMonitor {
  return {
    metadata: { name: 'shop', namespace: 'retail' },
    spec: { selector: {}, endpoints: [endpoint], ...spec },
  };
}

/** A PodMonitor with one endpoint. */
export function podMonitor(
  endpoint: PodEndpoint = { port: 'web' },
  spec: Partial<PodMonitor['spec']> = {},
): PodMonitor {
  return {
    metadata: { name: 'shop', namespace: 'retail' },
    spec: { selector: {}, podMetricsEndpoints: [endpoint], ...spec },
  };
}

/** The only job of a monitor. */
export function only(jobs: readonly MonitorJob[]): MonitorJob {
  const [job] = jobs;
  if (job === undefined || jobs.length > 1) throw new Error(`There are ${jobs.length} jobs.`);
  return job;
}

/** A rule in short: what it does, from what, to what. */
export function short(rule: RelabelConfig): string {
  const { action = 'replace', source_labels = [], target_label, regex, modulus, replacement } = rule;
  const names = source_labels.map((label) => label.replace('__meta_kubernetes_', '')).join('+');
  return [action, names, regex, modulus, replacement, target_label && `> ${target_label}`]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

/** The rules about shards, in short, where there is one. */
export const shard = [
  'replace $(SHARD) > __tmp_current_shard',
  'keep __tmp_current_shard 0',
  'replace __address__+__tmp_hash (.+); $1 > __tmp_hash',
  'hashmod __tmp_hash 1 > __tmp_hash',
  'keep __tmp_hash+__tmp_disable_sharding $(SHARD);|.+;.+',
];
