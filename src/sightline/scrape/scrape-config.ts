/** A relabelling rule as Prometheus reads it. */
export interface RelabelConfig {
  readonly action?: string;
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly target_label?: string;
  readonly regex?: string;
  readonly modulus?: number;
  readonly replacement?: string;
}

/**
 * What stands where the operator writes the content of a Secret or a ConfigMap, or the path of the file it puts it into. The content
 * itself is never read.
 */
export interface Reference {
  readonly from: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/** How Prometheus finds targets in Kubernetes. */
export interface KubernetesDiscovery {
  readonly role: 'endpoints' | 'endpointslice' | 'pod' | 'ingress';

  /** @default - all namespaces */
  readonly namespaces?: { readonly names: readonly string[] };
  readonly attach_metadata?: { readonly node: boolean };
  readonly selectors?: readonly { readonly role: string; readonly label: string }[];
}

/** The same, as a ScrapeConfig has it: of any role, and of another cluster. */
export interface AnyKubernetesDiscovery extends Omit<HttpFields, 'bearer_token' | 'bearer_token_file'> {
  readonly api_server?: string;
  readonly role: KubernetesDiscovery['role'] | 'node' | 'service';
  readonly namespaces?: { readonly names: readonly string[]; readonly own_namespace?: boolean };
  readonly selectors?: readonly { readonly role: string; readonly label?: string; readonly field?: string }[];
  readonly attach_metadata?: { readonly node: boolean | null };
}

/** A server that lists targets. */
export interface HttpDiscovery extends Omit<HttpFields, 'bearer_token' | 'bearer_token_file'> {
  readonly url: string;
  readonly refresh_interval?: string;
}

/** Names that DNS is asked for. */
export interface DnsDiscovery {
  readonly names: readonly string[];
  readonly refresh_interval?: string;
  readonly type?: string;
  readonly port?: number;
}

/** Files that list targets. */
export interface FileDiscovery {
  readonly files: readonly string[];
  readonly refresh_interval?: string;
}

/** A group of targets with their labels. */
export interface StaticConfig {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** How the targets of a job are found. */
export interface DiscoveryFields {
  readonly static_configs?: readonly StaticConfig[];
  readonly file_sd_configs?: readonly FileDiscovery[];
  readonly http_sd_configs?: readonly HttpDiscovery[];
  readonly kubernetes_sd_configs?: readonly AnyKubernetesDiscovery[];
  readonly dns_sd_configs?: readonly DnsDiscovery[];
}

/** TLS as Prometheus reads it; files from Secrets are references. */
export interface TlsConfig {
  readonly insecure_skip_verify?: boolean;
  readonly ca_file?: string | Reference;
  readonly cert_file?: string | Reference;
  readonly key_file?: string | Reference;
  readonly server_name?: string;
  readonly min_version?: string;
  readonly max_version?: string;
}

/** A proxy as Prometheus reads it. */
export interface ProxyFields {
  readonly proxy_url?: string;
  readonly no_proxy?: string;
  readonly proxy_from_environment?: boolean;
  readonly proxy_connect_header?: Readonly<Record<string, readonly Reference[]>>;
}

/** How a scrape is requested. */
export interface HttpFields extends ProxyFields {
  readonly follow_redirects?: boolean;
  readonly enable_http2?: boolean;
  readonly tls_config?: TlsConfig;
  readonly bearer_token_file?: string;
  readonly bearer_token?: Reference;
  readonly basic_auth?: { readonly username?: Reference; readonly password?: Reference };
  readonly oauth2?: ProxyFields & {
    readonly client_id: Reference;
    readonly client_secret: Reference;
    readonly token_url: string;
    readonly scopes?: readonly string[];
    readonly endpoint_params?: Readonly<Record<string, string>>;
    readonly tls_config?: TlsConfig;
  };
  readonly authorization?: {
    readonly type: string;
    readonly credentials?: Reference;
    readonly credentials_file?: string;
  };
}

/** What a scrape may bring at most. */
export interface LimitFields {
  readonly sample_limit?: number;
  readonly target_limit?: number;
  readonly label_limit?: number;
  readonly label_name_length_limit?: number;
  readonly label_value_length_limit?: number;
  readonly keep_dropped_targets?: number;
}

/** Native histograms as Prometheus reads them. */
export interface HistogramFields {
  readonly scrape_native_histograms?: boolean;
  readonly native_histogram_bucket_limit?: number;
  readonly native_histogram_min_bucket_factor?: number;
  readonly scrape_classic_histograms?: boolean;
  readonly always_scrape_classic_histograms?: boolean;
  readonly convert_classic_histograms_to_nhcb?: boolean;
}

/** The job of a ServiceMonitor or of a PodMonitor. */
export interface MonitorJob extends ScrapeConfig {
  readonly honor_labels: boolean;
  readonly kubernetes_sd_configs: readonly (KubernetesDiscovery & {
    readonly role: 'endpoints' | 'endpointslice' | 'pod';
  })[];
}

/**
 * One entry of `scrape_configs`, by the names of Prometheus. What is undefined is not written.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export interface ScrapeConfig extends HttpFields, LimitFields, HistogramFields, DiscoveryFields {
  readonly job_name: string;
  readonly honor_labels?: boolean;
  readonly honor_timestamps?: boolean;
  readonly track_timestamps_staleness?: boolean;
  readonly enable_compression?: boolean;
  readonly scrape_interval?: string;
  readonly scrape_timeout?: string;
  readonly metrics_path?: string;
  readonly params?: Readonly<Record<string, readonly string[]>>;
  readonly scheme?: string;
  readonly relabel_configs: readonly RelabelConfig[];
  readonly scrape_protocols?: readonly string[];
  readonly fallback_scrape_protocol?: string;
  readonly extra_scrape_metrics?: boolean;
  readonly body_size_limit?: string;
  readonly metric_relabel_configs?: readonly RelabelConfig[];
  readonly metric_name_validation_scheme?: string;
  readonly metric_name_escaping_scheme?: string;
}
