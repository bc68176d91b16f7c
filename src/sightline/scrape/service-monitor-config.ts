import { honorFields, pageFields, requestFields } from './common-fields';
import { defined } from '../problem/defined';
import { filled } from './filled';
import {
  authorization,
  basicAuth,
  bearerToken,
  connectionFields,
  oauth2,
  proxyFields,
  tlsConfig,
} from './http-fields';
import { kubernetesDiscovery, serviceRole } from './kubernetes-discovery';
import type { ServiceMonitor } from './manifests';
import type { PrometheusSettings } from './prometheus-settings';
import { withClassAuthorization, withClassTls, scrapeClassOf } from './scrape-class';
import type { MonitorJob } from './scrape-config';
import { serviceRelabeling } from './service-relabeling';

/**
 * The scrape jobs that prometheus-operator v0.93 writes for a ServiceMonitor that it accepts: one for each endpoint, with its keys in
 * the operator's order. What it would read from a Secret is a reference, never the secret.
 *
 * @param monitor the ServiceMonitor, as a manifest
 * @param settings the fields of the Prometheus object that matter
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.1/pkg/prometheus/promcfg.go
 */
export function serviceMonitorJobs(monitor: ServiceMonitor, settings: PrometheusSettings = {}): MonitorJob[] {
  const { metadata, spec } = monitor;
  const { namespace, name } = metadata;
  const scrapeClass = scrapeClassOf(spec.scrapeClass, settings);
  const role = serviceRole(spec.serviceDiscoveryRole, settings);
  const scope = { namespace, settings };
  return spec.endpoints.map((endpoint, index) =>
    defined<MonitorJob>({
      job_name: `serviceMonitor/${namespace}/${name}/${index}`,
      ...honorFields(endpoint, settings),
      kubernetes_sd_configs: [kubernetesDiscovery({ role, namespace, spec, settings, scrapeClass })],
      ...requestFields(endpoint),
      ...connectionFields(endpoint, scope),
      ...proxyFields(endpoint, scope),
      oauth2: oauth2(endpoint.oauth2, scope),
      tls_config: tlsConfig(withClassTls(endpoint.tlsConfig, scrapeClass), scope),
      bearer_token_file: filled(endpoint.bearerTokenFile),
      bearer_token: bearerToken(endpoint.bearerTokenSecret, scope),
      basic_auth: basicAuth(endpoint.basicAuth, scope),
      authorization: authorization(withClassAuthorization(endpoint.authorization, scrapeClass), scope),
      relabel_configs: serviceRelabeling({ monitor, endpoint, role, settings, scrapeClass }),
      ...pageFields('servicemonitors', monitor, endpoint, { settings, scrapeClass }),
    }),
  );
}
