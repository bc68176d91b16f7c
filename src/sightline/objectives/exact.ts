import { plainDecimal } from '../promql/syntax/decimal';

/** A calculated number as a person would write it: what floating point adds in the last digits is gone. */
export function exact(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * The share of bad events that an objective allows, from 0 to 1: 0.001 for 99.9. Calculated on the digits as they are written, since
 * 100 - 99.9 is not 0.1 to a computer.
 *
 * @param objective in percent
 */
export function budgetOf(objective: number): number {
  const digits = plainDecimal(objective).split('.')[1]?.length ?? 0;
  // both numbers have at most so many digits, and so has their difference
  return exact(Number((100 - objective).toFixed(Math.min(digits, 100))) / 100);
}
