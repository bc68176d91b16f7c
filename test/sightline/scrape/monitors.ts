import type {
  PodEndpoint,
  PodMonitor,
  ServiceEndpoint,
  ServiceMonitor,
} from '../../../src/sightline/scrape/manifests';
import type { RelabelConfig, ScrapeConfig } from '../../../src/sightline/scrape/scrape-config';

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
export function only(jobs: readonly ScrapeConfig[]): ScrapeConfig {
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
