import { mayBeShown } from '../secrets/masked';
import type { Problem } from './problem';
import { describe, describeKind } from './read';
import { make, type Shape, wrongValue } from './shape';

/** What a text must be. */
export interface TextRule {
  /** Whether a text is one. Must not throw. */
  readonly test: (text: string) => boolean;

  /** What it is called, after `must be`: `a DNS label`. */
  readonly expected: string;
}

/** The limits of a number. */
export interface NumberRange {
  /** The least value that is right. @default - no limit */
  readonly min?: number;

  /** The greatest value that is right. @default - no limit */
  readonly max?: number;

  /** Every right value is greater than this. @default - no limit */
  readonly above?: number;

  /** Every right value is less than this. @default - no limit */
  readonly below?: number;
}

/**
 * A text.
 *
 * @param rule what it must be. Default: any text that is not empty
 * @param options.hidden never print what was written, because it may be a secret in the wrong place. Default: false
 * @typeParam T the type of the property if it is narrower than string, such as a template literal; the rule vouches
 * for it
 */
export function text<T extends string = string>(
  rule: TextRule = notEmpty,
  options: { readonly hidden?: boolean } = {},
): Shape<T> {
  return make(['text'], rule.expected, (value, path) => {
    const written = value as string; // make() has checked the kind
    if (rule.test(written)) return [];
    return [wrongValue(path, options.hidden === true ? 'not shown' : shown(written, path), rule.expected)];
  });
}

/** `true` or `false`: not `"false"`, which counts as true in JavaScript and in Helm. */
export function boolean(): Shape<boolean> {
  return {
    expected: 'true or false',
    kinds: ['boolean'],
    check: (value, path) => (typeof value === 'boolean' ? [] : [wrongScalar(value, path, 'true or false')]),
  };
}

/** A number that is no NaN and not infinite. */
export function number(range: NumberRange = {}): Shape<number> {
  return numeric('a number', range, Number.isFinite);
}

/** A whole number. */
export function integer(range: NumberRange = {}): Shape<number> {
  return numeric('a whole number', range, Number.isSafeInteger);
}

/** One of these values. */
export function oneOf<const V extends string | number | boolean>(...values: readonly V[]): Shape<V> {
  const expected = values.map(describe).join(' or ');
  return {
    expected,
    kinds: [...new Set(values.map((value) => (typeof value === 'string' ? 'text' : kindOfScalar(value))))],
    check: (value, path) =>
      (values as readonly unknown[]).includes(value) ? [] : [wrongScalar(value, path, expected)],
  };
}

/** Any text that is not empty. */
const notEmpty: TextRule = { test: (written) => written !== '', expected: 'a text that is not empty' };

function numeric(name: string, range: NumberRange, isOne: (value: number) => boolean): Shape<number> {
  const expected = `${name}${describeRange(range)}`;
  const { min = -Infinity, max = Infinity, above = -Infinity, below = Infinity } = range;
  return {
    expected,
    kinds: ['number'],
    check: (value, path) => {
      const fits = typeof value === 'number' && isOne(value) && value >= min && value <= max;
      return fits && value > above && value < below ? [] : [wrongScalar(value, path, expected)];
    },
  };
}

function describeRange({ min, max, above, below }: NumberRange): string {
  const limits = [
    min === undefined ? '' : `from ${min}`,
    above === undefined ? '' : `above ${above}`,
    max === undefined ? '' : `to ${max}`,
    below === undefined ? '' : `below ${below}`,
  ];
  return limits.map((limit) => (limit === '' ? '' : ` ${limit}`)).join('');
}

/** A scalar is printed, with its type where only that is wrong. */
function wrongScalar(value: unknown, path: string, expected: string): Problem {
  const described = shown(value, path);
  return wrongValue(path, described.startsWith('"') ? `the text ${described}` : described, expected);
}

/** A value, or its kind where a secret may stand. */
function shown(value: unknown, path: string): string {
  return mayBeShown(value, path) ? describe(value) : describeKind(value);
}

function kindOfScalar(value: number | boolean): 'number' | 'boolean' {
  return typeof value === 'number' ? 'number' : 'boolean';
}
