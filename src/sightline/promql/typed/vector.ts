import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { describeKind, hasMark } from '../../problem/read';
import type { Edges, Node } from '../syntax/ast';
import { scalar, unknownFlow, type Flow, type Kind } from '../flow/flow';

declare const labelSet: unique symbol;

/** Marks what this library has built, by name, so that two copies of it get along. */
const mark = Symbol.for('sightline.Expression');

/** An expression as data: what was built, what is known of its result, and what is wrong with it. */
export interface Expression {
  /** The syntax tree. */
  readonly node: Node;

  /** What is known of its result. */
  readonly flow: Flow;

  /** What is wrong with it. Composing never throws: whoever uses the expression reports this. */
  readonly problems: readonly Problem[];

  /** Always there. */
  readonly [mark]?: true;
}

/** An instant vector, whatever its labels. */
export interface AnyVector extends Expression {
  readonly shape: 'instant vector';
  readonly kind: Kind;
}

/**
 * An instant vector, with its labels in its type.
 *
 * @typeParam L the labels of its series, a union of names; `string` if they are known at run time only
 * @typeParam K what its samples mean
 */
export interface Vector<in out L extends string = string, out K extends Kind = Kind> extends AnyVector {
  readonly kind: K;

  /** Only a type: the labels stand in both directions, so that a vector with others is not assignable. */
  readonly [labelSet]?: (labels: L) => L;
}

/**
 * The samples of series over a window, with the labels in the type.
 *
 * @typeParam L the labels of its series
 * @typeParam K what its samples mean
 */
export interface Range<in out L extends string = string, out K extends Kind = Kind> extends Expression {
  readonly shape: 'range vector';
  readonly kind: K;

  /** Only a type, as in {@link Vector}. */
  readonly [labelSet]?: (labels: L) => L;
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

/** A scalar from its parts. */
export function scalarOf(node: Node, problems: readonly Problem[]): Scalar {
  return { shape: 'scalar', node, flow: scalar, problems, [mark]: true };
}

/** An instant vector from its parts. The labels of its type are those of its flow: the callers' types and `flow.ts` say the same. */
export function vector<L extends string, K extends Kind>(
  node: Node,
  flow: Flow,
  problems: readonly Problem[],
): Vector<L, K> {
  // the cast names in a type what flow.kind holds as a value
  return { shape: 'instant vector', kind: flow.kind as K, node, flow, problems, [mark]: true };
}

/** A range vector from its parts. */
export function range<L extends string, K extends Kind>(
  node: Node,
  flow: Flow,
  problems: readonly Problem[],
): Range<L, K> {
  // the cast names in a type what flow.kind holds as a value
  return { shape: 'range vector', kind: flow.kind as K, node, flow, problems, [mark]: true };
}

/** What was given, if it is an expression; else a stand-in that carries the problem. */
export function asExpression(given: unknown, where: string): Expression {
  if (isExpression(given)) return given;
  return {
    node: { type: 'number', value: NaN },
    flow: unknownFlow,
    problems: [error('PQL002', `${where} takes an expression, and this is ${describeKind(given)}`)],
  };
}

/** Whether something was built by this library as an expression. */
export function isExpression(value: unknown): value is Expression {
  return hasMark(value, mark);
}
