import { honorFields, pageFields, requestFields } from './common-fields';
import { defined } from '../problem/defined';
import {
  authorization,
  basicAuth,
  bearerToken,
  connectionFields,
  oauth2,
  proxyFields,
  tlsConfig,
} from './http-fields';
import { kubernetesDiscovery } from './kubernetes-discovery';
import type { PodMonitor } from './manifests';
import { podRelabeling } from './pod-relabeling';
import type { PrometheusSettings } from './prometheus-settings';
import { filledTls, scrapeClassOf, withClassAuthorization, withClassTls } from './scrape-class';
import type { MonitorJob } from './scrape-config';

/**
 * The scrape jobs that prometheus-operator v0.93 writes for a PodMonitor that it accepts: one for each endpoint, with its keys in the
 * operator's order. What it would read from a Secret is a reference, never the secret.
 *
 * @param monitor the PodMonitor, as a manifest
 * @param settings the fields of the Prometheus object that matter
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.1/pkg/prometheus/promcfg.go
 */
export function podMonitorJobs(monitor: PodMonitor, settings: PrometheusSettings = {}): MonitorJob[] {
  const { metadata, spec } = monitor;
  const { namespace, name } = metadata;
  const scrapeClass = scrapeClassOf(spec.scrapeClass, settings);
  const scope = { namespace, settings };
  return (spec.podMetricsEndpoints ?? []).map((endpoint, index) =>
    defined<MonitorJob>({
      job_name: `podMonitor/${namespace}/${name}/${index}`,
      ...honorFields(endpoint, settings),
      kubernetes_sd_configs: [kubernetesDiscovery({ role: 'pod', namespace, spec, settings, scrapeClass })],
      ...requestFields(endpoint),
      ...connectionFields(endpoint, scope),
      tls_config: tlsConfig(withClassTls(filledTls(endpoint.tlsConfig), scrapeClass), scope),
      bearer_token: bearerToken(endpoint.bearerTokenSecret, scope),
      basic_auth: basicAuth(endpoint.basicAuth, scope),
      oauth2: oauth2(endpoint.oauth2, scope),
      ...proxyFields(endpoint, scope),
      authorization: authorization(withClassAuthorization(endpoint.authorization, scrapeClass), scope),
      relabel_configs: podRelabeling({ monitor, endpoint, settings, scrapeClass }),
      ...pageFields('podmonitors', monitor, endpoint, { settings, scrapeClass }),
    }),
  );
}
