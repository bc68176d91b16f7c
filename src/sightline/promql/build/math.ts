import type { FunctionName } from '../syntax/ast';
import { callVector, type Numeric } from './call';
import type { Kind } from '../flow/flow';
import type { Vector } from './vector';

/** A calculation for each sample. */
export type Calculation = <L extends string>(vector: Vector<L>) => Vector<L, 'sample'>;

/** The absolute value. @see https://prometheus.io/docs/prometheus/latest/querying/functions/#abs */
export const abs: Calculation = calculation('abs');

/** Rounded up to a whole number. */
export const ceil: Calculation = calculation('ceil');

/** Rounded down to a whole number. */
export const floor: Calculation = calculation('floor');

/** e to the power of the value. */
export const exp: Calculation = calculation('exp');

/** The natural logarithm. */
export const ln: Calculation = calculation('ln');

/** The binary logarithm. */
export const log2: Calculation = calculation('log2');

/** The decimal logarithm. */
export const log10: Calculation = calculation('log10');

/** The square root. */
export const sqrt: Calculation = calculation('sqrt');

/** 1, 0 or -1: the sign. */
export const sgn: Calculation = calculation('sgn');

/** The arc cosine, in radians. */
export const acos: Calculation = calculation('acos');

/** The inverse hyperbolic cosine. */
export const acosh: Calculation = calculation('acosh');

/** The arc sine, in radians. */
export const asin: Calculation = calculation('asin');

/** The inverse hyperbolic sine. */
export const asinh: Calculation = calculation('asinh');

/** The arc tangent, in radians. */
export const atan: Calculation = calculation('atan');

/** The inverse hyperbolic tangent. */
export const atanh: Calculation = calculation('atanh');

/** The cosine of radians. */
export const cos: Calculation = calculation('cos');

/** The hyperbolic cosine. */
export const cosh: Calculation = calculation('cosh');

/** The sine of radians. */
export const sin: Calculation = calculation('sin');

/** The hyperbolic sine. */
export const sinh: Calculation = calculation('sinh');

/** The tangent of radians. */
export const tan: Calculation = calculation('tan');

/** The hyperbolic tangent. */
export const tanh: Calculation = calculation('tanh');

/** Radians in degrees. */
export const deg: Calculation = calculation('deg');

/** Degrees in radians. */
export const rad: Calculation = calculation('rad');

/** Rounded to the nearest multiple of `to`, halves up. Default: 1 */
export function round<L extends string>(vector: Vector<L>, to?: Numeric): Vector<L, 'sample'> {
  return callVector('round', to === undefined ? [vector] : [vector, to]);
}

/** Values below `least` become `least`. */
export function clampMin<L extends string, K extends Kind>(
  vector: Vector<L, K>,
  least: Numeric,
): Vector<L, K> {
  return callVector('clamp_min', [vector, least]);
}

/** Values above `most` become `most`. */
export function clampMax<L extends string, K extends Kind>(
  vector: Vector<L, K>,
  most: Numeric,
): Vector<L, K> {
  return callVector('clamp_max', [vector, most]);
}

/** Values below `least` become `least`, and above `most` become `most`. Empty where `least` is above `most`. */
export function clamp<L extends string, K extends Kind>(
  vector: Vector<L, K>,
  least: Numeric,
  most: Numeric,
): Vector<L, K> {
  return callVector('clamp', [vector, least, most]);
}

function calculation(name: FunctionName): Calculation {
  return (vector) => callVector(name, [vector]);
}
