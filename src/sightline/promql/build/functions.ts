import type { Refuse } from '../../problem/refusals';
import type { Edges, FunctionName } from '../syntax/ast';
import { callVector, type Numeric } from './call';
import type { Kind } from '../flow/flow';
import type { AddedUp, AnyVector, Edged, Expression, Range, Vector } from './vector';

/**
 * The samples themselves where a rate can be taken of them, else the refusal.
 *
 * @typeParam E how the edges of its window may be filled in
 */
export type Ratable<X, E extends Edges = never> =
  X extends Range<infer _, infer K>
    ? X extends AddedUp
      ? Refuse<'rateOfSum'>
      : K extends 'gauge'
        ? Refuse<'rateOfGauge'>
        : K extends 'sample'
          ? Refuse<'rateOfSample'>
          : EdgesAllowed<X, E>
    : Refuse<'rateOfInstant'>;

/** The samples themselves where the edges of a window are filled in as a function can read it, or not at all, else the refusal. */
export type EdgesAllowed<X, E extends Edges> =
  X extends Edged<infer G> ? ([G] extends [E] ? X : Refuse<'edgesUnread'>) : X;

/** The rates of buckets and native histograms are such again, and of a counter plain samples. */
export type Rate<X> =
  X extends Range<infer L, infer K> ? Vector<L, K extends 'buckets' | 'histogram' ? K : 'sample'> : never;

/** A function of a counter over a window, that knows of restarts. */
export type OfCounter<E extends Edges = never> = <X extends Expression>(counter: Ratable<X, E>) => Rate<X>;

/**
 * The increase per second of a counter over a window, resets allowed for.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
 */
export const rate: OfCounter<Edges> = ofCounter('rate');

/**
 * The increase of a counter over a window, resets allowed for.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#increase
 */
export const increase: OfCounter<Edges> = ofCounter('increase');

/**
 * The increase per second between the last two samples of a window. For panels only: an alert misses what is between two evaluations.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#irate
 */
export const irate: OfCounter = ofCounter('irate');

/**
 * How often a counter restarted within a window.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#resets
 */
export function resets<X extends Expression>(
  counter: Ratable<X, 'anchored'>,
): X extends Range<infer L> ? Vector<L, 'sample'> : never {
  return callVector('resets', [counter]) as AnyVector as X extends Range<infer L>
    ? Vector<L, 'sample'>
    : never; // the same labels as callFlow says
}

/** The vector itself for the buckets of a histogram with `le` among their labels, and for native histograms, else the refusal. */
export type Quantilable<L extends string, K extends Kind, V = Vector<L, K>> = K extends
  'histogram' | 'unknown'
  ? V
  : K extends 'buckets'
    ? string extends L
      ? V
      : 'le' extends L
        ? V
        : Refuse<'quantileWithoutLe'>
    : Refuse<'quantileOfNoBuckets'>;

/**
 * The value below which a share of the observations lies, estimated from the rates of a histogram's buckets.
 *
 * @param quantile from 0 to 1
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function histogramQuantile<L extends string, K extends Kind>(
  quantile: Numeric,
  buckets: Quantilable<L, K>,
): Vector<Exclude<L, 'le'>, 'sample'> {
  return callVector('histogram_quantile', [quantile, buckets]);
}

function ofCounter(name: FunctionName): OfCounter<Edges> {
  return ((counter: unknown) => callVector(name, [counter])) as unknown as OfCounter<Edges>; // the same labels and kind as callFlow says
}
