/** The Prometheus of the stack: `prometheus.prometheusSpec` of the chart. */
export interface PrometheusOptions {
  /**
   * How long samples are kept: a Prometheus duration.
   *
   * @default - '10d', by the chart
   */
  readonly retention?: string;

  /**
   * How much room the blocks may take, such as '40GB'; a GB is 2^30 bytes here.
   *
   * @default - no limit
   */
  readonly retentionSize?: string;

  /**
   * The time between two scrapes of a target: a Prometheus duration.
   *
   * @default - '30s', by the operator
   */
  readonly scrapeInterval?: string;

  /**
   * The time between two evaluations of a rule group: a Prometheus duration.
   *
   * @default - '30s', by the operator
   */
  readonly evaluationInterval?: string;

  /**
   * What it is started with by `--enable-feature`: rules that need another are refused.
   *
   * @default - nothing
   * @see https://prometheus.io/docs/prometheus/latest/feature_flags/
   */
  readonly enableFeatures?: readonly string[];

  /**
   * How many equal Prometheus servers run.
   *
   * @default - 1, by the chart
   */
  readonly replicas?: number;

  /**
   * Labels that every series gets on its way to other systems, and every alert on its way to Alertmanager.
   *
   * @default - none but those of the operator
   */
  readonly externalLabels?: Readonly<Record<string, string>>;

  /**
   * What each server asks for and may use.
   *
   * @default - no requests and no limits
   */
  readonly resources?: ResourceOptions;

  /**
   * Where the samples are: on a volume that outlives the pod, or in the pod ('ephemeral'), lost with it.
   *
   * @default - in the pod, by the chart
   */
  readonly storage?: StorageOptions | 'ephemeral';
}

/** What a container asks for and may use. */
export interface ResourceOptions {
  /**
   * What is set aside for it.
   *
   * @default - nothing
   */
  readonly requests?: ResourceAmounts;

  /**
   * What it may not exceed.
   *
   * @default - no limits
   */
  readonly limits?: ResourceAmounts;
}

/** Amounts of CPU and memory, as Kubernetes quantities. */
export interface ResourceAmounts {
  /**
   * Processors, such as '500m'.
   *
   * @default - not said
   */
  readonly cpu?: string;

  /**
   * Memory, such as '2Gi'.
   *
   * @default - not said
   */
  readonly memory?: string;
}

/** A volume that each Prometheus server claims. */
export interface StorageOptions {
  /** Its size as a Kubernetes quantity, such as '50Gi'. */
  readonly size: string;

  /**
   * The name of its StorageClass.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;
}
