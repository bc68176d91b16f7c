import { error } from '../problem/problems';
import { describe } from '../problem/read';
import type { Refuse } from '../problem/refusals';
import type { FunctionName, Node } from './ast';
import { callFlow, type Kind } from './flow';
import { asExpression, vector, type AnyVector, type Expression, type Range, type Vector } from './vector';

/** `unknown` for what a rate can be taken of, else the refusal. */
export type Ratable<X> =
  X extends Range<infer _, infer K>
    ? K extends 'counter' | 'buckets'
      ? unknown
      : Refuse<'rateOfGauge', K>
    : Refuse<'rateOfInstant'>;

/** The rates of buckets are buckets, and of a counter plain samples. */
export type Rate<X> =
  X extends Range<infer L, infer K> ? Vector<L, K extends 'buckets' ? 'buckets' : 'sample'> : never;

/**
 * The increase per second of a counter over a window, resets allowed for.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
 */
export function rate<X extends Expression>(counter: X & Ratable<X>): Rate<X> {
  return call('rate', counter) as Rate<X>; // the same labels and kind as callFlow says
}

/**
 * The increase of a counter over a window, resets allowed for.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#increase
 */
export function increase<X extends Expression>(counter: X & Ratable<X>): Rate<X> {
  return call('increase', counter) as Rate<X>; // the same labels and kind as callFlow says
}

/** `unknown` for the buckets of a histogram with `le` among their labels, else the refusal. */
export type Quantilable<L extends string, K extends Kind> = K extends 'buckets'
  ? string extends L
    ? unknown
    : 'le' extends L
      ? unknown
      : Refuse<'quantileWithoutLe', L>
  : Refuse<'quantileOfNoBuckets', K>;

/**
 * The value below which a share of the observations lies, estimated from the rates of a histogram's buckets.
 *
 * @param quantile from 0 to 1
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function histogramQuantile<L extends string, K extends Kind>(
  quantile: number,
  buckets: Vector<L, K> & Quantilable<L, K>,
): Vector<Exclude<L, 'le'>, 'sample'> {
  const fits = typeof quantile === 'number' && quantile >= 0 && quantile <= 1;
  const wrong = fits
    ? []
    : [
        error('PQL008', `quantile (${describe(quantile)}) must be a number from 0 to 1`, {
          fix: 'the 95th percentile is 0.95',
        }),
      ];
  const parameter: Node = { type: 'number', value: fits ? quantile : NaN };
  const built = call('histogram_quantile', buckets, parameter);
  return { ...built, problems: [...built.problems, ...wrong] } as AnyVector as Vector<
    Exclude<L, 'le'>,
    'sample'
  >; // callFlow takes le away
}

function call(name: FunctionName, given: unknown, ...before: Node[]): AnyVector {
  const input = asExpression(given, name);
  const { flow, problems } = callFlow(name, input.flow);
  return vector({ type: 'call', name, args: [...before, input.node] }, flow, [
    ...input.problems,
    ...problems,
  ]);
}
