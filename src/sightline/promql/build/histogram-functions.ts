import { elementsOf } from '../../problem/read';
import type { Refuse } from '../../problem/refusals';
import type { FunctionName } from '../syntax/ast';
import { callVector, type Numeric } from './call';
import type { Kind } from '../flow/flow';
import type { Quantilable } from './functions';
import type { Vector } from './vector';

/**
 * The share of observations between two values, from 0 to 1, estimated from the rates of a histogram. Classic buckets are read from 3.x
 * on; in 2.x native histograms alone.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_fraction
 */
export function histogramFraction<L extends string, K extends Kind>(
  lower: Numeric,
  upper: Numeric,
  buckets: Quantilable<L, K>,
): Vector<Exclude<L, 'le'>, 'sample'> {
  return callVector('histogram_fraction', [lower, upper, buckets]);
}

/**
 * Several quantiles at once, each with its number as a label. Experimental, from 3.11 on.
 *
 * @param label the label that holds the quantile
 * @param quantiles from 0 to 1, ten at most
 */
export function histogramQuantiles<L extends string, K extends Kind, const D extends string>(
  buckets: Quantilable<L, K>,
  label: D,
  quantiles: readonly [number, ...number[]],
): Vector<Exclude<L, 'le'> | D, 'sample'> {
  return callVector('histogram_quantiles', [buckets, label, ...(elementsOf(quantiles) ?? [quantiles])]);
}

/** The vector itself if it may be of native histograms, else the refusal. */
export type Native<L extends string, K extends Kind, V = Vector<L, K>> = K extends
  'histogram' | 'unknown' | 'sample'
  ? V
  : Refuse<'needsNativeHistogram'>;

/** A function of native histograms. */
export type OfHistogram = <L extends string, K extends Kind>(histograms: Native<L, K>) => Vector<L, 'sample'>;

/** The mean of the observations. From 2.51 on. @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_avg */
export const histogramAvg: OfHistogram = ofHistogram('histogram_avg');

/** How many observations there are. */
export const histogramCount: OfHistogram = ofHistogram('histogram_count');

/** The sum of the observations. */
export const histogramSum: OfHistogram = ofHistogram('histogram_sum');

/** The standard deviation of the observations, estimated. From 2.47 on. */
export const histogramStddev: OfHistogram = ofHistogram('histogram_stddev');

/** The variance of the observations, estimated. From 2.47 on. */
export const histogramStdvar: OfHistogram = ofHistogram('histogram_stdvar');

function ofHistogram(name: FunctionName): OfHistogram {
  return (histograms: unknown) => callVector(name, [histograms]);
}
