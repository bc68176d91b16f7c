import { defined } from '../../problem/defined';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { entriesOf, kindOf } from '../../problem/read';
import type { AggregationOperator, Grouping, Node } from '../syntax/ast';
import { argument, type Numeric } from './call';
import { aggregationOf } from '../syntax/catalogue';
import type { Refuse } from '../../problem/refusals';
import type { Kind } from '../flow/flow';
import { textsOf } from '../flow/labels';
import { asExpression, metricsOf, vector, type AddedUp, type AnyVector, type Vector } from './vector';

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
) => Vector<Grouped<L, B, W>, K> & (K extends 'counter' ? AddedUp : unknown);

/** What has numbers in it, else the refusal: native histograms are left out. */
export type Floats<L extends string, K extends Kind> = [K] extends ['histogram']
  ? Refuse<'histogramsIgnored'>
  : Vector<L, K>;

/** An aggregation of numbers alone, whose result means what its input means. */
export type FloatAggregation = <
  L extends string,
  K extends Kind,
  const B extends readonly L[] = never,
  const W extends readonly L[] = never,
>(
  expression: Floats<L, K>,
  grouping?: By<B, W>,
) => Vector<Grouped<L, B, W>, K> & (K extends 'counter' ? AddedUp : unknown);

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
export const min: FloatAggregation = aggregation('min');

/** The greatest. */
export const max: FloatAggregation = aggregation('max');

/** How many series there are. */
export const count: CalculatingAggregation = aggregation('count');

/** 1 for each group that has a series. */
export const group: CalculatingAggregation = aggregation('group');

/** The standard deviation of the population. */
export const stddev: CalculatingAggregation = aggregation('stddev');

/** The variance of the population. */
export const stdvar: CalculatingAggregation = aggregation('stdvar');

/** An aggregation that picks series and leaves them as they are. */
export type Ranking = <
  L extends string,
  K extends Kind,
  const B extends readonly L[] = never,
  const W extends readonly L[] = never,
>(
  k: Numeric,
  expression: Vector<L, K>,
  grouping?: By<B, W>,
) => Vector<L, K>;

/** The `k` series with the greatest values, in each group; `k` is a whole number of at least 1. They keep all their labels. */
export const topk: Ranking = ranking('topk');

/** The `k` series with the smallest values, in each group; `k` is a whole number of at least 1. They keep all their labels. */
export const bottomk: Ranking = ranking('bottomk');

/** Any `k` series of each group; `k` is a whole number of at least 1. Experimental, from 2.54 on. */
export const limitk: Ranking = ranking('limitk');

/**
 * A share of the series, in each group. Experimental, from 2.54 on.
 *
 * @param ratio from -1 to 1; below 0 those that are left out above it
 */
export function limitRatio<
  L extends string,
  K extends Kind,
  const B extends readonly L[] = never,
  const W extends readonly L[] = never,
>(ratio: Numeric, expression: Vector<L, K>, grouping?: By<B, W>): Vector<L, K> {
  return aggregate('limit_ratio', expression, grouping, ratio) as Vector<L, K>; // it keeps the series as they are
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
>(quantile: Numeric, expression: Vector<L>, grouping?: By<B, W>): Vector<Grouped<L, B, W>, 'sample'> {
  return aggregate('quantile', expression, grouping, quantile) as Vector<Grouped<L, B, W>, 'sample'>; // as aggregationFlow says
}

/**
 * How many series have each value, in each group.
 *
 * @param label the label that holds the value
 */
export function countValues<
  const D extends string,
  L extends string,
  const B extends readonly L[] = never,
  const W extends readonly L[] = never,
>(label: D, expression: Vector<L>, grouping?: By<B, W>): Vector<Grouped<L, B, W> | D, 'sample'> {
  return aggregate('count_values', expression, grouping, label) as Vector<Grouped<L, B, W> | D, 'sample'>; // as aggregationFlow says
}

function aggregation(
  operator: AggregationOperator,
): KeepingAggregation & FloatAggregation & CalculatingAggregation {
  // the labels of the type are those of aggregationFlow; that something was added up is only a type
  return ((expression: unknown, grouping?: unknown) =>
    aggregate(operator, expression, grouping)) as KeepingAggregation &
    FloatAggregation &
    CalculatingAggregation;
}

function ranking(operator: AggregationOperator): Ranking {
  return ((k: unknown, expression: unknown, grouping: unknown) =>
    aggregate(operator, expression, grouping, k)) as Ranking; // a ranking keeps the series as they are
}

function aggregate(
  operator: AggregationOperator,
  given: unknown,
  options: unknown,
  parameter?: unknown,
): AnyVector {
  const input = asExpression(given, operator);
  const { grouping, problems: wrong } = readGrouping(operator, options);
  const hasParameter = aggregationOf(operator).parameter !== undefined;
  const read = hasParameter ? argument(parameter, operator) : undefined;
  const node: Node = {
    type: 'aggregation',
    operator,
    ...(read === undefined ? {} : { parameter: read.node }),
    ...defined({ grouping }),
    expression: input.node,
  };
  const flaws = [...(read?.flaws ?? []), ...input.flaws, ...wrong];
  return vector({ node, metrics: metricsOf(read === undefined ? [input] : [read, input]), flaws });
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
    problems.push(error('PQL020', `${operator} has both 'by' and 'without': say one of them`));
  const [grouping] = groupings;
  return { ...defined({ grouping }), problems };
}
