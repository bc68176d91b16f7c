import type { AggregationName, FunctionName } from './catalogue';

export type { AggregationName as AggregationOperator, FunctionName } from './catalogue';

/** Where something stands in the text that it was read from: offsets in UTF-16 code units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What may stand in a text. */
export interface Placed {
  /**
   * Where it stands.
   *
   * @default - it was built, not read
   */
  readonly span?: Span;
}

/** How a matcher compares a label's value. */
export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One condition in a selector's braces. Regular expressions are anchored at both ends. */
export interface Matcher extends Placed {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** A number. One with a sign is a number too: `-1`. */
export interface NumberLiteral extends Placed {
  readonly type: 'number';
  readonly value: number;
}

/** A text: an argument of `label_replace` and the like. */
export interface StringLiteral extends Placed {
  readonly type: 'string';
  readonly value: string;
}

/** The moment that `@` names: milliseconds since 1970, or the start or end of the query's range. */
export type Moment = number | 'start' | 'end';

/** What moves a selector or a subquery in time. */
export interface Moved {
  /** How far back, in milliseconds; 0 for now, below 0 for later. */
  readonly offset: number;

  /**
   * A moment in place of that of the evaluation.
   *
   * @default - that of the evaluation
   */
  readonly at?: Moment;
}

/** Series by name and matchers, at one instant: `x{a="b"} offset 5m`. */
export interface VectorSelector extends Placed, Moved {
  readonly type: 'selector';

  /** The name of the metric; empty where only the matchers say which series. */
  readonly name: string;
  readonly matchers: readonly Matcher[];

  /**
   * What it is bound to before it is printed in a rule: a series of the service to its target, a series about things in
   * the service's namespace to that namespace. A `global` one names what it means itself.
   */
  readonly scope: 'target' | 'namespace' | 'global';
}

/** A selector's samples over a window: `x[5m]`. */
export interface RangeSelector extends Placed {
  readonly type: 'range';
  readonly selector: VectorSelector;

  /** The window, in milliseconds. */
  readonly window: number;
}

/** An expression evaluated again and again over a window: `sum(x)[30d:5m]`. */
export interface Subquery extends Placed, Moved {
  readonly type: 'subquery';
  readonly expression: Node;

  /** The window, in milliseconds. */
  readonly window: number;

  /**
   * The time between two evaluations, in milliseconds.
   *
   * @default - the interval at which Prometheus evaluates rules by default
   */
  readonly step?: number;
}

/** A function call. */
export interface Call extends Placed {
  readonly type: 'call';
  readonly name: FunctionName;
  readonly args: readonly Node[];
}

/** Which labels an aggregation keeps (`by`) or takes away (`without`). */
export interface Grouping {
  readonly type: 'by' | 'without';
  readonly labels: readonly string[];
}

/** An aggregation over labels. */
export interface Aggregation extends Placed {
  readonly type: 'aggregation';
  readonly operator: AggregationName;

  /** Of `topk`, `bottomk`, `quantile`, `count_values` and the like. */
  readonly parameter?: Node;

  /** All labels are taken away where there is none. */
  readonly grouping?: Grouping;
  readonly expression: Node;
}

/** `+ - * / % ^ atan2`. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2';

/** Comparisons filter, or with `bool` give 0 and 1. */
export type ComparisonOperator = '==' | '!=' | '>' | '<' | '>=' | '<=';

/** Set operators between vectors. */
export type SetOperator = 'and' | 'or' | 'unless';

/** An operator between two expressions. */
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

/** One side of an operator. */
export type Side = 'left' | 'right';

/** Which series of the two sides belong together. */
export interface VectorMatching {
  readonly type: 'on' | 'ignoring';
  readonly labels: readonly string[];

  /** Which side has many series to one of the other, and the labels it takes from there. */
  readonly group?: { readonly side: Side; readonly include: readonly string[] };
}

/** An expression with a sign before it. */
export interface Unary extends Placed {
  readonly type: 'unary';
  readonly operator: '-' | '+';
  readonly expression: Node;
}

/** Two expressions and the operator between them. */
export interface Binary extends Placed {
  readonly type: 'binary';

  /**
   * Where the operator itself stands.
   *
   * @default - it was built, not read
   */
  readonly operatorSpan?: Span;
  readonly operator: BinaryOperator;

  /** Whether a comparison gives 0 and 1 in place of filtering. */
  readonly bool: boolean;
  readonly matching?: VectorMatching;
  readonly left: Node;
  readonly right: Node;
}

/** A PromQL expression. There are no parentheses in it: the printer sets them. */
export type Node =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | RangeSelector
  | Subquery
  | Call
  | Aggregation
  | Unary
  | Binary;

/** Whether an operator compares. */
export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return ['==', '!=', '>', '<', '>=', '<='].includes(operator);
}

/** Whether an operator works on sets of series. */
export function isSetOperator(operator: BinaryOperator): operator is SetOperator {
  return operator === 'and' || operator === 'or' || operator === 'unless';
}
