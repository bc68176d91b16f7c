import type {
  PodMonitorSpec,
  ProbeSpec,
  ScrapeConfigSpec,
  ServiceMonitorSpec,
} from '../../../imports/monitoring.coreos.com';
import type { Plain } from '../schema/plain';

/** The field that newer operators have, and the one whose name the generated types change; manifests have it with the abbreviation in capitals. */
type Renamed<S> = Omit<S, 'convertClassicHistogramsToNhcb'> & {
  /**
   * Since prometheus-operator 0.95.
   *
   * @default - that of the server
   */
  readonly extraScrapeMetrics?: boolean;

  /** @default - that of the server */
  readonly convertClassicHistogramsToNHCB?: boolean;
};

/** Name and namespace of a monitor: they name its scrape jobs. */
export interface MonitorMetadata {
  readonly name: string;
  readonly namespace: string;
}

/** A ServiceMonitor as it stands in a manifest. */
export interface ServiceMonitor {
  readonly metadata: MonitorMetadata;
  readonly spec: Renamed<Plain<ServiceMonitorSpec>>;
}

/** A PodMonitor as it stands in a manifest. */
export interface PodMonitor {
  readonly metadata: MonitorMetadata;
  readonly spec: Renamed<Plain<PodMonitorSpec>>;
}

/** A Probe as it stands in a manifest. */
export interface Probe {
  readonly metadata: MonitorMetadata;
  readonly spec: Renamed<Plain<ProbeSpec>>;
}

type Spec = Plain<ScrapeConfigSpec>;
type WithHttp2<T> = Omit<T, 'enableHttp2'> & {
  /** @default - that of the server */
  readonly enableHTTP2?: boolean;
};

/** A ScrapeConfig as it stands in a manifest, with the discoveries that are known here. */
export interface ScrapeConfig {
  readonly metadata: MonitorMetadata;
  readonly spec: Omit<WithHttp2<Renamed<Spec>>, `${string}SdConfigs` | `${string}sdConfigs`> & {
    /** @default - none */
    readonly httpSDConfigs?: readonly WithHttp2<NonNullable<Spec['httpSdConfigs']>[number]>[];

    /** @default - none */
    readonly dnsSDConfigs?: Spec['dnsSdConfigs'];

    /** @default - none */
    readonly fileSDConfigs?: Spec['fileSdConfigs'];

    /** @default - none */
    readonly kubernetesSDConfigs?: readonly WithHttp2<NonNullable<Spec['kubernetesSdConfigs']>[number]>[];
  };
}

/** One endpoint of a ServiceMonitor. */
export type ServiceEndpoint = ServiceMonitor['spec']['endpoints'][number];

/** One endpoint of a PodMonitor. */
export type PodEndpoint = NonNullable<PodMonitor['spec']['podMetricsEndpoints']>[number];

/** An endpoint of either. */
export type MonitorEndpoint = ServiceEndpoint | PodEndpoint;

/** What a monitor of any kind says of limits, histograms and formats. */
export type LimitSettings = Pick<
  ServiceMonitor['spec'],
  | 'sampleLimit'
  | 'targetLimit'
  | 'labelLimit'
  | 'labelNameLengthLimit'
  | 'labelValueLengthLimit'
  | 'keepDroppedTargets'
  | 'bodySizeLimit'
>;

/** What a monitor of any kind says of native histograms. */
export type HistogramSettings = Pick<
  ServiceMonitor['spec'],
  | 'scrapeNativeHistograms'
  | 'nativeHistogramBucketLimit'
  | 'nativeHistogramMinBucketFactor'
  | 'scrapeClassicHistograms'
  | 'convertClassicHistogramsToNHCB'
>;

/** What both monitors say beside their endpoints. */
export type MonitorSpec = ServiceMonitor['spec'] | PodMonitor['spec'];

/** Which objects a monitor selects, by their labels. */
export type LabelSelector = ServiceMonitor['spec']['selector'];

/** A relabelling rule as a monitor has it. */
export type Relabeling = NonNullable<ServiceEndpoint['relabelings']>[number];

/** TLS settings as a monitor has them; those of a PodMonitor have no files. */
export type TlsSettings = NonNullable<ServiceEndpoint['tlsConfig']>;

/** An `Authorization` header as a monitor has it. */
export type AuthorizationSettings = NonNullable<ServiceEndpoint['authorization']> & {
  /**
   * A file in the Prometheus container. Only a scrape class can have it.
   *
   * @default - none
   */
  readonly credentialsFile?: string;
};

/** A protocol that Prometheus may speak with a target. */
export type ScrapeProtocol = NonNullable<MonitorSpec['fallbackScrapeProtocol']>;
