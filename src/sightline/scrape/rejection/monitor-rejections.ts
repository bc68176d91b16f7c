import type { Problem } from '../../problem/problem';
import type { MonitorEndpoint, PodMonitor, ServiceMonitor } from '../manifests';
import type { PrometheusSettings } from '../prometheus-settings';
import type { MonitorKind } from '../settings/prometheus-instance';
import { supports } from '../supports';
import { reject, type Rejection } from './reject';
import { rejectAuthentication } from './reject-authentication';
import { rejectClass } from './reject-class';
import { rejectFiles } from './reject-files';
import { rejectProxy } from './reject-proxy';
import { rejectRelabelings } from './reject-relabeling';
import { rejectSelector } from './reject-selector';
import { rejectTimeout } from './reject-timeout';
import { rejectTls } from './reject-tls';

/**
 * Why the operator would reject a ServiceMonitor as a whole, as far as the object and the Prometheus decide it. Empty if it is accepted.
 * Whether a Secret or a ConfigMap that is named exists is not known here, nor whether there is a certificate in it.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.1/pkg/prometheus/resource_selector.go
 */
export function serviceMonitorRejections(
  { metadata, spec }: ServiceMonitor,
  settings: PrometheusSettings = {},
): Problem[] {
  return about(`ServiceMonitor/${metadata.namespace}/${metadata.name}`, [
    ...rejectSpec(spec, settings),
    ...spec.endpoints.flatMap((endpoint, index) => {
      const path = `spec.endpoints[${index}]`;
      return [
        ...rejectFiles(endpoint, path, settings),
        ...rejectEndpoint(endpoint, path, 'ServiceMonitor', settings),
      ];
    }),
  ]);
}

/** Why the operator would reject a PodMonitor as a whole; empty if it is accepted. As of {@link serviceMonitorRejections}. */
export function podMonitorRejections(
  { metadata, spec }: PodMonitor,
  settings: PrometheusSettings = {},
): Problem[] {
  return about(`PodMonitor/${metadata.namespace}/${metadata.name}`, [
    ...rejectSpec(spec, settings),
    ...(spec.podMetricsEndpoints ?? []).flatMap((endpoint, index) =>
      rejectEndpoint(endpoint, `spec.podMetricsEndpoints[${index}]`, 'PodMonitor', settings),
    ),
  ]);
}

function about(object: string, rejections: readonly Rejection[]): Problem[] {
  return rejections.map((each) => reject(each, object));
}

function rejectEndpoint(
  endpoint: MonitorEndpoint,
  path: string,
  kind: MonitorKind,
  settings: PrometheusSettings,
): Rejection[] {
  return [
    ...rejectTimeout(endpoint, path, settings),
    ...rejectAuthentication(endpoint, path, kind),
    ...rejectTls(endpoint.tlsConfig, `${path}.tlsConfig`),
    ...rejectProxy(endpoint, path),
    ...rejectRelabelings(endpoint.relabelings, `${path}.relabelings`, settings),
    ...rejectRelabelings(endpoint.metricRelabelings, `${path}.metricRelabelings`, settings),
  ];
}

/** What a monitor says beside its endpoints. */
function rejectSpec(
  spec: ServiceMonitor['spec'] | PodMonitor['spec'],
  settings: PrometheusSettings,
): Rejection[] {
  return [
    ...rejectSelector(spec.selector, 'spec.selector'),
    ...rejectMechanism(spec.selectorMechanism, settings),
    ...rejectClass(spec.scrapeClass, settings),
  ];
}

function rejectMechanism(mechanism: string | undefined, settings: PrometheusSettings): Rejection[] {
  if (mechanism !== 'RoleSelector' || supports(settings, '2.17.0')) return [];
  return [
    {
      id: 'OPR008',
      path: 'spec.selectorMechanism',
      message: `'selectorMechanism' (${mechanism}) is known since Prometheus 2.17`,
      fix: 'leave it out',
    },
  ];
}
