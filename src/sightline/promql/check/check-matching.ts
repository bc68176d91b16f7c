import type { Problem } from '../../problem/problem';
import { error, refuse, warning } from '../../problem/problems';
import { refusals } from '../../problem/refusals';
import type { Operation } from '../flow/binary-flow';
import type { Flow } from '../flow/flow';
import { clashes, lacks, listLabels, only, without, type Clash, type LabelSet } from '../flow/labels';
import { isSetOperator, type Side } from '../syntax/ast';
import { mostWrong } from './unknown-label';

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

/** What is wrong with which series of two sides belong together. */
export function checkMatching(operation: Operation, left: Flow, right: Flow): readonly Problem[] {
  if (left.shape === 'scalar' || right.shape === 'scalar') return [];
  return [
    ...needlessOn(operation, left.labels, right.labels),
    ...(operation.operator === 'or' ? [] : neverMeeting(operation, left.labels, right.labels)),
    ...lackingIncludes(operation, left.labels, right.labels),
  ];
}

/** Labels in `on` that neither side has: series without them do meet, as if they did not stand there, and nobody writes them for that. */
function needlessOn({ operator, matching }: Operation, left: LabelSet, right: LabelSet): readonly Problem[] {
  const on = matching?.type === 'on' ? matching.labels : [];
  const nowhere = on.filter((label) => lacks(left, label) && lacks(right, label));
  return nowhere.slice(0, mostWrong).map((label) => {
    const message = `'${operator}' on '${label}', ${between(left, right)}: ${refusals.onLacks.text}`;
    return warning('LBL203', message, { fix: `neither side has it: leave '${label}' out of on` });
  });
}

/** Sides that surely never meet. */
function neverMeeting(operation: Operation, left: LabelSet, right: LabelSet): readonly Problem[] {
  const { operator, matching } = operation;
  const thing = `'${operator}'`;
  const [first] = meeting(operation, left, right).clashes;
  if (first === undefined) return [];
  const { label } = first;
  if (first.left !== undefined && first.right !== undefined && first.left !== '' && first.right !== '') {
    const message = `${thing} never matches: '${label}' is "${first.left}" on the left and "${first.right}" on the right`;
    return [error('LBL203', message, { fix: `say ignoring, or leave '${label}' out of on` })];
  }
  return matching?.type === 'on'
    ? [refuse('onLacks', `'${operator}' on '${label}', ${between(left, right)}`)]
    : [refuse('differentLabels', `${thing} with ${onOneSide(operation, left, right)}`)];
}

/**
 * A union of series that never have the same labels: nothing on the right is ever left out, though it is there to fill in. Two conditions, and
 * series of which nobody knows what they mean, can be put together as they are.
 *
 * @param ofOthers whether all series are those of others, who may mean them as they are, though it is known what they mean
 */
export function checkUnion(
  operation: Operation,
  left: Flow,
  right: Flow,
  ofOthers: boolean,
): readonly Problem[] {
  const { operator, matching } = operation;
  if (operator !== 'or') return [];
  // what is put together on some labels is meant so, unless it is a number, which has none of them
  const areKnown =
    !ofOthers &&
    matching?.type !== 'on' &&
    left.kind !== 'unknown' &&
    right.kind !== 'unknown' &&
    right.presence === undefined;
  if (right.presence !== 'always' && !areKnown) return [];
  const { clashes: found } = meeting(operation, left.labels, right.labels);
  // a union of series that differ in a value is one of whatever it is made of
  if (!found.some((clash) => clash.left === '' || clash.right === '')) return [];
  const sides = onOneSide(operation, left.labels, right.labels);
  const message = `'or' with ${sides}, so that the right is always added: ${refusals.differentLabels.text}`;
  const fix = 'give both sides the same labels, or say on () if one of the two is meant';
  return [warning('LBL203', message, { fix })];
}

function between(left: LabelSet, right: LabelSet): string {
  return `between ${listLabels(left.names)} and ${listLabels(right.names)}`;
}

/** Which labels one side has and the other has not: of what both have nobody needs a list. */
function onOneSide({ matching }: Operation, ...sides: readonly [LabelSet, LabelSet]): string {
  const labels = matching?.labels ?? [];
  const [left, right] = sides.map((set) =>
    matching?.type === 'on' ? only(set, labels) : without(set, labels),
  ) as [LabelSet, LabelSet]; // two again
  const alone = (one: LabelSet, other: LabelSet, side: Side): readonly string[] => {
    const names = [...one.names].filter((name) => !other.names.has(name));
    return names.length === 0 ? [] : [`${listLabels(names)} on the ${side} alone`];
  };
  return [...alone(left, right, 'left'), ...alone(right, left, 'right')].join(' and ');
}

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
