import type { Availability } from './availability';

/** What a function takes or gives, in the words of Prometheus' documentation. */
export type Shape = 'scalar' | 'instant vector' | 'range vector' | 'string';

/**
 * Which labels the result has.
 *
 * - `same`: those of the vector that is given
 * - `none`: none
 * - `no le`: those of the vector, without the `le` of its buckets
 * - `equalities`: what the selector's `=` matchers say (`absent`)
 * - `written`: those of the vector, and one that an argument names
 * - `open`: those of the vector, and others that nobody knows
 */
export type LabelEffect = 'same' | 'none' | 'no le' | 'equalities' | 'written' | 'open';

/**
 * What the samples of the result mean.
 *
 * - `same`: what those of the input mean
 * - `rates`: of buckets and native histograms the same, else a calculated sample
 * - `sample`: something calculated
 */
export type MeaningEffect = 'same' | 'rates' | 'sample';

/** What samples must mean for a function to make sense of them. */
export type Needs = 'counter' | 'gauge' | 'buckets' | 'histogram';

/** The signature of a function, and what its result is like. */
export interface FunctionSignature extends Availability {
  /** The arguments. */
  readonly takes: readonly Shape[];

  /**
   * How many of the last arguments may be missing.
   *
   * @default 0
   */
  readonly optional?: number;

  /**
   * How many arguments there may be beyond those of `takes`, of the type of the last.
   *
   * @default 0
   */
  readonly more?: number;
  readonly gives: Shape;

  /** @default 'same' */
  readonly labels?: LabelEffect;

  /** @default 'sample' */
  readonly meaning?: MeaningEffect;

  /**
   * What the samples of its input must mean.
   *
   * @default - anything
   */
  readonly needs?: Needs;
}

const vector = 'instant vector';
const range = 'range vector';
const ofVector = { takes: [vector], gives: vector } as const;
const ofRange = { takes: [range], gives: vector } as const;
const ofTime = { takes: [vector], optional: 1, gives: vector } as const;
const ofNothing = { takes: [], gives: 'scalar', labels: 'none' } as const;
const ofHistogram = { takes: [vector], gives: vector, needs: 'histogram' } as const;
const ofTwoNumbers = { takes: ['scalar', 'scalar'], gives: 'scalar', labels: 'none' } as const;
const experimental = { feature: 'promql-experimental-functions' } as const;
const byLabel = {
  takes: [vector, 'string'],
  optional: 1,
  more: Infinity,
  gives: vector,
  meaning: 'same',
  since: '2.49',
  ...experimental,
} as const;

