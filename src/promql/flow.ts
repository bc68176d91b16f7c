import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { error, refuse } from '../problem/problems';
import {
  isComparison,
  isSetOperator,
  type AggregationOperator,
  type BinaryOperator,
  type Grouping,
  type Node,
  type VectorMatching,
} from './ast';
import { aggregationOf, type Shape } from './catalogue';
import { closed, differ, lacks, listLabels, open, withMore, without, type LabelSet } from './labels';

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

/** The samples of a window of what is known for one moment. */
export function overWindow(flow: Flow): Flow {
  return { ...flow, shape: 'range vector' };
}

/** A sign before an expression: what was a counter is none any more. */
export function signFlow(operator: '+' | '-', input: Flow): Flow {
  return operator === '+' ? input : { ...input, kind: input.kind === 'gauge' ? 'gauge' : 'sample' };
}

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
  problems.push(...wrong.map((label) => unknownLabel(label, input.labels, `${grouping?.type} (…)`)));
  const { picks = false, meaning } = aggregationOf(operator);
  const labels = picks ? input.labels : groupedLabels(input.labels, grouping);
  const all = operator === 'count_values' ? withWritten(labels, parameter) : labels;
  const kind = meaning === 'same' ? input.kind : 'sample';
  return { flow: { shape: 'instant vector', kind, labels: all }, problems };
}

/** The labels with one that an argument names; open where the argument is not a text. */
export function withWritten(labels: LabelSet, argument: Node | undefined): LabelSet {
  return argument?.type === 'string' ? withMore(labels, [argument.value]) : open(labels.names);
}

function groupedLabels(labels: LabelSet, grouping: Grouping | undefined): LabelSet {
  if (grouping === undefined) return closed([]);
  return grouping.type === 'by' ? closed(grouping.labels) : without(labels, grouping.labels);
}

/** The result of an operator between two expressions. */
export function binaryFlow(
  operator: BinaryOperator,
  bool: boolean,
  left: Flow,
  right: Flow,
  matching: VectorMatching | undefined,
): Step {
  const problems = shapeProblems(operator, bool, left, right);
  if (bool && !isComparison(operator)) problems.push(refuse('boolOnSet', `'${operator} bool'`));
  const filters = (isComparison(operator) && !bool) || isSetOperator(operator);
  const vector = left.shape === 'scalar' ? right : left;
  const kind = filters ? vector.kind : 'sample';
  if (left.shape === 'scalar' || right.shape === 'scalar') {
    return { flow: { shape: vector.shape, kind, labels: vector.labels }, problems };
  }
  problems.push(...matchingProblems(operator, left.labels, right.labels, matching));
  return {
    flow: {
      shape: 'instant vector',
      kind,
      labels: joinedLabels(operator, left.labels, right.labels, matching),
    },
    problems,
  };
}

function shapeProblems(operator: BinaryOperator, bool: boolean, left: Flow, right: Flow): Problem[] {
  const sides = [left.shape, right.shape];
  if (sides.includes('range vector'))
    return [
      error('PQL002', `'${operator}' takes instant vectors and numbers, and one side is a range vector`),
    ];
  if (isSetOperator(operator) && sides.includes('scalar')) {
    return [error('PQL002', `'${operator}' works on sets of series, and one side is a number`)];
  }
  if (!bool && isComparison(operator) && sides.every((side) => side === 'scalar'))
    return [refuse('boolBetweenScalars', `'${operator}'`)];
  return [];
}

function matchingProblems(
  operator: BinaryOperator,
  left: LabelSet,
  right: LabelSet,
  matching: VectorMatching | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const thing = `'${operator}'`;
  if (matching?.group && isSetOperator(operator)) problems.push(refuse('groupOnSet', thing));
  if (matching?.type === 'on') {
    const missing = matching.labels.filter((label) => lacks(left, label) || lacks(right, label));
    problems.push(
      ...missing.map((label) =>
        refuse(
          'onLacks',
          `${thing} on '${label}', between ${listLabels(left.names)} and ${listLabels(right.names)}`,
        ),
      ),
    );
  } else {
    const ignored = matching?.labels ?? [];
    const sides = [without(left, ignored), without(right, ignored)] as const;
    if (differ(...sides)) {
      problems.push(
        refuse(
          'differentLabels',
          `${thing} between ${listLabels(sides[0].names)} and ${listLabels(sides[1].names)}`,
        ),
      );
    }
  }
  const one = matching?.group?.side === 'right' ? left : right;
  const absent = (matching?.group?.include ?? []).filter((label) => lacks(one, label));
  return [
    ...problems,
    ...absent.map((label) => refuse('groupLacks', `${thing} with group_${matching?.group?.side} '${label}'`)),
  ];
}

/** @see https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching */
function joinedLabels(
  operator: BinaryOperator,
  left: LabelSet,
  right: LabelSet,
  matching: VectorMatching | undefined,
): LabelSet {
  if (operator === 'and' || operator === 'unless') return left;
  if (operator === 'or')
    return differ(left, right) ? open() : { names: left.names, open: left.open || right.open };
  if (matching?.group) return withMore(matching.group.side === 'left' ? left : right, matching.group.include);
  if (matching?.type === 'on') return closed(matching.labels);
  return without(left, matching?.labels ?? []);
}

/** A label that is not there, with the one that was meant. */
export function unknownLabel(label: string, known: LabelSet, where: string): Problem {
  const meant = nearest(label, known.names);
  return error('LBL201', `label '${label}' in ${where} is not among ${listLabels(known.names)}`, {
    ...(meant === undefined ? {} : { fix: `did you mean '${meant}'?` }),
  });
}
