/** The labels of a series, its name among them as `__name__`. */
export type SeriesLabels = Readonly<Record<string, string>>;

/** A value of a series, or the marker that it ends. */
export type SampleValue = number | 'stale';

/** One sample of a series. */
export interface Sample {
  /** Samples of one series share one object. */
  readonly labels: SeriesLabels;

  /** In seconds since 1970. */
  readonly at: number;
  readonly value: SampleValue;
}

/** A sample of an instant vector. */
export interface Found {
  readonly labels: SeriesLabels;
  readonly value: number;
}
