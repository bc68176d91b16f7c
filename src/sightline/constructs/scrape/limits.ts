import type { ServiceMonitorSpec } from '../../../../imports/monitoring.coreos.com';
import { defined } from '../../problem/defined';
import { type Fields, optional } from '../../problem/object-shape';
import { boolean, integer, oneOf, text } from '../../problem/scalar-shapes';
import { list } from '../../problem/shape';
import type { Plain } from '../../schema/plain';
import { anyText } from './authentication';

/** A format in which a page can be asked for. */
export type ScrapeProtocol =
  | 'PrometheusProto'
  | 'OpenMetricsText0.0.1'
  | 'OpenMetricsText1.0.0'
  | 'PrometheusText0.0.4'
  | 'PrometheusText1.0.0';

/** What a monitor says of all of its pages: limits, which take a target that is over them down, and formats. */
export interface MonitorLimits {
  /** @default - no limit */
  readonly sampleLimit?: number;

  /** @default - no limit */
  readonly targetLimit?: number;

  /** @default - no limit */
  readonly labelLimit?: number;

  /** @default - no limit */
  readonly labelNameLengthLimit?: number;

  /** @default - no limit */
  readonly labelValueLengthLimit?: number;

  /**
   * The formats that are asked for, the first choice first.
   *
   * @default - those of the Prometheus
   */
  readonly scrapeProtocols?: readonly ScrapeProtocol[];

  /**
   * The format of a page whose `Content-Type` says none.
   *
   * @default - none: Prometheus 3 takes such a target down
   */
  readonly fallbackScrapeProtocol?: ScrapeProtocol;

  /**
   * Whether each scrape tells of its limits, as `scrape_sample_limit`, `scrape_timeout_seconds` and `scrape_body_size_bytes`. It needs
   * prometheus-operator 0.95 (`operator` of the stack) and Prometheus 3.10.
   *
   * @default - as the Prometheus is set
   */
  readonly extraScrapeMetrics?: boolean;

  /**
   * Whether native histograms are read.
   *
   * @default - as the Prometheus is set
   */
  readonly scrapeNativeHistograms?: boolean;

  /**
   * Whether the classic form of a native histogram is read, too.
   *
   * @default false
   */
  readonly scrapeClassicHistograms?: boolean;

  /**
   * The name of a class of scrapes that the stack's `scrapeClasses` define.
   *
   * @default - the default one, if there is
   */
  readonly scrapeClass?: string;
}

const limit = optional(integer({ min: 1 }));
const protocol = oneOf<ScrapeProtocol>(
  'PrometheusProto',
  'OpenMetricsText0.0.1',
  'OpenMetricsText1.0.0',
  'PrometheusText0.0.4',
  'PrometheusText1.0.0',
);

/** What the options of a monitor must look like. */
export const limitFields: Fields<MonitorLimits> = {
  sampleLimit: limit,
  targetLimit: limit,
  labelLimit: limit,
  labelNameLengthLimit: limit,
  labelValueLengthLimit: limit,
  scrapeProtocols: optional(list(protocol)),
  fallbackScrapeProtocol: optional(protocol),
  extraScrapeMetrics: optional(boolean()),
  scrapeNativeHistograms: optional(boolean()),
  scrapeClassicHistograms: optional(boolean()),
  scrapeClass: optional(text(anyText)),
};

/** What a monitor says of all of its pages. */
export function limitsSpec(
  options: MonitorLimits,
): Partial<Plain<ServiceMonitorSpec>> & Pick<MonitorLimits, 'extraScrapeMetrics'> {
  const { sampleLimit, targetLimit, labelLimit, labelNameLengthLimit, labelValueLengthLimit } = options;
  const { scrapeProtocols, fallbackScrapeProtocol, scrapeNativeHistograms } = options;
  const { scrapeClassicHistograms, scrapeClass, extraScrapeMetrics } = options;
  return defined({
    sampleLimit,
    targetLimit,
    labelLimit,
    labelNameLengthLimit,
    labelValueLengthLimit,
    scrapeProtocols,
    fallbackScrapeProtocol,
    extraScrapeMetrics,
    scrapeNativeHistograms,
    scrapeClassicHistograms,
    scrapeClass,
  });
}
