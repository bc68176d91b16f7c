/** A value on a metrics page, as prom-client takes it. */
export interface Sample {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;

  /** @default - the name of the metric */
  readonly metricName?: string;

  /**
   * Labels that several samples share. They are written after the labels of the registry.
   *
   * @default - none
   */
  readonly sharedLabels?: Readonly<Record<string, string>>;
}
