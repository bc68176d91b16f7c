import type { Target } from '../../contract/target-labels';
import type { MonitorKind, SelectableKind } from '../settings/prometheus-instance';
import type { PodMonitor, ServiceMonitor } from '../manifests';
import { podMonitorJobs } from '../pod-monitor-config';
import type { PrometheusSettings } from '../prometheus-settings';
import { podMonitorRejections, serviceMonitorRejections } from '../rejection/monitor-rejections';
import type { MonitorJob } from '../scrape-config';
import { serviceMonitorJobs } from '../service-monitor-config';
import type { Problem } from '../../problem/problem';
import { mapAt } from './fields';
import type { ApiObject } from './world';

/** An object that a Prometheus may select. */
export interface SelectedObject {
  readonly kind: SelectableKind;

  /** As `Kind/namespace/name`. */
  readonly reference: string;
  readonly name: string;
  readonly namespace: string;

  /** Whether it says so itself. */
  readonly isPlaced: boolean;

  /** The labels of the object itself, not those of what it monitors. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A monitor that is traced to its series, of either kind. */
export interface TracedMonitor extends SelectedObject {
  readonly kind: MonitorKind;

  /** The labels by which rules know its series; undefined where no rules are known. */
  readonly target: Target | undefined;

  /** What it selects: Services, or pods. */
  readonly selects: 'service' | 'pod';
  readonly spec: ServiceMonitor['spec'] | PodMonitor['spec'];

  /** The field that holds its endpoints. */
  readonly endpoints: 'endpoints' | 'podMetricsEndpoints';
  readonly rejections: (settings: PrometheusSettings) => Problem[];
  readonly jobs: (settings: PrometheusSettings) => MonitorJob[];
}

const selectableKinds: readonly string[] = [
  'ServiceMonitor',
  'PodMonitor',
  'Probe',
  'ScrapeConfig',
  'PrometheusRule',
  'AlertmanagerConfig',
] satisfies SelectableKind[];

/** An object as one that a Prometheus may select; undefined for any other kind. */
export function selectableIn({
  apiVersion,
  kind,
  name,
  namespace: written,
  namespace = 'default',
  labels,
}: ApiObject): SelectedObject | undefined {
  if (!isSelectable(kind) || !versions(kind).includes(apiVersion)) return undefined;
  return {
    kind,
    reference: `${kind}/${namespace}/${name}`,
    name,
    namespace,
    isPlaced: written !== undefined,
    labels,
  };
}

/** The versions of a kind that are served. */
function versions(kind: SelectableKind): readonly string[] {
  if (kind === 'ScrapeConfig') return ['monitoring.coreos.com/v1alpha1'];
  return kind === 'AlertmanagerConfig'
    ? ['monitoring.coreos.com/v1alpha1', 'monitoring.coreos.com/v1beta1']
    : ['monitoring.coreos.com/v1'];
}

function isSelectable(kind: string): kind is SelectableKind {
  return selectableKinds.includes(kind);
}

/** An object as a monitor; undefined for any other kind. It has passed the schema of its kind. */
export function monitorIn(object: ApiObject): TracedMonitor | undefined {
  const common = selectableIn(object);
  if (common === undefined) return undefined;
  const { kind, name, namespace } = common;
  const { target } = object;
  const metadata = { name, namespace };
  const written = mapAt(object.manifest, 'spec');
  if (kind === 'ServiceMonitor') {
    // the schema has checked it, and what it requires is there
    const spec = { endpoints: [], selector: {}, ...written } as ServiceMonitor['spec'];
    return {
      ...common,
      kind,
      target,
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
      target,
      spec,
      selects: 'pod',
      endpoints: 'podMetricsEndpoints',
      rejections: (settings) => podMonitorRejections({ metadata, spec }, settings),
      jobs: (settings) => podMonitorJobs({ metadata, spec }, settings),
    };
  }
  return undefined;
}
