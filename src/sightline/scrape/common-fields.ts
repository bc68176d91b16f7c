import { defined } from '../problem/defined';
import { filled, sortedByKey } from './filled';
import { bodySizeLimit, limitFields } from './limit-fields';
import { enforcedNamespace, type MonitorResource } from './enforced-namespace';
import { histogramFields } from './histogram-fields';
import type { MonitorEndpoint, MonitorMetadata, MonitorSpec } from './manifests';
import type { PrometheusSettings, ScrapeClass } from './prometheus-settings';
import { userRule } from './relabel-steps';
import type { DiscoveryFields, MonitorJob, ScrapeConfig } from './scrape-config';
import { supports } from './supports';

/** Whose labels and timestamps count: those of the page, or those of the scrape. */
export function honorFields(
  endpoint: MonitorEndpoint,
  settings: PrometheusSettings,
): Pick<MonitorJob, 'honor_labels' | 'honor_timestamps' | 'track_timestamps_staleness'> {
  const { honorLabels = false, honorTimestamps, trackTimestampsStaleness } = endpoint;
  const override = settings.overrideHonorTimestamps === true;
  return defined({
    honor_labels: honorLabels && settings.overrideHonorLabels !== true,
    honor_timestamps:
      honorTimestamps === undefined && !override ? undefined : (honorTimestamps ?? false) && !override,
    track_timestamps_staleness: supports(settings, '2.48.0') ? trackTimestampsStaleness : undefined,
  });
}

/** When and where the page is read. */
export function requestFields(
  endpoint: MonitorEndpoint,
): Pick<ScrapeConfig, 'scrape_interval' | 'scrape_timeout' | 'metrics_path' | 'params' | 'scheme'> {
  return defined({
    scrape_interval: filled(endpoint.interval),
    scrape_timeout: filled(endpoint.scrapeTimeout),
    metrics_path: filled(endpoint.path),
    params: endpoint.params && sortedByKey(endpoint.params),
    scheme: endpoint.scheme?.toLowerCase(),
  });
}

/** The formats that are asked for, that of a page that does not say its own, and whether series tell of the limits. */
export function protocolFields(
  {
    scrapeProtocols = [],
    fallbackScrapeProtocol,
    extraScrapeMetrics,
  }: Pick<MonitorSpec, 'scrapeProtocols' | 'fallbackScrapeProtocol' | 'extraScrapeMetrics'>,
  { settings, scrapeClass }: { readonly settings: PrometheusSettings; readonly scrapeClass: ScrapeClass },
): Pick<ScrapeConfig, 'scrape_protocols' | 'fallback_scrape_protocol' | 'extra_scrape_metrics'> {
  const protocols = scrapeProtocols.filter(
    (protocol) => protocol !== 'PrometheusText1.0.0' || supports(settings, '3.0.0'),
  );
  return defined({
    scrape_protocols: scrapeProtocols.length > 0 && supports(settings, '2.49.0') ? protocols : undefined,
    fallback_scrape_protocol: supports(settings, '3.0.0')
      ? (fallbackScrapeProtocol ?? scrapeClass.fallbackScrapeProtocol)
      : undefined,
    // where it stands among the keys is not known: it is a field of 0.95
    extra_scrape_metrics: supports(settings, '3.10.0') ? extraScrapeMetrics : undefined,
  });
}

/** What a job has after its relabelling: limits, protocols, and the relabelling of its samples. */
export function pageFields(
  resource: MonitorResource,
  monitor: { readonly metadata: MonitorMetadata; readonly spec: MonitorSpec },
  endpoint: MonitorEndpoint,
  { settings, scrapeClass }: { readonly settings: PrometheusSettings; readonly scrapeClass: ScrapeClass },
): Omit<Partial<ScrapeConfig>, keyof DiscoveryFields | 'honor_labels' | 'job_name' | 'relabel_configs'> {
  const { metadata, spec } = monitor;
  const metricRules = [
    ...[...(scrapeClass.metricRelabelings ?? []), ...(endpoint.metricRelabelings ?? [])].map(userRule),
    ...enforcedNamespace(resource, metadata, settings),
  ];
  return defined({
    ...limitFields(spec, settings),
    ...histogramFields(spec, settings),
    ...protocolFields(spec, { settings, scrapeClass }),
    body_size_limit: bodySizeLimit(spec, settings),
    metric_relabel_configs: metricRules.length === 0 ? undefined : metricRules,
  });
}
