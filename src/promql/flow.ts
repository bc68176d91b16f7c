import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { error, refuse } from '../problem/problems';
import {
  isComparison,
  isSetOperator,
  type AggregationOperator,
  type BinaryOperator,
  type FunctionName,
  type Grouping,
  type VectorMatching,
} from './ast';
import { closed, differ, lacks, listLabels, open, withMore, without, type LabelSet } from './labels';

/** What kind of value an expression has. */
export type Shape = 'scalar' | 'instant vector' | 'range vector';

/**
 * What the samples mean: a counter's running total, a gauge's state, the buckets of a histogram (as counters or as
 * rates), or something calculated.
 */
export type Kind = 'counter' | 'gauge' | 'buckets' | 'sample';

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

/** A number. */
export const scalar: Flow = { shape: 'scalar', kind: 'sample', labels: closed([]) };

/** What follows from something that is no expression at all: nothing can be held against it any more. */
export const unknownFlow: Flow = { shape: 'instant vector', kind: 'sample', labels: open() };

/** The result of a function. */
export function callFlow(name: FunctionName, input: Flow): Step {
  return name === 'histogram_quantile' ? quantileFlow(input) : rateFlow(name, input);
}

function rateFlow(name: FunctionName, input: Flow): Step {
  const flow: Flow = {
    ...input,
    shape: 'instant vector',
    kind: input.kind === 'buckets' ? 'buckets' : 'sample',
  };
  if (input.shape !== 'range vector')
    return { flow, problems: [refuse('rateOfInstant', `${name} of an ${input.shape}`)] };
  return { flow, problems: input.kind === 'gauge' ? [refuse('rateOfGauge', `${name} of a gauge`)] : [] };
}

function quantileFlow(input: Flow): Step {
  const flow: Flow = { shape: 'instant vector', kind: 'sample', labels: without(input.labels, ['le']) };
  if (input.shape !== 'instant vector' || input.kind !== 'buckets') {
    return { flow, problems: [refuse('quantileOfNoBuckets', 'histogram_quantile')] };
  }
  const problems = lacks(input.labels, 'le')
    ? [refuse('quantileWithoutLe', `histogram_quantile over ${listLabels(input.labels.names)}`)]
    : [];
  return { flow, problems };
}

/** The result of an aggregation. */
export function aggregationFlow(
  operator: AggregationOperator,
  input: Flow,
  grouping: Grouping | undefined,
): Step {
  const problems: Problem[] = [];
  if (input.shape !== 'instant vector')
    problems.push(error('PQL002', `${operator} aggregates an instant vector, and this is a ${input.shape}`));
  const wrong = (grouping?.labels ?? []).filter((label) => lacks(input.labels, label));
  problems.push(...wrong.map((label) => unknownLabel(label, input.labels, `${grouping?.type} (…)`)));
  const keepsSeries = operator === 'topk' || operator === 'bottomk';
  const keepsMeaning = keepsSeries || ['sum', 'avg', 'min', 'max'].includes(operator);
  const labels = keepsSeries ? input.labels : groupedLabels(input.labels, grouping);
  return { flow: { shape: 'instant vector', kind: keepsMeaning ? input.kind : 'sample', labels }, problems };
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
  const problems = shapeProblems(operator, left, right);
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

function shapeProblems(operator: BinaryOperator, left: Flow, right: Flow): Problem[] {
  const sides = [left.shape, right.shape];
  if (sides.includes('range vector'))
    return [
      error('PQL002', `'${operator}' takes instant vectors and numbers, and one side is a range vector`),
    ];
  if (isSetOperator(operator) && sides.includes('scalar')) {
    return [error('PQL002', `'${operator}' works on sets of series, and one side is a number`)];
  }
  if (sides.every((side) => side === 'scalar')) {
    return [
      error('PQL002', `'${operator}' of two numbers is a number, and no series`, {
        fix: 'calculate it in TypeScript',
      }),
    ];
  }
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
