import type { FunctionName } from '../syntax/ast';
import { callScalar, callVector, type Numeric } from './call';
import type { AnyVector, Scalar, Vector } from './vector';

/** A number that Prometheus works out without a series. */
export type Constant = () => Scalar;

/** One series without labels, of that value. @see https://prometheus.io/docs/prometheus/latest/querying/functions/#vector */
export function vectorOf(value: Numeric): Vector<never, 'sample'> {
  return callVector('vector', [value]);
}

/** The value of the only series there is; NaN if there are none or more. */
export function scalar(vector: AnyVector): Scalar {
  return callScalar('scalar', [vector]);
}

/** The moment of the evaluation, in seconds since 1970. */
export const time: Constant = constant('time');

/** The number pi. */
export const pi: Constant = constant('pi');

/** The start of the query's range, in seconds since 1970. Experimental, from 3.12 on. */
export const start: Constant = constant('start');

/** The end of the query's range, in seconds since 1970. Experimental, from 3.12 on. */
export const end: Constant = constant('end');

/** The length of the query's range, in seconds. Experimental, from 3.12 on. */
export const queryRange: Constant = constant('range');

/** The step of the query, in seconds. Experimental, from 3.12 on. */
export const step: Constant = constant('step');

/** The greater of two numbers. Experimental, from 3.13 on. */
export function maxOf(a: Numeric, b: Numeric): Scalar {
  return callScalar('max_of', [a, b]);
}

/** The smaller of two numbers. Experimental, from 3.13 on. */
export function minOf(a: Numeric, b: Numeric): Scalar {
  return callScalar('min_of', [a, b]);
}

function constant(name: FunctionName): Constant {
  return () => callScalar(name, []);
}
