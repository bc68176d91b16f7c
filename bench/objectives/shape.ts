import { parseDuration } from '../../src/contract/duration';
import type { BoundRule } from '../../src/rules/rule';

/** Rules as a server evaluates them, one after the other. */
export interface Group {
  readonly name: string;

  /** How often, as a duration. */
  readonly interval: string;
  readonly rules: readonly BoundRule[];
}

/** All that somebody writes for one objective. */
export interface Shape {
  readonly name: string;
  readonly groups: readonly Group[];
}

/** A series with how often it gets a sample, in seconds. */
export interface WrittenSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly every: number;
}

/** The seconds between two evaluations of a group. */
export function secondsOf({ name, interval }: Group): number {
  const milliseconds = parseDuration(interval);
  if (milliseconds === undefined) throw new Error(`the interval of ${name} is no duration: ${interval}`);
  return milliseconds / 1000;
}

/** The series that rules of a shape record and that others of its rules read. */
export function seriesBetween({ groups }: Shape): WrittenSeries[] {
  const expressions = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  return groups.flatMap((group) =>
    group.rules
      .flatMap((rule) => ('record' in rule ? [{ name: rule.record, labels: rule.labels }] : []))
      .filter(({ name }) => expressions.some((expr) => expr.includes(`${name}{`)))
      .map((series) => ({ ...series, every: secondsOf(group) })),
  );
}
