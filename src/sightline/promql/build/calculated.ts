import type { Duration } from '../../contract/duration-literal';
import { isMade, made } from '../../problem/made';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { describe } from '../../problem/read';
import { parse } from '../parse/parse';
import { newestVersion } from '../syntax/dialect';
import type { Length } from '../syntax/length';

/** A duration that Prometheus works out when the expression is evaluated. */
export interface CalculatedDuration {
  /** What is calculated. */
  readonly length: Length;

  /** What is wrong with it. */
  readonly problems: readonly Problem[];
}

/** A duration as it stands in a window or behind `offset`. */
export type AnyDuration = Duration | CalculatedDuration;

/**
 * A duration that is calculated when the expression is evaluated: of other durations, numbers, `step()`, `range()`, `max_of(…)` and
 * `min_of(…)`. A rule is evaluated at one instant, where step and range are 0: these are for panels. From 3.14 on; in 3.4 to 3.13 with the
 * feature `promql-duration-expr`.
 *
 * @param text as it would stand in a window
 * @example
 * rate(requests.over(calculated('max_of(step() * 4, 1m)')))
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */
export function calculated(text: string): CalculatedDuration {
  const isText = typeof text === 'string';
  const written = isText ? text : '';
  const { node, problems } = parse(`x[${written}]`, { version: newestVersion });
  if (node?.type === 'range' && problems.length === 0) return durationOf(node.window, []);
  const [first] = problems;
  const why = first === undefined ? 'it is something else' : isText ? first.message : 'it is no text';
  const fix = { fix: "such as 'step() * 4'" };
  const message = `calculated(${describe(text)}) must be a duration: ${why}`;
  return durationOf(1, [error('PQL001', message, fix)]);
}

function durationOf(length: Length, problems: readonly Problem[]): CalculatedDuration {
  return Object.freeze(made('calculated duration', { length, problems }));
}

/** Whether something is a duration that is calculated. */
export function isCalculated(given: unknown): given is CalculatedDuration {
  return isMade('calculated duration', given);
}
