import type { Problem } from '../../problem/problem';
import { error, refuse } from '../../problem/problems';
import type { Operation } from '../flow/binary-flow';
import type { Flow } from '../flow/flow';
import { clashes, lacks, listLabels, without, type Clash, type LabelSet } from '../flow/labels';
import { isSetOperator, type BinaryOperator, type Side } from '../syntax/ast';
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
    ...neverMeeting(operation, left.labels, right.labels),
    ...lackingIncludes(operation, left.labels, right.labels),
  ];
}

/** Sides that surely never meet. */
function neverMeeting(operation: Operation, left: LabelSet, right: LabelSet): readonly Problem[] {
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
    const message = `${thing} never matches: '${label}' is "${first.left}" on the left and "${first.right}" on the right`;
    return [error('LBL203', message, { fix: `say ignoring, or leave '${label}' out of on` })];
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
