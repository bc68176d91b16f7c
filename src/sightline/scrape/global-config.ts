import { defined } from '../problem/defined';
import { filled } from './filled';
import type { PrometheusSettings } from './prometheus-settings';
import type { LimitFields } from './scrape-config';
import { supports } from './supports';

/** What of the `global` section decides on scrapes. */
export interface GlobalScrapeConfig extends LimitFields {
  readonly scrape_interval: string;
  readonly scrape_timeout?: string;
  readonly body_size_limit?: string;
}

/** The interval of the jobs without their own. */
export function defaultInterval({ scrapeInterval }: PrometheusSettings): string {
  return filled(scrapeInterval) ?? '30s';
}

/**
 * The defaults of all jobs, as the operator writes them: interval and timeout, and the limits of jobs without their own, which are the lower
 * ones of those of the server and the enforced ones.
 */
export function globalScrapeConfig(settings: PrometheusSettings = {}): GlobalScrapeConfig {
  const limit = (own = 0, enforced = 0, least = '2.45.0'): number | undefined => {
    const limits = [own, enforced].filter((value) => value > 0);
    return supports(settings, least) && limits.length > 0 ? Math.min(...limits) : undefined;
  };
  // of this one the enforced value does not lower that of the server
  const bodySize = settings.bodySizeLimit ?? filled(settings.enforcedBodySizeLimit);
  return defined<GlobalScrapeConfig>({
    scrape_interval: defaultInterval(settings),
    scrape_timeout: filled(settings.scrapeTimeout),
    body_size_limit: supports(settings, '2.45.0') ? bodySize : undefined,
    sample_limit: limit(settings.sampleLimit, settings.enforcedSampleLimit),
    target_limit: limit(settings.targetLimit, settings.enforcedTargetLimit),
    label_limit: limit(settings.labelLimit, settings.enforcedLabelLimit),
    label_name_length_limit: limit(settings.labelNameLengthLimit, settings.enforcedLabelNameLengthLimit),
    label_value_length_limit: limit(settings.labelValueLengthLimit, settings.enforcedLabelValueLengthLimit),
    keep_dropped_targets: limit(settings.keepDroppedTargets, settings.enforcedKeepDroppedTargets, '2.47.0'),
  });
}
