import type { Problem } from '../../problem/problem';
import { isMade, made } from '../../problem/made';
import { distinct, error } from '../../problem/problems';
import { describeKind } from '../../problem/read';
import type { Edges, Node } from '../syntax/ast';
import type { Shape } from '../syntax/catalogue';
import { tooLarge } from '../syntax/size';
import type { Flow, Kind } from '../flow/flow';
import { infer } from '../flow/infer';
import { knownByBoth, nothingKnown, type KnownMetricMap } from '../flow/known-metrics';
import { problemsOf } from './problems-of';

declare const labels: unique symbol;

/**
 * An expression as data. It is built here and checked elsewhere: by itself when somebody asks for its `problems`, and with all that is known of
 * the service where a rule is bound.
 */
export interface Expression {
  /** The syntax tree. */
  readonly node: Node;

  /** The type of its result. */
  readonly shape: Shape;

  /** What is known of the metrics that it was built from. */
  readonly metrics: KnownMetricMap;

  /** What was given and can't be built from. */
  readonly flaws: readonly Problem[];

  /** What is known of its result. */
  readonly flow: Flow;

  /** What is wrong with it by itself. Composing never throws: whoever uses the expression reports this. */
  readonly problems: readonly Problem[];
}

/** An instant vector, whatever its labels. */
export interface AnyVector extends Expression {
  readonly shape: 'instant vector';

  /** What its samples mean. */
  readonly kind: Kind;
}

/**
 * An instant vector, with its labels in its type.
 *
 * @typeParam L the labels of its series, a union of names; `string` if they are known at run time only
 * @typeParam K what its samples mean
 */
export interface Vector<in out L extends string = string, out K extends Kind = Kind> extends AnyVector {
  /** What its samples mean. */
  readonly kind: K;

  /** Only a type: the labels stand in both directions, so that a vector with others is not assignable. */
  readonly [labels]?: (names: L) => L;
}

/**
 * The samples of series over a window, with the labels in the type.
 *
 * @typeParam L the labels of its series
 * @typeParam K what its samples mean
 */
export interface Range<in out L extends string = string, out K extends Kind = Kind> extends Expression {
  readonly shape: 'range vector';

  /** What its samples mean. */
  readonly kind: K;

  /** Only a type, as in {@link Vector}. */
  readonly [labels]?: (names: L) => L;
}

declare const sumOfTotals: unique symbol;

/** Only a type: running totals of many series in one, in which the restart of each is hidden. */
export interface AddedUp {
  readonly [sumOfTotals]: true;
}

/** Samples of a window of which the edges are filled in. */
export interface Edged<E extends Edges> {
  readonly edges: E;
}

/** A number that Prometheus works out, such as `time()`. */
export interface Scalar extends Expression {
  readonly shape: 'scalar';
}

/** What an expression is built from, and what can't be built from. */
export type Parts = Pick<Expression, 'node' | 'metrics' | 'flaws'>;

/** A scalar from its parts. */
export function scalarOf(parts: Parts): Scalar {
  return expressionOf('scalar', parts);
}

/**
 * An instant vector from its parts. Its labels and kind are only types: the callers' types and `flow` say the same.
 *
 * @param more what it has beside that. Default: nothing
 */
export function vector<L extends string, K extends Kind, M extends object = object>(
  parts: Parts,
  more?: M,
): Vector<L, K> & M {
  return expressionOf('instant vector', parts, more) as Vector<L, K> & M; // the types of the builders say what the flow says
}

/** A range vector from its parts, as {@link vector}. */
export function range<L extends string, K extends Kind, M extends object = object>(
  parts: Parts,
  more?: M,
): Range<L, K> & M {
  return expressionOf('range vector', parts, more) as Range<L, K> & M; // as above
}

/** What follows from the parts is worked out when it is asked for: most expressions are only built into others. */
class Built implements Expression {
  constructor(
    readonly shape: Shape,
    readonly node: Node,
    readonly metrics: KnownMetricMap,
    readonly flaws: readonly Problem[],
  ) {}

  get flow(): Flow {
    return infer(this.node, this.metrics);
  }

  get kind(): Kind {
    return this.flow.kind;
  }

  get problems(): readonly Problem[] {
    return problemsOf(this);
  }
}

function expressionOf<S extends Shape>(shape: S, given: Parts, more: object = {}): Built & { shape: S } {
  const { node, metrics, flaws } = limited(given);
  made('tree', node);
  const expression = Object.assign(new Built(shape, node, metrics, flaws), more);
  return Object.freeze(made('expression', expression)) as Built & { shape: S }; // as it was given
}

/** More of what is wrong is not kept: all of it goes along with whatever is built. */
const mostFlaws = 1_000;

/** The parts as they are, unless there is too much of them. */
function limited({ node, metrics, flaws }: Parts): Parts {
  const kept = flaws.length > mostFlaws ? distinct(flaws).slice(0, mostFlaws) : flaws;
  const why = tooLarge(node);
  if (why === undefined) return { node, metrics, flaws: kept };
  const flaw = error('PQL001', why, { fix: 'record a part of it, and use what is recorded' });
  return { node: { type: 'number', value: NaN }, metrics, flaws: [...kept, flaw] };
}

/** What is known of the metrics of several expressions. */
export function metricsOf(expressions: readonly Pick<Expression, 'metrics'>[]): KnownMetricMap {
  return expressions.reduce<KnownMetricMap>(
    (known, { metrics }) => knownByBoth(known, metrics),
    nothingKnown,
  );
}

/** What was given, if it is an expression; else a stand-in that carries the problem. */
export function asExpression(given: unknown, where: string): Expression {
  if (isExpression(given)) return given;
  const problem = error('PQL002', `${where} takes an expression, and this is ${describeKind(given)}`);
  return vector({ node: { type: 'number', value: NaN }, metrics: nothingKnown, flaws: [problem] });
}

/** Whether something was built by this library as an expression. */
export function isExpression(value: unknown): value is Expression {
  return isMade('expression', value);
}
