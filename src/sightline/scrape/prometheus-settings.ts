import type { AuthorizationSettings, Relabeling, ScrapeProtocol, TlsSettings } from './manifests';

/** What monitors of a class have in common. */
export interface ScrapeClass {
  readonly name: string;

  /**
   * Whether it is that of monitors that name none.
   *
   * @default false
   */
  readonly default?: boolean;

  /** @default - none */
  readonly relabelings?: readonly Relabeling[];

  /** @default - none */
  readonly metricRelabelings?: readonly Relabeling[];

  /** @default - none */
  readonly tlsConfig?: TlsSettings;

  /** @default - none */
  readonly authorization?: AuthorizationSettings;

  /** @default - none */
  readonly attachMetadata?: { readonly node?: boolean };

  /** @default - none */
  readonly fallbackScrapeProtocol?: ScrapeProtocol;
}

/** A monitor, or all monitors of a namespace, that `enforcedNamespaceLabel` leaves alone. */
export interface ExcludedMonitor {
  readonly resource: string;
  readonly namespace: string;

  /** @default - all of the namespace */
  readonly name?: string;
}

/**
 * The fields of a Prometheus object that decide how monitors are scraped, by their names there.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec
 */
export interface PrometheusSettings {
  /**
   * The version that is run. The operator leaves out what it does not know.
   *
   * @default - a current 3.x, which knows everything
   */
  readonly version?: string;

  /**
   * Which names metrics and labels may have.
   *
   * @default - 'UTF8' since Prometheus 3.0, which is any text
   */
  readonly nameValidationScheme?: 'UTF8' | 'Legacy';

  /** @default '30s' */
  readonly scrapeInterval?: string;

  /** @default - that of Prometheus, 10s */
  readonly scrapeTimeout?: string;

  /** @default 1 */
  readonly shards?: number;

  /**
   * Whether the gate `PrometheusShardRetentionPolicy` of the operator is open, which is no field of the Prometheus object.
   *
   * @default true
   */
  readonly shardRetentionPolicy?: boolean;

  /** @default 'Endpoints' */
  readonly serviceDiscoveryRole?: 'Endpoints' | 'EndpointSlice';

  /** @default - none */
  readonly podTargetLabels?: readonly string[];

  /** @default false */
  readonly overrideHonorLabels?: boolean;

  /** @default false */
  readonly overrideHonorTimestamps?: boolean;

  /** @default false */
  readonly ignoreNamespaceSelectors?: boolean;

  /** @default - none is enforced */
  readonly enforcedNamespaceLabel?: string;

  /** @default - none */
  readonly excludedFromEnforcement?: readonly ExcludedMonitor[];

  /** @default - files may be read */
  readonly arbitraryFSAccessThroughSMs?: { readonly deny?: boolean };

  /** @default - none */
  readonly scrapeClasses?: readonly ScrapeClass[];

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

  /** @default - no limit */
  readonly keepDroppedTargets?: number;

  /** @default - no limit */
  readonly bodySizeLimit?: string;

  /** @default - no limit */
  readonly enforcedSampleLimit?: number;

  /** @default - no limit */
  readonly enforcedTargetLimit?: number;

  /** @default - no limit */
  readonly enforcedLabelLimit?: number;

  /** @default - no limit */
  readonly enforcedLabelNameLengthLimit?: number;

  /** @default - no limit */
  readonly enforcedLabelValueLengthLimit?: number;

  /** @default - no limit */
  readonly enforcedKeepDroppedTargets?: number;

  /** @default - no limit */
  readonly enforcedBodySizeLimit?: string;
}
