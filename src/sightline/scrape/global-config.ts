import { defined, filled } from './defined';
import type { PrometheusSettings } from './prometheus-settings';
import type { LimitFields } from './scrape-config';
import { supports } from './supports';

/** What of the `global` section decides on scrapes. */
export interface GlobalScrapeConfig extends LimitFields {
  readonly scrape_interval: string;
  readonly scrape_timeout?: string;
  readonly body_size_limit?: string;
}

/** The defaults of all jobs, as the operator writes them: interval and timeout, and what is enforced. */
export function globalScrapeConfig(settings: PrometheusSettings = {}): GlobalScrapeConfig {
  const limit = (value: number | undefined, least = '2.45.0') =>
    supports(settings, least) && value !== 0 ? value : undefined;
  return defined<GlobalScrapeConfig>({
    scrape_interval: filled(settings.scrapeInterval) ?? '30s',
    scrape_timeout: filled(settings.scrapeTimeout),
    body_size_limit: supports(settings, '2.45.0') ? filled(settings.enforcedBodySizeLimit) : undefined,
    sample_limit: limit(settings.enforcedSampleLimit),
    target_limit: limit(settings.enforcedTargetLimit),
    label_limit: limit(settings.enforcedLabelLimit),
    label_name_length_limit: limit(settings.enforcedLabelNameLengthLimit),
    label_value_length_limit: limit(settings.enforcedLabelValueLengthLimit),
    keep_dropped_targets: limit(settings.enforcedKeepDroppedTargets, '2.47.0'),
  });
}
