import type { Problem } from '../problem/problem';

/** The two formats of a metrics page that are text. */
export type ExpositionFormat = 'text' | 'openmetrics';

/** One value of a page. */
export interface PageSample {
  /** The name as written, with its suffix. */
  readonly name: string;

  /** The labels, `le` and `quantile` among them. One that is empty is none. */
  readonly labels: Readonly<Record<string, string>>;

  /** The value; NaN and the infinities are possible. */
  readonly value: number;

  /**
   * The moment, in seconds since 1970.
   *
   * @default - that of the scrape
   */
  readonly timestamp?: number;

  /** The line, counted from 1. */
  readonly line: number;
}

/** The samples of one metric, and what is said about it. */
export interface MetricFamily {
  /** The name as the format has it: of a counter in OpenMetrics without `_total`. */
  readonly name: string;

  /**
   * The type as written: `counter`, `gauge`, `histogram`, `summary`, or one of OpenMetrics.
   *
   * @default - none is given
   */
  readonly type?: string;

  /** @default - none is given */
  readonly help?: string;

  /** @default - none is given */
  readonly unit?: string;

  /** In the order of the page. Empty where a metric is announced and has no value yet. */
  readonly samples: readonly PageSample[];

  /** The first line about it, counted from 1. */
  readonly line: number;
}

/** What a metrics page says. */
export interface Exposition {
  readonly format: ExpositionFormat;

  /** In the order of the page. */
  readonly families: readonly MetricFamily[];

  /** What of it can't be read, by line. */
  readonly problems: readonly Problem[];
}
