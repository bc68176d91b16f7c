/** The part of a registry that the instrumentation uses: that of prom-client and that of `@prometheus-io/client` have it, in whatever version and copy. */
export interface Registry {
  /** The type of the page, for the header `content-type`. */
  readonly contentType: string;

  /** The metrics page. */
  metrics(): Promise<string>;

  /** Sets all values back. */
  resetMetrics(): void;

  /** The metric with a name; undefined if there is none. */
  getSingleMetric(name: string): unknown;

  /** Takes a metric. Only a type: each client names its own classes, of which it uses less. */
  registerMetric(metric: never): void;
}