/**
 * Every function of Prometheus from 2.42 to 3.x.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
export const functions = {
  abs: ofVector,
  absent: { ...ofVector, labels: 'equalities' },
  absent_over_time: { ...ofRange, labels: 'equalities' },
  acos: ofVector,
  acosh: ofVector,
  asin: ofVector,
  asinh: ofVector,
  atan: ofVector,
  atanh: ofVector,
  avg_over_time: { ...ofRange, meaning: 'same' },
  ceil: ofVector,
  changes: ofRange,
  clamp: { takes: [vector, 'scalar', 'scalar'], gives: vector, meaning: 'same' },
  clamp_max: { takes: [vector, 'scalar'], gives: vector, meaning: 'same' },
  clamp_min: { takes: [vector, 'scalar'], gives: vector, meaning: 'same' },
  cos: ofVector,
  cosh: ofVector,
  count_over_time: ofRange,
  day_of_month: ofTime,
  day_of_week: ofTime,
  day_of_year: ofTime,
  days_in_month: ofTime,
  deg: ofVector,
  delta: { ...ofRange, needs: 'gauge', meaning: 'rates' },
  deriv: { ...ofRange, needs: 'gauge' },
  double_exponential_smoothing: {
    takes: [range, 'scalar', 'scalar'],
    gives: vector,
    since: '3.0',
    ...experimental,
    needs: 'gauge',
  },
  end: { ...ofNothing, since: '3.12', ...experimental },
  exp: ofVector,
  first_over_time: { ...ofRange, meaning: 'same', since: '3.7', ...experimental, stable: '3.14' },
  floor: ofVector,
  histogram_avg: { ...ofHistogram, since: '2.51' },
  histogram_count: ofHistogram,
  histogram_fraction: {
    takes: ['scalar', 'scalar', vector],
    gives: vector,
    labels: 'no le',
    needs: 'buckets',
  },
  histogram_quantile: { takes: ['scalar', vector], gives: vector, labels: 'no le', needs: 'buckets' },
  histogram_quantiles: {
    takes: [vector, 'string', 'scalar', 'scalar'],
    optional: 1,
    more: 8,
    gives: vector,
    labels: 'written',
    needs: 'buckets',
    since: '3.11',
    ...experimental,
  },
  histogram_stddev: { ...ofHistogram, since: '2.47' },
  histogram_stdvar: { ...ofHistogram, since: '2.47' },
  histogram_sum: ofHistogram,
  holt_winters: {
    takes: [range, 'scalar', 'scalar'],
    gives: vector,
    until: '3.0',
    successor: 'double_exponential_smoothing',
    needs: 'gauge',
  },
  hour: ofTime,
  idelta: { ...ofRange, needs: 'gauge' },
  increase: { ...ofRange, needs: 'counter', meaning: 'rates' },
  info: {
    takes: [vector, vector],
    optional: 1,
    gives: vector,
    labels: 'open',
    meaning: 'same',
    since: '2.55',
    ...experimental,
  },
  integral: {
    takes: [range, 'scalar'],
    optional: 1,
    gives: vector,
    since: '3.16',
    ...experimental,
  },
  irate: { ...ofRange, needs: 'counter', meaning: 'rates' },
  label_join: {
    takes: [vector, 'string', 'string', 'string'],
    optional: 1,
    more: Infinity,
    gives: vector,
    labels: 'written',
    meaning: 'same',
  },
  label_replace: {
    takes: [vector, 'string', 'string', 'string', 'string'],
    gives: vector,
    labels: 'written',
    meaning: 'same',
  },
  last_over_time: { ...ofRange, meaning: 'same' },
  ln: ofVector,
  log10: ofVector,
  log2: ofVector,
  mad_over_time: { ...ofRange, since: '2.49', ...experimental },
  max_of: { ...ofTwoNumbers, since: '3.13', ...experimental },
  max_over_time: { ...ofRange, meaning: 'same' },
  min_of: { ...ofTwoNumbers, since: '3.13', ...experimental },
  min_over_time: { ...ofRange, meaning: 'same' },
  minute: ofTime,
  month: ofTime,
  pi: ofNothing,
  predict_linear: { takes: [range, 'scalar'], gives: vector, needs: 'gauge' },
  present_over_time: ofRange,
  quantile_over_time: { takes: ['scalar', range], gives: vector },
  rad: ofVector,
  range: { ...ofNothing, since: '3.12', ...experimental },
  rate: { ...ofRange, needs: 'counter', meaning: 'rates' },
  resets: { ...ofRange, needs: 'counter' },
  round: { takes: [vector, 'scalar'], optional: 1, gives: vector },
  scalar: { takes: [vector], gives: 'scalar', labels: 'none' },
  sgn: ofVector,
  sin: ofVector,
  sinh: ofVector,
  sort: { ...ofVector, meaning: 'same' },
  sort_by_label: byLabel,
  sort_by_label_desc: byLabel,
  sort_desc: { ...ofVector, meaning: 'same' },
  sqrt: ofVector,
  start: { ...ofNothing, since: '3.12', ...experimental },
  start_timestamp: { ...ofVector, since: '3.14', ...experimental },
  stddev_over_time: ofRange,
  stdvar_over_time: ofRange,
  step: { ...ofNothing, since: '3.12', ...experimental },
  sum_over_time: { ...ofRange, meaning: 'rates' },
  tan: ofVector,
  tanh: ofVector,
  time: ofNothing,
  timestamp: ofVector,
  ts_of_first_over_time: { ...ofRange, since: '3.7', ...experimental },
  ts_of_last_over_time: { ...ofRange, since: '3.5', ...experimental },
  ts_of_max_over_time: { ...ofRange, since: '3.5', ...experimental },
  ts_of_min_over_time: { ...ofRange, since: '3.5', ...experimental },
  vector: { takes: ['scalar'], gives: vector, labels: 'none' },
  year: ofTime,
} as const satisfies Readonly<Record<string, FunctionSignature>>;

/** The name of a function. */
export type FunctionName = keyof typeof functions;

/** The signature of a function; undefined if there is none of that name. */
export function signatureOf(name: string): FunctionSignature | undefined {
  return Object.hasOwn(functions, name) ? functions[name as FunctionName] : undefined; // one of its own keys
}

/** How an aggregation is called, and what its result is like. */
export interface AggregationSignature extends Availability {
  /**
   * What it takes before the vector.
   *
   * @default - nothing
   */
  readonly parameter?: Shape;

  /**
   * Whether it picks series and leaves them as they are, rather than making one of each group.
   *
   * @default false
   */
  readonly picks?: boolean;

  /** Whether its samples mean what those of its input mean. */
  readonly meaning: 'same' | 'sample';
}

/**
 * Every aggregation of Prometheus from 2.42 to 3.x.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators
 */
export const aggregations = {
  avg: { meaning: 'same' },
  bottomk: { parameter: 'scalar', picks: true, meaning: 'same' },
  count: { meaning: 'sample' },
  count_values: { parameter: 'string', meaning: 'sample' },
  group: { meaning: 'sample' },
  limit_ratio: { parameter: 'scalar', picks: true, meaning: 'same', since: '2.54', ...experimental },
  limitk: { parameter: 'scalar', picks: true, meaning: 'same', since: '2.54', ...experimental },
  max: { meaning: 'same' },
  min: { meaning: 'same' },
  quantile: { parameter: 'scalar', meaning: 'sample' },
  stddev: { meaning: 'sample' },
  stdvar: { meaning: 'sample' },
  sum: { meaning: 'same' },
  topk: { parameter: 'scalar', picks: true, meaning: 'same' },
} as const satisfies Readonly<Record<string, AggregationSignature>>;

/** The name of an aggregation. */
export type AggregationName = keyof typeof aggregations;

/** The signature of an aggregation. */
export function aggregationOf(name: AggregationName): AggregationSignature {
  return aggregations[name];
}

/** Whether there is an aggregation of that name. */
export function isAggregationName(name: string): name is AggregationName {
  return Object.hasOwn(aggregations, name);
}

/**
 * The functions that can take windows whose edges are filled in.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#extended-range-selectors
 */
export const edgeFunctions = {
  anchored: ['changes', 'delta', 'increase', 'rate', 'resets'],
  smoothed: ['delta', 'increase', 'rate'],
} as const satisfies Readonly<Record<'anchored' | 'smoothed', readonly FunctionName[]>>;
