import type { Problem } from '../../problem/problem';
import { error, refuse, warning } from '../../problem/problems';
import {
  isComparison,
  isSetOperator,
  isTrim,
  type Binary,
  type BinaryOperator,
  type Side,
} from '../syntax/ast';
import type { Flow, Part, Step } from './flow';
import { joinedLabels } from './joined-labels';
import { clashes, differ, lacks, listLabels, without, type Clash, type LabelSet } from './labels';
import { describeUnit, isSameUnit, per, times } from './unit';

/** What an operator says beside its sides. */
export type Operation = Pick<Binary, 'operator' | 'bool' | 'matching' | 'fill'>;

/** The result of an operator between two typed expressions: what the compiler refuses is refused too. */
export function binaryFlow(operation: Operation, left: Flow, right: Flow): Step {
  const { operator, bool } = operation;
  const problems = shapeProblems(operation, left, right);
  if (bool && !isComparison(operator)) problems.push(refuse('boolOnSet', `'${operator} bool'`));
  const joined = joinFlow(operation, left, right);
  if (left.shape === 'scalar' || right.shape === 'scalar')
    return { flow: joined.flow, problems: [...problems, ...joined.problems] };
  const strict = matchingProblems(operation, left.labels, right.labels);
  // what the types refuse needs no second reason
  return { flow: joined.flow, problems: [...problems, ...(strict.length > 0 ? strict : joined.problems)] };
}

/** A running total beside a number: it passes any number some day. Whether it has counted anything at all is a fair question. */
export function comparedTotals(operator: BinaryOperator, sides: readonly Part[]): readonly Problem[] {
  if (!isComparison(operator)) return [];
  const number = sides.find(({ flow }) => flow.shape === 'scalar');
  const isNothing = number?.node.type === 'number' && number.node.value === 0;
  if (number === undefined || isNothing || !sides.some(({ flow }) => flow.kind === 'counter')) return [];
  const message = `'${operator}' compares a counter with a number: it only ever grows, and starts again at any time`;
  return [warning('TYP104', message, { fix: 'compare its rate or increase' })];
}

/** Whether series of two sides can belong together: `never` leaves the result empty, `fails` is refused by Prometheus. */
export interface Meeting {
  readonly verdict: 'may' | 'never' | 'fails';

  /** The labels in which the sides surely differ. */
  readonly clashes: readonly Clash[];
}

/** Whether series of two vectors can belong together under an operator. */
export function meeting({ operator, matching, fill }: Operation, left: LabelSet, right: LabelSet): Meeting {
  const needless = matching?.group ?? fill;
  if (needless !== undefined && isSetOperator(operator)) return { verdict: 'fails', clashes: [] };
  // what has no partner gets one
  if (fill !== undefined) return { verdict: 'may', clashes: [] };
  const found = clashes(left, right, matching ?? { type: 'ignoring', labels: [] });
  return { verdict: found.length === 0 ? 'may' : 'never', clashes: found };
}

/** The result of an operator between any two expressions of the right types, and what is surely wrong with it. */
export function joinFlow(operation: Operation, left: Flow, right: Flow): Step {
  const { operator, bool, fill } = operation;
  const keeps = (isComparison(operator) && !bool && fill?.left === undefined) || isSetOperator(operator);
  const vector = left.shape === 'scalar' ? right : left;
  const { totals: _, quantile: __, unit: ___, ...calculated } = vector;
  const base: Flow =
    keeps || isTrim(operator) ? vector : { ...calculated, kind: 'sample', ...unitOf(operation, left, right) };
  const cut = trimProblems(operation, left, right);
  if (left.shape === 'scalar' || right.shape === 'scalar')
    return { flow: base, problems: [...cut, ...unitProblems(operation, left, right)] };
  const labels = joinedLabels(operation, left.labels, right.labels);
  const flow: Flow = operator === 'or' ? eitherFlow(left, right, labels) : { ...base, labels };
  const problems = [
    ...cut,
    ...meetingProblems(operation, left.labels, right.labels),
    ...lackingIncludes(operation, left.labels, right.labels),
    ...unitProblems(operation, left, right),
  ];
  return { flow, problems };
}

/** What is known of a result that comes from either side. */
function eitherFlow(left: Flow, right: Flow, labels: LabelSet): Flow {
  const { unit, totals, ...rest } = left;
  const sameUnit = unit !== undefined && right.unit !== undefined && isSameUnit(unit, right.unit);
  return {
    ...rest,
    labels,
    ...(sameUnit ? { unit } : {}),
    ...(totals !== undefined && totals === right.totals ? { totals } : {}),
  };
}

function shapeProblems({ operator, bool, fill }: Operation, left: Flow, right: Flow): Problem[] {
  const sides = [left.shape, right.shape];
  if (sides.includes('range vector'))
    return [
      error('PQL002', `'${operator}' takes instant vectors and numbers, and one side is a range vector`),
    ];
  if (isSetOperator(operator) && sides.includes('scalar')) {
    return [error('PQL002', `'${operator}' works on sets of series, and one side is a number`)];
  }
  if (fill !== undefined && sides.includes('scalar')) {
    return [
      error('PQL002', `'${operator}' has one side that is a number, which misses no series to fill in`),
    ];
  }
  if (!bool && isComparison(operator) && sides.every((side) => side === 'scalar'))
    return [refuse('boolBetweenScalars', `'${operator}'`)];
  return [];
}

