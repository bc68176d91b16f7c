/** An end of a range. */
export interface Bound {
  readonly value: number;

  /** Why no value goes beyond it, as the second half of a sentence. */
  readonly reason: string;
}

/** Between which two numbers values are, both of them included; a missing end is open. NaN may be among the values of any range. */
export interface Range {
  readonly least?: Bound;
  readonly greatest?: Bound;
}

/** Nothing is known. */
export const anyValue: Range = {};

/** Values from one number to another. */
export function between(least: number, greatest: number, reason: string): Range {
  return { least: { value: least, reason }, greatest: { value: greatest, reason } };
}

/** Values from a number on. */
export function atLeast(value: number, reason: string): Range {
  return { least: { value, reason } };
}

/** Values up to a number. */
export function atMost(value: number, reason: string): Range {
  return { greatest: { value, reason } };
}

/** The one number that values are; undefined where they can be several. */
export function onlyValue({ least, greatest }: Range): number | undefined {
  return least !== undefined && least.value === greatest?.value ? least.value : undefined;
}

/** Values of the one range or the other. */
export function eitherRange(a: Range, b: Range): Range {
  return ends(
    outer(a.least, b.least, (one, other) => one <= other),
    outer(a.greatest, b.greatest, (one, other) => one >= other),
  );
}

/** Values of both ranges. */
export function bothRanges(a: Range, b: Range): Range {
  return ends(
    inner(a.least, b.least, (one, other) => one >= other),
    inner(a.greatest, b.greatest, (one, other) => one <= other),
  );
}

/** Sums of a value of each. That one is a number is no reason for anything. */
export function sumOfRanges(a: Range, b: Range): Range {
  if (onlyValue(a) !== undefined && onlyValue(b) === undefined) return sumOfRanges(b, a);
  const sum = (one: Bound | undefined, other: Bound | undefined): Bound | undefined =>
    one === undefined || other === undefined
      ? undefined
      : { value: one.value + other.value, reason: one.reason };
  return ends(sum(a.least, b.least), sum(a.greatest, b.greatest));
}

/** Values with the other sign. */
export function negated({ least, greatest }: Range): Range {
  const turned = (bound: Bound | undefined): Bound | undefined =>
    bound && { ...bound, value: 0 - bound.value };
  return ends(turned(greatest), turned(least));
}

/** Values times a number. */
export function scaled(range: Range, factor: number): Range {
  if (!Number.isFinite(factor) || factor === 0) return anyValue;
  if (factor < 0) return negated(scaled(range, -factor));
  const times = (bound: Bound | undefined): Bound | undefined =>
    bound && { ...bound, value: bound.value * factor };
  return ends(times(range.least), times(range.greatest));
}

/** Whether no value is below 0. */
export function isNeverNegative({ least }: Range): boolean {
  return least !== undefined && least.value >= 0;
}

function outer(
  a: Bound | undefined,
  b: Bound | undefined,
  isOuter: (one: number, other: number) => boolean,
): Bound | undefined {
  if (a === undefined || b === undefined) return undefined;
  return isOuter(a.value, b.value) ? a : b;
}

function inner(
  a: Bound | undefined,
  b: Bound | undefined,
  isInner: (one: number, other: number) => boolean,
): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return isInner(a.value, b.value) ? a : b;
}

function ends(least: Bound | undefined, greatest: Bound | undefined): Range {
  return {
    ...(least === undefined ? {} : { least }),
    ...(greatest === undefined ? {} : { greatest }),
  };
}
