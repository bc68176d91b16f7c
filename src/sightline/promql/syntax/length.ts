/**
 * A length of time: milliseconds, or a calculation that Prometheus does when the expression is evaluated, as in `x[step() * 4]`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */
export type Length = number | DurationExpression;

/** A calculation of a length. A plain number in it counts seconds: in `5m * 2` it is the 2. */
export type DurationExpression = PlainNumber | QueryLength | NegatedLength | LengthOperation;

/** A number without a unit. */
export interface PlainNumber {
  readonly type: 'number';
  readonly value: number;
}

/** What a query is asked for: the time between its points, or from its first to its last. Both are 0 at one instant, as in a rule. */
export interface QueryLength {
  readonly type: 'step' | 'range';
}

/** A length with its sign turned. */
export interface NegatedLength {
  readonly type: 'negated';
  readonly length: Length;
}

/** Two lengths and what is done with them. */
export interface LengthOperation {
  readonly type: 'operation';
  readonly operator: LengthOperator;
  readonly left: Length;
  readonly right: Length;
}

/** What can be done with two lengths: `max_of` and `min_of` stand before them like functions. */
export type LengthOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'max_of' | 'min_of';

/** What a query is asked for, in milliseconds. */
export interface Asked {
  readonly step: number;
  readonly range: number;
}

/** What every rule is: a query at one instant. */
export const instant: Asked = { step: 0, range: 0 };

/**
 * A length in milliseconds; undefined where it depends on a query that is not known. It may be none at all: NaN or infinite where it divides by
 * nothing.
 *
 * @param asked the query. Default: not known
 */
export function millisecondsOf(length: Length, asked?: Asked): number | undefined {
  if (typeof length === 'number') return length;
  const seconds = secondsOf(length, asked);
  // what has a fraction of a millisecond is cut
  return seconds === undefined ? undefined : Number.isFinite(seconds) ? Math.trunc(seconds * 1000) : seconds;
}

function secondsOf(length: Length, asked: Asked | undefined): number | undefined {
  if (typeof length === 'number') return length / 1000;
  switch (length.type) {
    case 'number':
      return length.value;
    case 'step':
    case 'range':
      return asked === undefined ? undefined : asked[length.type] / 1000;
    case 'negated': {
      const seconds = secondsOf(length.length, asked);
      return seconds === undefined ? undefined : -seconds;
    }
    case 'operation': {
      const left = secondsOf(length.left, asked);
      const right = secondsOf(length.right, asked);
      return left === undefined || right === undefined ? undefined : calculate[length.operator](left, right);
    }
  }
}

const calculate: Readonly<Record<LengthOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  // division by zero is an error of its own there, whatever is divided
  '/': (left, right) => (right === 0 ? NaN : left / right),
  '%': (left, right) => (right === 0 ? NaN : left % right),
  '^': Math.pow,
  max_of: Math.max,
  min_of: Math.min,
};

/** Whether a length stands in parentheses behind `offset`: what follows would be taken into it. */
export function isCompound(length: Length): boolean {
  if (typeof length === 'number') return false;
  return !isCall(length) && !(length.type === 'negated' && isCall(length.length));
}

function isCall(length: Length): boolean {
  if (typeof length === 'number' || length.type === 'number' || length.type === 'negated') return false;
  return length.type !== 'operation' || length.operator === 'max_of' || length.operator === 'min_of';
}
