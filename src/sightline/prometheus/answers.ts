/** Labels by name. */
export type Labels = Readonly<Record<string, string>>;

/** One value of one series. */
export interface Sample {
  /** The labels, `__name__` among them when the series has a name. */
  readonly labels: Labels;

  /** The moment, in seconds since 1970. */
  readonly time: number;

  /** The value; NaN and the infinities are possible. */
  readonly value: number;
}

/** The values of one series over a span. */
export interface Series {
  /** The labels, `__name__` among them when the series has a name. */
  readonly labels: Labels;

  /** Moments in seconds since 1970, each with its value, from old to new. */
  readonly points: readonly (readonly [time: number, value: number])[];
}

/** A target that a server scrapes. */
export interface Target {
  /** The scrape job of the configuration that it belongs to. */
  readonly scrapePool: string;

  /** The address that is scraped. */
  readonly scrapeUrl: string;

  /** Whether the last scrape worked: `up`, `down`, or `unknown` before the first. */
  readonly health: string;

  /** Why the last scrape failed; empty when it worked. */
  readonly lastError: string;

  /** The target labels, after relabelling. */
  readonly labels: Labels;

  /** The labels that service discovery gave, before relabelling. */
  readonly discoveredLabels: Labels;
}

/** A value as the HTTP API writes it: seconds, and the number as text. */
type WirePoint = readonly [time: number, value: string];

/** The parts read here of what `query`, `query_range` and `targets` answer. */
interface WireData {
  readonly resultType?: string;
  readonly result?: unknown;
  readonly activeTargets?: readonly Target[];
}

interface WireSeries {
  readonly metric: Labels;
  readonly value?: WirePoint;
  readonly values?: readonly WirePoint[];
}

/**
 * Reads the data of an instant query.
 *
 * @param data - the `data` of the answer
 * @returns the samples, sorted by labels; a scalar is one sample without labels
 * @throws Error when the value is a string, a range, or has native histograms
 */
export function readSamples(data: unknown): Sample[] {
  // The shape is what the API documents for each resultType.
  const { resultType, result } = data as WireData;
  if (resultType === 'scalar') return [sample({ metric: {}, value: result as WirePoint })];
  if (resultType === 'vector') return byLabels((result as readonly WireSeries[]).map(sample));
  throw new Error(
    `The value of the query (${resultType}) is neither a vector nor a scalar; use api() for it.`,
  );
}

/**
 * Reads the data of a range query.
 *
 * @param data - the `data` of the answer
 * @returns the series, sorted by labels
 * @throws Error when a series has native histograms
 */
export function readSeries(data: unknown): Series[] {
  // The API documents that query_range always gives a matrix.
  const series = (data as WireData).result as readonly WireSeries[];
  return byLabels(
    series.map(({ metric, values }) => {
      if (!values) throw histogramError(metric);
      return { labels: metric, points: values.map(([time, value]) => [time, readNumber(value)] as const) };
    }),
  );
}

/**
 * Reads the data of the targets.
 *
 * @param data - the `data` of the answer
 * @returns the active targets, sorted by pool and address
 */
export function readTargets(data: unknown): Target[] {
  // The shape is what the API documents.
  const { activeTargets = [] } = data as WireData;
  return activeTargets
    .map(({ scrapePool, scrapeUrl, health, lastError, labels, discoveredLabels }) => ({
      scrapePool,
      scrapeUrl,
      health,
      lastError,
      labels,
      discoveredLabels,
    }))
    .sort((a, b) => compareText(`${a.scrapePool} ${a.scrapeUrl}`, `${b.scrapePool} ${b.scrapeUrl}`));
}

function sample({ metric, value }: WireSeries): Sample {
  if (!value) throw histogramError(metric);
  return { labels: metric, time: value[0], value: readNumber(value[1]) };
}

function histogramError(labels: Labels): Error {
  return new Error(`The series ${JSON.stringify(labels)} has native histograms; use api() for it.`);
}

/** A number as Prometheus writes it in JSON. */
export function readNumber(text: string): number {
  if (text === '+Inf') return Infinity;
  return text === '-Inf' ? -Infinity : Number(text);
}

function byLabels<T extends { readonly labels: Labels }>(items: readonly T[]): T[] {
  const key = ({ labels }: T): string =>
    JSON.stringify(Object.entries(labels).sort(([a], [b]) => compareText(a, b)));
  return [...items].sort((a, b) => compareText(key(a), key(b)));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
