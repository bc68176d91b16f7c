/** How a matcher compares a label's value. */
export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One condition in a selector's braces. Regular expressions are anchored at both ends. */
export interface Matcher {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** A number. */
export interface NumberLiteral {
  readonly type: 'number';
  readonly value: number;
}

/** A metric by name and matchers, at one instant: `x{a="b"} offset 5m`. */
export interface VectorSelector {
  readonly type: 'selector';
  readonly name: string;
  readonly matchers: readonly Matcher[];

  /** How far back, in milliseconds; 0 for now. */
  readonly offset: number;

  /**
   * What it is bound to before it is printed in a rule: a series of the service to its target, a series about things in
   * the service's namespace to that namespace. A `global` one names what it means itself.
   */
  readonly scope: 'target' | 'namespace' | 'global';
}

/** A selector's samples over a window: `x[5m]`. */
export interface RangeSelector {
  readonly type: 'range';
  readonly selector: VectorSelector;

  /** The window, in milliseconds. */
  readonly window: number;
}

/** The functions that can be built. */
export type FunctionName = 'rate' | 'increase' | 'histogram_quantile';

/** A function call. */
export interface Call {
  readonly type: 'call';
  readonly name: FunctionName;
  readonly args: readonly Node[];
}

/** The aggregations that can be built. */
export type AggregationOperator =
  'sum' | 'avg' | 'min' | 'max' | 'count' | 'group' | 'stddev' | 'stdvar' | 'topk' | 'bottomk' | 'quantile';

/** Which labels an aggregation keeps (`by`) or takes away (`without`). */
export interface Grouping {
  readonly type: 'by' | 'without';
  readonly labels: readonly string[];
}

/** An aggregation over labels. */
export interface Aggregation {
  readonly type: 'aggregation';
  readonly operator: AggregationOperator;

  /** Of `topk`, `bottomk` and `quantile`. */
  readonly parameter?: Node;

  /** All labels are taken away where there is none. */
  readonly grouping?: Grouping;
  readonly expression: Node;
}

/** `+ - * / % ^`. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^';

/** Comparisons filter, or with `bool` give 0 and 1. */
export type ComparisonOperator = '==' | '!=' | '>' | '<' | '>=' | '<=';

/** Set operators between vectors. */
export type SetOperator = 'and' | 'or' | 'unless';

/** An operator between two expressions. */
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

/** Which series of the two sides belong together. */
export interface VectorMatching {
  readonly type: 'on' | 'ignoring';
  readonly labels: readonly string[];

  /** Which side has many series to one of the other, and the labels it takes from there. */
  readonly group?: { readonly side: 'left' | 'right'; readonly include: readonly string[] };
}

/** Two expressions and the operator between them. */
export interface Binary {
  readonly type: 'binary';
  readonly operator: BinaryOperator;

  /** Whether a comparison gives 0 and 1 in place of filtering. */
  readonly bool: boolean;
  readonly matching?: VectorMatching;
  readonly left: Node;
  readonly right: Node;
}

/** A PromQL expression. There are no parentheses in it: the printer sets them. */
export type Node = NumberLiteral | VectorSelector | RangeSelector | Call | Aggregation | Binary;

/** Whether an operator compares. */
export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return ['==', '!=', '>', '<', '>=', '<='].includes(operator);
}

/** Whether an operator works on sets of series. */
export function isSetOperator(operator: BinaryOperator): operator is SetOperator {
  return operator === 'and' || operator === 'or' || operator === 'unless';
}
