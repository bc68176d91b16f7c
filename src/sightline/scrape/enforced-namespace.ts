import type { MonitorMetadata } from './manifests';
import type { PrometheusSettings } from './prometheus-settings';
import { setLabel } from './relabel-steps';
import type { RelabelConfig } from './scrape-config';

/** The kinds of monitors, by the name of their resource. */
export type MonitorResource = 'servicemonitors' | 'podmonitors' | 'probes' | 'scrapeconfigs';

/** The last rule of a monitor that may not choose the label of its namespace; none if it may. */
export function enforcedNamespace(
  resource: MonitorResource,
  { name, namespace }: MonitorMetadata,
  { enforcedNamespaceLabel = '', excludedFromEnforcement = [] }: PrometheusSettings,
): RelabelConfig[] {
  const excluded = excludedFromEnforcement.some(
    (each) =>
      each.resource === resource &&
      each.namespace === namespace &&
      (each.name === undefined || each.name === '' || each.name === name),
  );
  return enforcedNamespaceLabel === '' || excluded ? [] : [setLabel(enforcedNamespaceLabel, namespace)];
}
