import type { Refuse } from '../../problem/refusals';
import type { Edges, FunctionName } from '../syntax/ast';
import type { EdgesAllowed } from './functions';
import { callVector, type Numeric } from './call';
import type { AnyVector, Expression, Range, Scalar, Vector } from './vector';

/**
 * What is given, if it is the samples of a window, else the refusal.
 *
 * @typeParam E how the edges of the window may be filled in
 */
export type Ranged<X, E extends Edges = never> =
  X extends Range<infer _, infer _K> ? EdgesAllowed<X, E> : Refuse<'needsRange'>;

/** The samples of a window themselves if they may fall, else the refusal. */
export type Falling<X, E extends Edges = never> =
  X extends Range<infer _, infer K>
    ? K extends 'counter' | 'buckets'
      ? Refuse<'deltaOfCounter'>
      : EdgesAllowed<X, E>
    : Refuse<'needsRange'>;

/** The result where samples mean the same as before. */
export type Kept<X> = X extends Range<infer L, infer K> ? Vector<L, K> : never;

/** The result where samples are calculated. */
export type Calculated<X> = X extends Range<infer L> ? Vector<L, 'sample'> : never;

/** A function over a window whose samples mean the same as before. */
export type KeepingOverTime = <X extends Expression>(samples: Ranged<X>) => Kept<X>;

/** A function over a window that calculates something else. */
export type CalculatingOverTime<E extends Edges = never> = <X extends Expression>(
  samples: Ranged<X, E>,
) => Calculated<X>;

/** A function over a window of a gauge. */
export type OfGauge<E extends Edges = never> = <X extends Expression>(gauge: Falling<X, E>) => Calculated<X>;

/** The mean of the samples. @see https://prometheus.io/docs/prometheus/latest/querying/functions/#aggregation_over_time */
export const avgOverTime: KeepingOverTime = overTime('avg_over_time');

/** The smallest sample. */
export const minOverTime: KeepingOverTime = overTime('min_over_time');

/** The greatest sample. */
export const maxOverTime: KeepingOverTime = overTime('max_over_time');

/** The newest sample. */
export const lastOverTime: KeepingOverTime = overTime('last_over_time');

/** The oldest sample. From 3.7 on, experimental before 3.14. */
export const firstOverTime: KeepingOverTime = overTime('first_over_time');

/** The sum of the samples. A window holds a sample more in 2.x than in 3.x: take `avgOverTime` where that matters. */
export const sumOverTime: CalculatingOverTime = overTime('sum_over_time');

/** How many samples there are. A window holds one more in 2.x than in 3.x. */
export const countOverTime: CalculatingOverTime = overTime('count_over_time');

/** 1 where there is any sample. */
export const presentOverTime: CalculatingOverTime = overTime('present_over_time');

/** The standard deviation of the samples. */
export const stddevOverTime: CalculatingOverTime = overTime('stddev_over_time');

/** The variance of the samples. */
export const stdvarOverTime: CalculatingOverTime = overTime('stdvar_over_time');

/** The median of the distances from the median. Experimental, from 2.49 on. */
export const madOverTime: CalculatingOverTime = overTime('mad_over_time');

/** When the oldest sample was taken. Experimental, from 3.7 on. */
export const tsOfFirstOverTime: CalculatingOverTime = overTime('ts_of_first_over_time');

/** When the newest sample was taken. Experimental, from 3.5 on. */
export const tsOfLastOverTime: CalculatingOverTime = overTime('ts_of_last_over_time');

/** When the greatest sample was taken. Experimental, from 3.5 on. */
export const tsOfMaxOverTime: CalculatingOverTime = overTime('ts_of_max_over_time');

/** When the smallest sample was taken. Experimental, from 3.5 on. */
export const tsOfMinOverTime: CalculatingOverTime = overTime('ts_of_min_over_time');

/** How often the value changed. */
export const changes: CalculatingOverTime<'anchored'> = overTime('changes');

/** The difference between the end and the start of the window, of a gauge. */
export const delta: OfGauge<Edges> = ofGauge('delta');

/** The difference between the last two samples, of a gauge. */
export const idelta: OfGauge = ofGauge('idelta');

/** The slope per second, by linear regression, of a gauge. */
export const deriv: OfGauge = ofGauge('deriv');

/**
 * The value in the future, by linear regression, of a gauge.
 *
 * @param seconds how far ahead
 */
export function predictLinear<X extends Expression>(gauge: Falling<X>, seconds: Numeric): Calculated<X> {
  return callVector('predict_linear', [gauge, seconds]) as AnyVector as Calculated<X>; // the labels that callFlow says
}

/**
 * The quantile of the samples of each series.
 *
 * @param quantile from 0 to 1
 */
export function quantileOverTime<X extends Expression>(quantile: Numeric, samples: Ranged<X>): Calculated<X> {
  return callVector('quantile_over_time', [quantile, samples]) as AnyVector as Calculated<X>; // the labels that callFlow says
}

/**
 * A value smoothed.
 *
 * @param smoothing above 0 and below 1; the lower, the more weight old samples have
 * @param trend above 0 and below 1; the higher, the more a trend counts
 */
export type Smoothing = <X extends Expression>(
  gauge: Falling<X>,
  smoothing: Numeric,
  trend: Numeric,
) => Calculated<X>;

/** The value smoothed, in 2.x: 3.x calls it {@link doubleExponentialSmoothing}. */
export const holtWinters: Smoothing = smoothing('holt_winters');

/** The value smoothed. Experimental, from 3.0 on. */
export const doubleExponentialSmoothing: Smoothing = smoothing('double_exponential_smoothing');

/**
 * The area under the values over time in seconds: of a gauge that says how much there is per second, how much there was. Experimental, from
 * 3.16 on.
 *
 * @param strategy what counts between two samples: 0 the first of them, 1 the second, 2 their mean. Default: 2
 */
export function integral<X extends Expression>(
  samples: Ranged<X>,
  strategy?: 0 | 1 | 2 | Scalar,
): Calculated<X> {
  return callVector(
    'integral',
    strategy === undefined ? [samples] : [samples, strategy],
  ) as AnyVector as Calculated<X>; // the labels that callFlow says
}

function smoothing(name: FunctionName): Smoothing {
  return ((...given: readonly unknown[]) => callVector(name, given)) as unknown as Smoothing; // the labels that callFlow says
}

function ofGauge(name: FunctionName): OfGauge<Edges> {
  return ((gauge: unknown) => callVector(name, [gauge])) as unknown as OfGauge<Edges>; // the labels that callFlow says
}

function overTime(name: FunctionName): KeepingOverTime & CalculatingOverTime<'anchored'> {
  return ((samples: unknown) => callVector(name, [samples])) as unknown as KeepingOverTime &
    CalculatingOverTime<'anchored'>; // the labels and kind that callFlow says
}
