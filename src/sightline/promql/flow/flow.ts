import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import type { AggregationOperator, Grouping, Node } from '../syntax/ast';
import { aggregationOf, type Shape } from '../syntax/catalogue';
import { closed, lacks, listLabels, only, open, withMore, without, type LabelSet } from './labels';
import { things, type Unit } from './unit';

/**
 * What the samples mean: a counter's running total, a gauge's state, the classic buckets of a histogram (as counters or as rates), native
 * histograms, something calculated, or nobody knows.
 */
export type Kind = 'counter' | 'gauge' | 'buckets' | 'histogram' | 'sample' | 'unknown';

/** What is known of the result of an expression without running it. */
export interface Flow {
  readonly shape: Shape;
  readonly kind: Kind;
  readonly labels: LabelSet;

  /**
   * What has become of running totals, of counters, buckets and native histograms: they were added up, which hides the restarts of each,
   * or they are rates.
   *
   * @default - each series runs on, or its samples are no running totals
   */
  readonly totals?: 'added up' | 'rates';

  /**
   * The unit of its values; of buckets and native histograms that of the observations.
   *
   * @default - unknown
   */
  readonly unit?: Unit;

  /**
   * Whether its values are quantiles, which can't be averaged or added up.
   *
   * @default false
   */
  readonly quantile?: boolean;
}

/** A flow, and what is wrong with getting there. */
export interface Step {
  readonly flow: Flow;
  readonly problems: readonly Problem[];
}

/** A part of an expression, with what is known of it. */
export interface Part {
  readonly node: Node;
  readonly flow: Flow;
}

/** A number. */
export const scalar: Flow = { shape: 'scalar', kind: 'sample', labels: closed([]) };

/** A text. */
export const text: Flow = { shape: 'string', kind: 'sample', labels: closed([]) };

/** What follows from something that is no expression at all: nothing can be held against it any more. */
export const unknownFlow: Flow = { shape: 'instant vector', kind: 'unknown', labels: open() };

/** Whether samples are totals that run on, or rates of such. */
export function isTotal(kind: Kind): boolean {
  return kind === 'counter' || kind === 'buckets' || kind === 'histogram';
}

/** The samples of a window of what is known for one moment. */
export function overWindow(flow: Flow): Flow {
  return { ...flow, shape: 'range vector' };
}

/** A sign before an expression: what was a counter is none any more. */
export function signFlow(operator: '+' | '-', input: Flow): Flow {
  if (operator === '+') return input;
  const { totals: _, quantile: __, ...rest } = input;
  return { ...rest, kind: input.kind === 'gauge' ? 'gauge' : 'sample' };
}

/** Of more labels that are not there nobody reads. */
const mostWrong = 20;

/** The result of an aggregation. */
export function aggregationFlow(
  operator: AggregationOperator,
  input: Flow,
  grouping: Grouping | undefined,
  parameter?: Node,
): Step {
  const problems: Problem[] = [];
  if (input.shape !== 'instant vector')
    problems.push(error('PQL002', `${operator} aggregates an instant vector, and this is a ${input.shape}`));
  const wrong = (grouping?.labels ?? []).filter((label) => lacks(input.labels, label));
  problems.push(
    ...wrong.slice(0, mostWrong).map((label) => unknownLabel(label, input.labels, `${grouping?.type} (…)`)),
  );
  const { picks = false, meaning } = aggregationOf(operator);
  if (input.quantile === true && (operator === 'sum' || operator === 'avg'))
    problems.push(
      warning('TYP108', `${operator} of quantiles is no quantile of anything`, {
        fix: 'aggregate the buckets, then take the quantile',
      }),
    );
  if (picks) return { flow: { ...input, shape: 'instant vector' }, problems };
  const all =
    operator === 'count_values'
      ? countedLabels(input.labels, grouping, parameter)
      : groupedLabels(input.labels, grouping);
  const flow: Flow = {
    shape: 'instant vector',
    kind: meaning === 'same' ? input.kind : 'sample',
    labels: all,
  };
  if (meaning !== 'same') return { flow: { ...flow, ...aggregatedUnit(operator, input) }, problems };
  const totals = isTotal(input.kind) ? (input.totals ?? 'added up') : input.totals;
  return {
    flow: {
      ...flow,
      ...(totals === undefined ? {} : { totals }),
      ...(input.unit === undefined ? {} : { unit: input.unit }),
      ...(input.quantile === true ? { quantile: true } : {}),
    },
    problems,
  };
}

/** The unit of what an aggregation calculates. */
function aggregatedUnit(operator: AggregationOperator, { unit }: Flow): Pick<Flow, 'unit'> {
  if (operator === 'count' || operator === 'count_values') return { unit: things };
  const keeps = operator === 'quantile' || operator === 'stddev';
  return keeps && unit !== undefined ? { unit } : {};
}

/** The labels of `count_values`: one is written first, then the series are grouped by it too, unless it is taken away. */
function countedLabels(
  labels: LabelSet,
  grouping: Grouping | undefined,
  parameter: Node | undefined,
): LabelSet {
  if (parameter?.type !== 'string') return open();
  const written = withMore(labels, [parameter.value]);
  return grouping?.type === 'without'
    ? without(written, grouping.labels)
    : only(written, [...(grouping?.labels ?? []), parameter.value]);
}

function groupedLabels(labels: LabelSet, grouping: Grouping | undefined): LabelSet {
  if (grouping === undefined) return closed([]);
  return grouping.type === 'by' ? only(labels, grouping.labels) : without(labels, grouping.labels);
}

/** Among more labels none is looked for that was meant. */
const mostCompared = 500;

/** A label that is not there, with the one that was meant. */
export function unknownLabel(label: string, known: LabelSet, where: string): Problem {
  const meant = known.names.size > mostCompared ? undefined : nearest(label, known.names);
  return error('LBL201', `label '${label}' in ${where} is not among ${listLabels(known.names)}`, {
    ...(meant === undefined ? {} : { fix: `did you mean '${meant}'?` }),
  });
}
