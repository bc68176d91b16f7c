import { parseDuration } from '../contract/duration';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { filled } from './defined';
import type { MonitorEndpoint, PodMonitor, ServiceEndpoint, ServiceMonitor } from './manifests';
import type { PrometheusSettings } from './prometheus-settings';

/**
 * Why the operator would reject a ServiceMonitor as a whole, as far as the object and the Prometheus decide it: timeouts, files that
 * must not be read, two ways to authenticate, an unknown scrape class. Empty if it is accepted. Whether Secrets exist is not known.
 */
export function serviceMonitorRejections(
  { metadata, spec }: ServiceMonitor,
  settings: PrometheusSettings = {},
): Problem[] {
  const about = { object: `ServiceMonitor/${metadata.namespace}/${metadata.name}` };
  return spec.endpoints
    .flatMap((endpoint, index) => {
      const path = `spec.endpoints[${index}]`;
      return [
        ...rejectTimeout(endpoint, path, settings),
        ...rejectFiles(endpoint, path, settings),
        ...rejectAuth(endpoint, path),
      ];
    })
    .concat(rejectClass(spec.scrapeClass, settings))
    .map((problem) => ({ ...problem, ...about }));
}

/** Why the operator would reject a PodMonitor as a whole; empty if it is accepted. Whether Secrets exist is not known. */
export function podMonitorRejections(
  { metadata, spec }: PodMonitor,
  settings: PrometheusSettings = {},
): Problem[] {
  const about = { object: `PodMonitor/${metadata.namespace}/${metadata.name}` };
  return (spec.podMetricsEndpoints ?? [])
    .flatMap((endpoint, index) => {
      const path = `spec.podMetricsEndpoints[${index}]`;
      return [...rejectTimeout(endpoint, path, settings), ...rejectAuth(endpoint, path)];
    })
    .concat(rejectClass(spec.scrapeClass, settings))
    .map((problem) => ({ ...problem, ...about }));
}

function rejectTimeout(endpoint: MonitorEndpoint, path: string, settings: PrometheusSettings): Problem[] {
  const timeout = filled(endpoint.scrapeTimeout);
  const interval = filled(endpoint.interval) ?? filled(settings.scrapeInterval) ?? '30s';
  if (timeout === undefined || (parseDuration(timeout) ?? 0) <= (parseDuration(interval) ?? 0)) return [];
  return [
    error(
      'OPR001',
      `'scrapeTimeout' (${timeout}) must be at most the interval (${interval}), or the operator rejects the whole object`,
      { path: `${path}.scrapeTimeout`, fix: `set it to ${interval} or less` },
    ),
  ];
}

function rejectFiles(
  { bearerTokenFile, tlsConfig = {} }: ServiceEndpoint,
  path: string,
  { arbitraryFSAccessThroughSMs }: PrometheusSettings,
): Problem[] {
  if (arbitraryFSAccessThroughSMs?.deny !== true) return [];
  const { caFile, certFile, keyFile } = tlsConfig;
  const files = {
    bearerTokenFile,
    'tlsConfig.caFile': caFile,
    'tlsConfig.certFile': certFile,
    'tlsConfig.keyFile': keyFile,
  };
  return Object.entries(files)
    .filter(([, file]) => filled(file) !== undefined)
    .map(([field, file]) =>
      error(
        'OPR002',
        `'${field}' (${file}) names a file in the Prometheus container, which 'arbitraryFSAccessThroughSMs.deny' forbids: the operator rejects the whole object`,
        { path: `${path}.${field}`, fix: 'refer to a Secret or a ConfigMap instead' },
      ),
    );
}

function rejectAuth(endpoint: MonitorEndpoint, path: string): Problem[] {
  const { basicAuth, authorization, oauth2, bearerTokenSecret } = endpoint;
  const bearerTokenFile = 'bearerTokenFile' in endpoint ? filled(endpoint.bearerTokenFile) : undefined;
  const ways = Object.entries({
    authorization,
    basicAuth,
    bearerTokenFile,
    bearerTokenSecret: filled(bearerTokenSecret?.name),
    oauth2,
  }).flatMap(([way, value]) => (value === undefined ? [] : [way]));
  if (ways.length < 2) return [];
  return [
    error(
      'OPR004',
      `'${ways.join("', '")}' are ${ways.length} ways to authenticate; an endpoint can have one, or the operator rejects the whole object`,
      { path, fix: 'keep one of them' },
    ),
  ];
}

function rejectClass(name: string | undefined, { scrapeClasses = [] }: PrometheusSettings): Problem[] {
  if (name === undefined || scrapeClasses.some((each) => each.name === name)) return [];
  return [
    error(
      'OPR006',
      `'scrapeClass' (${name}) is none of the Prometheus, which has ${scrapeClasses.map((each) => each.name).join(', ') || 'none'}: the operator rejects the whole object`,
      { path: 'spec.scrapeClass', fix: "add it to the Prometheus' 'scrapeClasses', or name one of them" },
    ),
  ];
}