/** What the types refuse: labels that are not on both sides, even where none of the series need have them. */
function matchingProblems(operation: Operation, left: LabelSet, right: LabelSet): Problem[] {
  const { operator, matching, fill } = operation;
  const problems: Problem[] = [];
  const thing = `'${operator}'`;
  if (matching?.group && isSetOperator(operator)) problems.push(refuse('groupOnSet', thing));
  if (fill && isSetOperator(operator)) problems.push(refuse('fillOnSet', thing));
  if (matching?.type === 'on') {
    const missing = matching.labels.filter((label) => lacks(left, label) || lacks(right, label));
    problems.push(...missing.map((label) => onLacks(operator, label, left, right)));
  } else {
    const ignored = matching?.labels ?? [];
    const sides = [without(left, ignored), without(right, ignored)] as const;
    if (differ(...sides)) {
      problems.push(refuse('differentLabels', `${thing} with ${onOneSide(...sides)}`));
    }
  }
  return [...problems, ...lackingIncludes(operation, left, right)];
}

/** Sides that surely never meet. A union is one of whatever it is made of. */
function meetingProblems(operation: Operation, left: LabelSet, right: LabelSet): readonly Problem[] {
  const { operator, matching } = operation;
  const thing = `'${operator}'`;
  // series without the label do meet, as if it did not stand there; nobody writes it for that
  const nowhere =
    matching?.type === 'on'
      ? matching.labels.filter((label) => lacks(left, label) && lacks(right, label))
      : [];
  if (nowhere.length > 0)
    return nowhere.slice(0, mostWrong).map((label) => onLacks(operator, label, left, right));
  const [first] = operator === 'or' ? [] : meeting(operation, left, right).clashes;
  if (first === undefined) return [];
  const { label } = first;
  if (first.left !== undefined && first.right !== undefined && first.left !== '' && first.right !== '') {
    return [
      error(
        'LBL203',
        `${thing} never matches: '${label}' is "${first.left}" on the left and "${first.right}" on the right`,
        {
          fix: `say ignoring, or leave '${label}' out of on`,
        },
      ),
    ];
  }
  const compared = (set: LabelSet): LabelSet => without(set, matching?.labels ?? []);
  return matching?.type === 'on'
    ? [onLacks(operator, label, left, right)]
    : [refuse('differentLabels', `${thing} with ${onOneSide(compared(left), compared(right))}`)];
}

function onLacks(operator: BinaryOperator, label: string, left: LabelSet, right: LabelSet): Problem {
  const sides = `between ${listLabels(left.names)} and ${listLabels(right.names)}`;
  return refuse('onLacks', `'${operator}' on '${label}', ${sides}`);
}

/** Which labels one side has and the other has not: of what both have nobody needs a list. */
function onOneSide(left: LabelSet, right: LabelSet): string {
  const only = (one: LabelSet, other: LabelSet, side: Side): readonly string[] => {
    const names = [...one.names].filter((name) => !other.names.has(name));
    return names.length === 0 ? [] : [`${listLabels(names)} on the ${side} alone`];
  };
  return [...only(left, right, 'left'), ...only(right, left, 'right')].join(' and ');
}

/** Of more labels that are not there nobody reads. */
const mostWrong = 20;

function lackingIncludes(
  { operator, matching }: Operation,
  left: LabelSet,
  right: LabelSet,
): readonly Problem[] {
  const { side, include = [] } = matching?.group ?? {};
  const one = side === 'right' ? left : right;
  return include
    .filter((label) => lacks(one, label))
    .slice(0, mostWrong)
    .map((label) => refuse('groupLacks', `'${operator}' with group_${side} '${label}'`));
}

/** Native histograms that are cut: `h </ 0.5`. */
function trimProblems({ operator }: Operation, left: Flow, right: Flow): readonly Problem[] {
  if (!isTrim(operator)) return [];
  const thing = `'${operator}'`;
  if (left.shape === 'scalar') return [refuse('trimsHistograms', `${thing} of a number`)];
  if (left.kind === 'counter' || left.kind === 'gauge' || left.kind === 'buckets')
    return [
      refuse(
        'trimsHistograms',
        `${thing} of ${left.kind === 'buckets' ? 'classic buckets' : `a ${left.kind}`}`,
      ),
    ];
  return right.kind === 'histogram' ? [refuse('trimsHistograms', `${thing} at native histograms`)] : [];
}

/** The unit of what an operator calculates. A factor that is a number may change the unit, and makes it unknown. */
function unitOf({ operator }: Operation, left: Flow, right: Flow): Pick<Flow, 'unit'> {
  const vectors = [left, right].filter(({ shape }) => shape === 'instant vector');
  const [first, second] = vectors.map(({ unit }) => unit);
  if (first === undefined) return {};
  const adds = operator === '+' || operator === '-' || operator === '%';
  if (vectors.length === 1) return adds ? { unit: first } : {};
  if (second === undefined) return {};
  if (operator === '*') return { unit: times(first, second) };
  if (operator === '/') return { unit: per(first, second) };
  return adds && isSameUnit(first, second) ? { unit: first } : {};
}

function unitProblems(
  { operator }: Operation,
  { unit: left }: Flow,
  { unit: right }: Flow,
): readonly Problem[] {
  const mixes = operator === '+' || operator === '-' || isComparison(operator);
  if (!mixes || left === undefined || right === undefined || isSameUnit(left, right)) return [];
  const message = `'${operator}' is between ${describeUnit(left)} and ${describeUnit(right)}`;
  return [warning('TYP110', message, { fix: 'bring both sides to one unit' })];
}
