import type { AggregationName, FunctionName } from './catalogue';
import type { Length } from './length';

export type { AggregationName as AggregationOperator, FunctionName } from './catalogue';
export type { Length } from './length';

/** Where something stands in the text that it was read from: offsets in UTF-16 code units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;

  /**
   * The text itself.
   *
   * @default - it is at hand where the span is looked at
   */
  readonly text?: string;
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

/** What may stand in a text, and has a result of which its author may say something. */
export interface Stated extends Placed {
  /**
   * The labels that its result has, as its author says.
   *
   * @default - nothing is said
   */
  readonly stated?: readonly string[];
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
export interface NumberLiteral extends Stated {
  readonly type: 'number';
  readonly value: number;
}

/** A text: an argument of `label_replace` and the like. */
export interface StringLiteral extends Stated {
  readonly type: 'string';
  readonly value: string;
}

/** The moment that `@` names: milliseconds since 1970, or the start or end of the query's range. */
export type Moment = number | 'start' | 'end';

/** What moves a selector or a subquery in time. */
export interface Moved {
  /** How far back; 0 for now, below 0 for later. */
  readonly offset: Length;

  /**
   * A moment in place of that of the evaluation.
   *
   * @default - that of the evaluation
   */
  readonly at?: Moment;
}

/** Series by name and matchers, at one instant: `x{a="b"} offset 5m`. */
export interface VectorSelector extends Stated, Moved {
  readonly type: 'selector';

  /** The name of the metric; empty where only the matchers say which series. */
  readonly name: string;
  readonly matchers: readonly Matcher[];

  /**
   * What it is bound to before it is printed in a rule: a series of the service to its target, a series about things in
   * the service's namespace to that namespace. A `global` one names what it means itself.
   */
  readonly scope: 'target' | 'namespace' | 'global';

  /**
   * What counts where no sample lies on the edge of a window, or at the moment that is evaluated.
   *
   * @default - the samples within
   */
  readonly edges?: Edges;
}

/**
 * What counts at the edges of a window: `anchored` takes the sample before, `smoothed` a value between that before and that behind.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#extended-range-selectors
 */
export type Edges = 'anchored' | 'smoothed';

/** A selector's samples over a window: `x[5m]`. */
export interface RangeSelector extends Stated {
  readonly type: 'range';
  readonly selector: VectorSelector;

  readonly window: Length;
}

/** An expression evaluated again and again over a window: `sum(x)[30d:5m]`. */
export interface Subquery extends Stated, Moved {
  readonly type: 'subquery';
  readonly expression: Node;

  readonly window: Length;

  /**
   * The time between two evaluations.
   *
   * @default - the interval at which Prometheus evaluates rules by default
   */
  readonly step?: Length;
}

/** A function call. */
export interface Call extends Stated {
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
export interface Aggregation extends Stated {
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

/** Native histograms without the observations above (`</`) or below (`>/`) a value. */
export type TrimOperator = '</' | '>/';

/** An operator between two expressions. */
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator | TrimOperator;

/** One side of an operator. */
export type Side = 'left' | 'right';

/** Which series of the two sides belong together. */
export interface VectorMatching {
  readonly type: 'on' | 'ignoring';
  readonly labels: readonly string[];

  /** Which side has many series to one of the other, and the labels it takes from there. */
  readonly group?: { readonly side: Side; readonly include: readonly string[] };
}

/**
 * What counts for a series that one side has and the other has not; such series are left out of a side that is not named.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#filling-in-missing-matches
 */
export interface Fill {
  /** @default - nothing: what only the right side has is left out */
  readonly left?: number;

  /** @default - nothing: what only the left side has is left out */
  readonly right?: number;
}

/** An expression with a sign before it. */
export interface Unary extends Stated {
  readonly type: 'unary';
  readonly operator: '-' | '+';
  readonly expression: Node;
}

/** Two expressions and the operator between them. */
export interface Binary extends Stated {
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

  /**
   * What counts for series that one side has not.
   *
   * @default - they are left out
   */
  readonly fill?: Fill;
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

/** Whether a matcher says which values are meant, and not which are left out. */
export function isPositive({ operator }: Pick<Matcher, 'operator'>): boolean {
  return operator === '=' || operator === '=~';
}

/** Whether an operator compares. */
export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return ['==', '!=', '>', '<', '>=', '<='].includes(operator);
}

/** The comparison that says the same with its sides exchanged; any other operator as it is. */
export function mirrored(operator: BinaryOperator): BinaryOperator {
  return exchanged[operator] ?? operator;
}

const exchanged: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
};

/** Whether an operator works on sets of series. */
export function isSetOperator(operator: BinaryOperator): operator is SetOperator {
  return operator === 'and' || operator === 'or' || operator === 'unless';
}

/** Whether an operator cuts native histograms. */
export function isTrim(operator: BinaryOperator): operator is TrimOperator {
  return operator === '</' || operator === '>/';
}
