import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { describe, entriesOf, kindOf } from '../problem/read';
import type { AggregationOperator, Grouping, Node } from './ast';
import { aggregationFlow, type Kind } from './flow';
import { textsOf } from './labels';
import { asExpression, vector, type AnyVector, type Vector } from './vector';

type IsUnion<T, U = T> = T extends U ? ([U] extends [T] ? false : true) : never;

/** Whether a list's type does not say exactly which names are in it. */
type Loose<N extends readonly string[]> = number extends N['length']
  ? true
  : true extends { [I in keyof N]: IsUnion<N[I]> }[number]
    ? true
    : false;

/** The names in a list; any (`string`) where its type does not say. */
export type Names<N extends readonly string[]> = N extends readonly []
  ? never
  : Loose<N> extends true
    ? string
    : N[number];

/** Which labels to keep, or which to take away. With neither, all are taken away. */
export interface By<B extends readonly string[], W extends readonly string[]> {
  /**
   * The labels to keep.
   *
   * @default - none, or all but `without`
   */
  readonly by?: B;

  /**
   * The labels to take away. Not together with `by`.
   *
   * @default - all but `by`
   */
  readonly without?: W;
}

/** The labels that are left. */
export type Grouped<L extends string, B extends readonly string[], W extends readonly string[]> = [
  B,
] extends [never]
  ? [W] extends [never]
    ? never
    : Loose<W> extends true
      ? string
      : Exclude<L, W[number]>
  : Names<B>;

/** An aggregation whose result means what its input means: the sum of buckets is buckets. */
export type KeepingAggregation = <
  L extends string,
  K extends Kind,
  const B extends readonly L[] = never,
  const W extends readonly L[] = never,
>(
  expression: Vector<L, K>,
  grouping?: By<B, W>,
) => Vector<Grouped<L, B, W>, K>;

/** An aggregation whose result means something else than its input. */
export type CalculatingAggregation = <
  L extends string,
  const B extends readonly L[] = never,
  const W extends readonly L[] = never,
>(
  expression: Vector<L>,
  grouping?: By<B, W>,
) => Vector<Grouped<L, B, W>, 'sample'>;

/** Adds up. @see https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators */
export const sum: KeepingAggregation = aggregation('sum');

/** The mean. Never of ratios or quantiles: those do not average. */
export const avg: KeepingAggregation = aggregation('avg');

/** The smallest. */
export const min: KeepingAggregation = aggregation('min');

/** The greatest. */
export const max: KeepingAggregation = aggregation('max');

/** How many series there are. */
export const count: CalculatingAggregation = aggregation('count');

/** 1 for each group that has a series. */
export const group: CalculatingAggregation = aggregation('group');

/** The standard deviation of the population. */
export const stddev: CalculatingAggregation = aggregation('stddev');

/** The variance of the population. */
export const stdvar: CalculatingAggregation = aggregation('stdvar');

/**
 * The `k` series with the greatest values, in each group. They keep all their labels.
 *
 * @param k a whole number of at least 1
 */
export function topk<
  L extends string,
  K extends Kind,
  const B extends readonly L[] = never,
  const W extends readonly L[] = never,
>(k: number, expression: Vector<L, K>, grouping?: By<B, W>): Vector<L, K> {
  return ranked('topk', k, expression, grouping) as Vector<L, K>; // a ranking keeps the series as they are
}

/**
 * The `k` series with the smallest values, in each group. They keep all their labels.
 *
 * @param k a whole number of at least 1
 */
export function bottomk<
  L extends string,
  K extends Kind,
  const B extends readonly L[] = never,
  const W extends readonly L[] = never,
>(k: number, expression: Vector<L, K>, grouping?: By<B, W>): Vector<L, K> {
  return ranked('bottomk', k, expression, grouping) as Vector<L, K>; // a ranking keeps the series as they are
}

/**
 * The quantile over the series of each group; not that of a histogram's observations.
 *
 * @param quantile from 0 to 1
 */
export function quantile<
  L extends string,
  const B extends readonly L[] = never,
  const W extends readonly L[] = never,
>(quantile: number, expression: Vector<L>, grouping?: By<B, W>): Vector<Grouped<L, B, W>, 'sample'> {
  const fits = typeof quantile === 'number' && quantile >= 0 && quantile <= 1;
  const problems = fits
    ? []
    : [error('PQL008', `quantile (${describe(quantile)}) must be a number from 0 to 1`)];
  return aggregate('quantile', expression, grouping, fits ? quantile : NaN, problems) as Vector<
    Grouped<L, B, W>,
    'sample'
  >; // as aggregationFlow says
}

function aggregation(operator: AggregationOperator): KeepingAggregation & CalculatingAggregation {
  // the labels of the type are those of aggregationFlow
  return ((expression: unknown, grouping?: unknown) =>
    aggregate(operator, expression, grouping)) as KeepingAggregation & CalculatingAggregation;
}

function ranked(operator: 'topk' | 'bottomk', k: number, expression: unknown, grouping: unknown): AnyVector {
  const fits = typeof k === 'number' && Number.isInteger(k) && k >= 1;
  const problems = fits
    ? []
    : [error('PQL008', `'k' (${describe(k)}) of ${operator} must be a whole number of at least 1`)];
  return aggregate(operator, expression, grouping, fits ? k : NaN, problems);
}

function aggregate(
  operator: AggregationOperator,
  given: unknown,
  options: unknown,
  parameter?: number,
  before: readonly Problem[] = [],
): AnyVector {
  const input = asExpression(given, operator);
  const { grouping, problems: wrong } = readGrouping(operator, options);
  const { flow, problems } = aggregationFlow(operator, input.flow, grouping);
  const node: Node = {
    type: 'aggregation',
    operator,
    ...(parameter === undefined ? {} : { parameter: { type: 'number', value: parameter } }),
    ...(grouping === undefined ? {} : { grouping }),
    expression: input.node,
  };
  return vector(node, flow, [...input.problems, ...before, ...wrong, ...problems]);
}

function readGrouping(
  operator: string,
  options: unknown,
): { readonly grouping?: Grouping; readonly problems: readonly Problem[] } {
  if (options === undefined) return { problems: [] };
  const entries = kindOf(options) === 'object' ? entriesOf(options) : undefined;
  if (entries === undefined) {
    return {
      problems: [error('OPT002', `the grouping of ${operator} must be an object, such as { by: ['pod'] }`)],
    };
  }
  const problems: Problem[] = [];
  const groupings: Grouping[] = [];
  for (const { key: type, value, readable } of entries) {
    const labels = textsOf(value);
    if (value === undefined && readable) continue;
    if (type !== 'by' && type !== 'without') {
      problems.push(
        error('OPT001', `'${type}' is no option of ${operator}`, {
          fix: "say by: ['label'] or without: ['label']",
        }),
      );
    } else if (labels === undefined) {
      problems.push(error('OPT002', `'${type}' of ${operator} must be a list of label names`));
    } else {
      groupings.push({ type, labels });
    }
  }
  if (groupings.length > 1)
    problems.push(error('PQL002', `${operator} has both 'by' and 'without': say one of them`));
  const [grouping] = groupings;
  return { ...(grouping === undefined ? {} : { grouping }), problems };
}
