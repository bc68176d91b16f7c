import { formatDuration, parseDuration } from '../../contract/duration';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { describe } from '../../problem/read';
import type { Edges, Length, Moment } from '../syntax/ast';
import { isCalculated } from './calculated';

/**
 * A duration that a caller gave, and what is wrong with it.
 *
 * @param what what it is: a window, an offset, a step
 * @param thing what it is of
 */
export function readDuration(
  given: unknown,
  what: string,
  thing: string,
): { readonly length: Length; readonly problems: readonly Problem[] } {
  if (isCalculated(given)) return given;
  const milliseconds = typeof given === 'string' ? parseDuration(given) : undefined;
  if (milliseconds !== undefined && milliseconds > 0) return { length: milliseconds, problems: [] };
  return {
    length: 1,
    problems: [
      error('PQL022', `${what} (${describe(given)}) of '${thing}' must be a duration longer than 0`, {
        fix: `write a number and a unit, such as '${formatDuration(300_000)}'`,
      }),
    ],
  };
}

/** What Prometheus can hold as a moment: 64 bits of milliseconds; beyond 2^53 a number is no exact one. */
const latest = Number.MAX_SAFE_INTEGER / 1000;

/** A moment that a caller gave: seconds since 1970, `start` or `end`. */
export function readMoment(
  given: unknown,
  thing: string,
): { readonly moment: Moment; readonly problems: readonly Problem[] } {
  if (given === 'start' || given === 'end') return { moment: given, problems: [] };
  if (typeof given === 'number' && Math.abs(given) <= latest)
    return { moment: Math.round(given * 1000), problems: [] };
  return {
    moment: 0,
    problems: [
      error(
        'PQL022',
        `moment (${describe(given)}) of '${thing}' must be seconds since 1970, 'start' or 'end'`,
      ),
    ],
  };
}

/** What counts at the edges of a window, as a caller gave it. */
export function readEdges(
  given: unknown,
  thing: string,
): { readonly edges?: Edges; readonly problems: readonly Problem[] } {
  if (given === undefined) return { problems: [] };
  if (given === 'anchored' || given === 'smoothed') return { edges: given, problems: [] };
  const message = `the edges (${describe(given)}) of a window of '${thing}' must be 'anchored' or 'smoothed'`;
  return { problems: [error('OPT002', message)] };
}
