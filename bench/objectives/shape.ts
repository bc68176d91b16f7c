import { parseDuration } from '../../src/sightline/contract/duration';
import type { BoundRule } from '../../src/sightline/rules/rule';

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

/** A series that rules read, with how far back they do, in seconds: 0 where it is only its present value. */
export interface ReadSeries extends WrittenSeries {
  readonly back: number;
}

/** The seconds between two evaluations of a group. */
export function secondsOf({ name, interval }: Group): number {
  const milliseconds = parseDuration(interval);
  if (milliseconds === undefined) throw new Error(`the interval of ${name} is no duration: ${interval}`);
  return milliseconds / 1000;
}

/** The series that rules of a shape record and that others of its rules read. */
export function seriesBetween(shape: Shape): ReadSeries[] {
  const expressions = expressionsOf(shape);
  const series = shape.groups.flatMap((group) =>
    group.rules
      .flatMap((rule) => ('record' in rule ? [{ name: rule.record, labels: rule.labels }] : []))
      .filter(({ name }) => expressions.some((expr) => expr.includes(`${name}{`)))
      .map((one) => ({
        ...one,
        every: secondsOf(group),
        back: backOf(shape, one.name),
      })),
  );
  // two rules may record the same series, of which only one does at a time
  return [...new Map(series.map((one) => [textOf(one), one])).values()];
}

/** How far back the rules of a shape read a series, or farther, in seconds. */
export function backOf(shape: Shape, name: string): number {
  return Math.max(0, ...expressionsOf(shape).map((expr) => secondsBack(expr, name)));
}

function expressionsOf({ groups }: Shape): string[] {
  return groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
}

/** How far back an expression reads a series, or farther. */
function secondsBack(expr: string, name: string): number {
  if (!expr.includes(`${name}{`)) return 0;
  const ranges = secondsIn(expr, /\[([0-9a-z]+)/g);
  const own = secondsIn(expr, new RegExp(`${name}\\{[^}]*\\}\\[([0-9a-z]+)`, 'g'));
  // a subquery over more than a selector goes back for all that is in it
  const range = expr.includes(')[') ? sumOf(ranges) : Math.max(0, ...own);
  return range + Math.max(0, ...secondsIn(expr, /offset ([0-9a-z]+)/g));
}

function secondsIn(expr: string, pattern: RegExp): number[] {
  return [...expr.matchAll(pattern)].map(([text, duration = '']) => {
    const milliseconds = parseDuration(duration);
    if (milliseconds === undefined) throw new Error(`no duration: ${text}`);
    return milliseconds / 1000;
  });
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A series as PromQL and OpenMetrics write it. */
export function textOf({ name, labels }: Pick<WrittenSeries, 'name' | 'labels'>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}{${pairs.join(',')}}`;
}
