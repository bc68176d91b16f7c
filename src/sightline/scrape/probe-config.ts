import { defined } from '../problem/defined';
import { protocolFields } from './common-fields';
import { enforcedNamespace } from './enforced-namespace';
import { filled, sortedByKey } from './filled';
import { histogramFields } from './histogram-fields';
import {
  authorization,
  basicAuth,
  bearerToken,
  connectionFields,
  oauth2,
  proxyFields,
  tlsConfig,
} from './http-fields';
import { searchedNamespaces } from './kubernetes-discovery';
import { bodySizeLimit, limitFields } from './limit-fields';
import type { Probe } from './manifests';
import { probeRelabeling } from './probe-relabeling';
import type { PrometheusSettings } from './prometheus-settings';
import { userRule } from './relabel-steps';
import {
  filledAuthorization,
  filledTls,
  scrapeClassOf,
  withClassAuthorization,
  withClassTls,
} from './scrape-class';
import type { KubernetesDiscovery, ScrapeConfig } from './scrape-config';

/** The path of the prober where a Probe names none; the API server fills it in. */
const defaultPath = '/probe';

/**
 * The scrape job that prometheus-operator v0.93 writes for a Probe that it accepts, with its keys in the operator's order. What it would read from a
 * Secret is a reference, never the secret.
 *
 * @param probe the Probe, as a manifest
 * @param settings the fields of the Prometheus object that matter
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.1/pkg/prometheus/promcfg.go
 */
export function probeJob(probe: Probe, settings: PrometheusSettings = {}): ScrapeConfig {
  const { metadata, spec } = probe;
  const { namespace, name } = metadata;
  const scrapeClass = scrapeClassOf(spec.scrapeClass, settings);
  const scope = { namespace, settings };
  const { prober } = spec;
  const params = paramsOf(probe);
  const metricRules = [
    ...[...(scrapeClass.metricRelabelings ?? []), ...(spec.metricRelabelings ?? [])].map(userRule),
    ...enforcedNamespace('probes', metadata, settings),
  ];
  return defined<ScrapeConfig>({
    job_name: `probe/${namespace}/${name}`,
    honor_timestamps: settings.overrideHonorTimestamps !== true,
    metrics_path: prober?.path ?? defaultPath,
    scrape_interval: filled(spec.interval),
    scrape_timeout: filled(spec.scrapeTimeout),
    scheme: prober?.scheme?.toLowerCase(),
    params: Object.keys(params).length === 0 ? undefined : params,
    ...limitFields(spec, settings),
    ...histogramFields(spec, settings),
    ...protocolFields(spec, { settings, scrapeClass }),
    // of a limit of its own there is no field
    body_size_limit: bodySizeLimit({}, settings),
    ...proxyFields(prober ?? {}, scope),
    ...connectionFields({ followRedirects: spec.followRedirects, enableHttp2: spec.enableHttp2 }, scope),
    tls_config: tlsConfig(withClassTls(filledTls(spec.tlsConfig), scrapeClass), scope),
    ...targetFields(probe, settings),
    relabel_configs: probeRelabeling({ probe, settings, scrapeClass }),
    bearer_token: bearerToken(spec.bearerTokenSecret, scope),
    basic_auth: basicAuth(spec.basicAuth, scope),
    oauth2: oauth2(spec.oauth2, scope),
    authorization: authorization(
      withClassAuthorization(filledAuthorization(spec.authorization), scrapeClass),
      scope,
    ),
    metric_relabel_configs: metricRules.length === 0 ? undefined : metricRules,
  });
}

/** The module first, which wins over a parameter of that name. */
function paramsOf({ spec }: Probe): Readonly<Record<string, readonly string[]>> {
  const module = filled(spec.module);
  const others = (spec.params ?? []).filter(({ name }) => module === undefined || name !== 'module');
  return {
    ...(module === undefined ? {} : { module: [module] }),
    ...Object.fromEntries(others.map(({ name, values = [] }) => [name, values])),
  };
}

/** Targets that are written down win over Ingresses. */
function targetFields(
  { metadata: { namespace }, spec }: Probe,
  settings: PrometheusSettings,
): Pick<ScrapeConfig, 'static_configs' | 'kubernetes_sd_configs'> {
  const { staticConfig, ingress } = spec.targets ?? {};
  if (staticConfig !== undefined) {
    const labels = sortedByKey({ namespace, ...staticConfig.labels });
    return { static_configs: [{ targets: staticConfig.static ?? [], labels }] };
  }
  if (ingress === undefined) return {};
  const names = searchedNamespaces({ namespace, namespaceSelector: ingress.namespaceSelector, settings });
  const discovery: KubernetesDiscovery = {
    role: 'ingress',
    ...(names.length === 0 ? {} : { namespaces: { names } }),
  };
  return { kubernetes_sd_configs: [discovery] };
}
