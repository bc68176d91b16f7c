import { defined } from '../problem/defined';
import { protocolFields } from './common-fields';
import { enforcedNamespace } from './enforced-namespace';
import { sortedByKey } from './filled';
import { histogramFields } from './histogram-fields';
import { authorization, basicAuth, oauth2, proxyFields, tlsConfig } from './http-fields';
import { bodySizeLimit, limitFields } from './limit-fields';
import type { ScrapeConfig as Manifest } from './manifests';
import { outsideDiscovery } from './outside-discovery';
import type { PrometheusSettings, ScrapeClass } from './prometheus-settings';
import { keepJobName, shardRules, userRule } from './relabel-steps';
import {
  filledAuthorization,
  filledTls,
  scrapeClassOf,
  withClassAuthorization,
  withClassTls,
} from './scrape-class';
import type { RelabelConfig, ScrapeConfig } from './scrape-config';
import { supports } from './supports';

const escapingSchemes = {
  AllowUTF8: 'allow-utf-8',
  Underscores: 'underscores',
  Dots: 'dots',
  Values: 'values',
} as const;

/**
 * The scrape job that prometheus-operator v0.93 writes for a ScrapeConfig that it accepts, with its keys in the operator's order. What it would read
 * from a Secret is a reference, never the secret. Of the discoveries by the API of one vendor nothing is written.
 *
 * @param scrapeConfig the ScrapeConfig, as a manifest
 * @param settings the fields of the Prometheus object that matter
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.1/pkg/prometheus/promcfg.go
 */
export function scrapeConfigJob(scrapeConfig: Manifest, settings: PrometheusSettings = {}): ScrapeConfig {
  const { metadata, spec } = scrapeConfig;
  const { namespace, name } = metadata;
  const scrapeClass = scrapeClassOf(spec.scrapeClass, settings);
  const scope = { namespace, settings };
  const { honorLabels, honorTimestamps, nameEscapingScheme } = spec;
  const since = <T>(version: string, value: T): T | undefined =>
    supports(settings, version) ? value : undefined;
  const metricRules = [
    ...[...(scrapeClass.metricRelabelings ?? []), ...(spec.metricRelabelings ?? [])].map(userRule),
    ...enforcedNamespace('scrapeconfigs', metadata, settings),
  ];
  return defined<ScrapeConfig>({
    job_name: `scrapeConfig/${namespace}/${name}`,
    honor_timestamps:
      honorTimestamps === undefined
        ? undefined
        : honorTimestamps && settings.overrideHonorTimestamps !== true,
    track_timestamps_staleness: since('2.48.0', spec.trackTimestampsStaleness),
    honor_labels:
      honorLabels === undefined ? undefined : honorLabels && settings.overrideHonorLabels !== true,
    metrics_path: spec.metricsPath,
    params: Object.keys(spec.params ?? {}).length === 0 ? undefined : sortedByKey(spec.params ?? {}),
    enable_compression: since('2.49.0', spec.enableCompression),
    enable_http2: since('2.35.0', spec.enableHTTP2),
    scrape_interval: spec.scrapeInterval,
    scrape_timeout: spec.scrapeTimeout,
    ...protocolFields(spec, { settings, scrapeClass }),
    scheme: spec.scheme?.toLowerCase(),
    ...proxyFields(spec, scope),
    basic_auth: basicAuth(spec.basicAuth, scope),
    authorization: authorization(
      withClassAuthorization(filledAuthorization(spec.authorization), scrapeClass),
      scope,
    ),
    oauth2: oauth2(spec.oauth2, scope),
    tls_config: tlsConfig(withClassTls(filledTls(spec.tlsConfig), scrapeClass), scope),
    ...limitFields(spec, settings),
    ...histogramFields(spec, settings),
    body_size_limit: bodySizeLimit(spec, settings),
    ...outsideDiscovery(spec, scope),
    relabel_configs: relabeling(scrapeConfig, { settings, scrapeClass }),
    metric_relabel_configs: metricRules.length === 0 ? undefined : metricRules,
    metric_name_validation_scheme: since('3.0.0', spec.nameValidationScheme?.toLowerCase()),
    metric_name_escaping_scheme:
      nameEscapingScheme === undefined ? undefined : since('3.4.0', escapingSchemes[nameEscapingScheme]),
  });
}

/** The rules of the class, the job, those of the user, and of more shards than one the rules about them, unless one of these is by a hash. */
function relabeling(
  { metadata, spec }: Manifest,
  { settings, scrapeClass }: { readonly settings: PrometheusSettings; readonly scrapeClass: ScrapeClass },
): RelabelConfig[] {
  const own = spec.relabelings ?? [];
  const rules: RelabelConfig[] = [
    keepJobName,
    ...(scrapeClass.relabelings ?? []).map(userRule),
    ...(spec.jobName === undefined
      ? []
      : [{ target_label: 'job', action: 'replace', replacement: spec.jobName }]),
    ...own.map(userRule),
    // without rules of its own there is no such rule, either
    ...(own.length === 0 ? [] : enforcedNamespace('scrapeconfigs', metadata, settings)),
  ];
  const { shards = 1 } = settings;
  const isSharded = Math.max(1, shards) !== 1 && !rules.some(({ action }) => action === 'hashmod');
  return isSharded ? [...rules, ...shardRules(settings)] : rules;
}
