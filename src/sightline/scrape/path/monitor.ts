import type { MonitorKind } from '../settings/prometheus-instance';
import type { PodMonitor, ServiceMonitor } from '../manifests';
import { podMonitorJobs } from '../pod-monitor-config';
import type { PrometheusSettings } from '../prometheus-settings';
import { podMonitorRejections, serviceMonitorRejections } from '../rejection/monitor-rejections';
import type { ScrapeConfig } from '../scrape-config';
import { serviceMonitorJobs } from '../service-monitor-config';
import type { Problem } from '../../problem/problem';
import { mapAt } from './fields';
import type { ApiObject } from './world';

/** A monitor that is traced, of either kind. */
export interface TracedMonitor {
  readonly kind: MonitorKind;

  /** As `Kind/namespace/name`. */
  readonly reference: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;

  /** What it selects: Services, or pods. */
  readonly selects: 'service' | 'pod';
  readonly spec: ServiceMonitor['spec'] | PodMonitor['spec'];

  /** The field that holds its endpoints. */
  readonly endpoints: 'endpoints' | 'podMetricsEndpoints';
  readonly rejections: (settings: PrometheusSettings) => Problem[];
  readonly jobs: (settings: PrometheusSettings) => ScrapeConfig[];
}

/** An object as a monitor; undefined for any other kind. It has passed the schema of its kind. */
export function monitorIn(object: ApiObject): TracedMonitor | undefined {
  const { apiVersion, kind, name, namespace = 'default', labels, manifest } = object;
  if (apiVersion !== 'monitoring.coreos.com/v1') return undefined;
  const common = { reference: `${kind}/${namespace}/${name}`, name, namespace, labels };
  const metadata = { name, namespace };
  const written = mapAt(manifest, 'spec');
  if (kind === 'ServiceMonitor') {
    // the schema has checked it, and what it requires is there
    const spec = { endpoints: [], selector: {}, ...written } as ServiceMonitor['spec'];
    return {
      ...common,
      kind,
      spec,
      selects: 'service',
      endpoints: 'endpoints',
      rejections: (settings) => serviceMonitorRejections({ metadata, spec }, settings),
      jobs: (settings) => serviceMonitorJobs({ metadata, spec }, settings),
    };
  }
  if (kind === 'PodMonitor') {
    // as above
    const spec = { selector: {}, ...written } as PodMonitor['spec'];
    return {
      ...common,
      kind,
      spec,
      selects: 'pod',
      endpoints: 'podMetricsEndpoints',
      rejections: (settings) => podMonitorRejections({ metadata, spec }, settings),
      jobs: (settings) => podMonitorJobs({ metadata, spec }, settings),
    };
  }
  return undefined;
}
