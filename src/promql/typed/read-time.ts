import { formatDuration, parseDuration } from '../../contract/duration';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { describe } from '../../problem/read';
import type { Moment } from '../syntax/ast';

/**
 * A duration that a caller gave, in milliseconds, and what is wrong with it.
 *
 * @param what what it is: a window, an offset, a step
 * @param thing what it is of
 */
export function readDuration(
  given: unknown,
  what: string,
  thing: string,
): { readonly milliseconds: number; readonly problems: readonly Problem[] } {
  const milliseconds = typeof given === 'string' ? parseDuration(given) : undefined;
  if (milliseconds !== undefined && milliseconds > 0) return { milliseconds, problems: [] };
  return {
    milliseconds: 1,
    problems: [
      error('PQL002', `${what} (${describe(given)}) of '${thing}' must be a duration longer than 0`, {
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
        'PQL002',
        `moment (${describe(given)}) of '${thing}' must be seconds since 1970, 'start' or 'end'`,
      ),
    ],
  };
}
