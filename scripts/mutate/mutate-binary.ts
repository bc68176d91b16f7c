import type { Binary, BinaryOperator, Node } from '../../src/sightline/promql/syntax/ast';
import { isSetOperator } from '../../src/sightline/promql/syntax/ast';
import type { Change } from './change';
import { keptLabel } from './kept-label';

const mistaken: Readonly<Partial<Record<BinaryOperator, readonly BinaryOperator[]>>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '>': ['>=', '<', '!='],
  '>=': ['>', '<'],
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '==': ['!=', '>', '<'],
  '!=': ['=='],
  and: ['or', 'unless'],
  or: ['and', 'unless'],
  unless: ['and', 'or'],
};

/** Another operator between the same sides, one side without the other, and sides that are matched by other labels. */
export function changesOfBinary(node: Binary): readonly Change<Node>[] {
  const { operator, left, right, matching, ...rest } = node;
  const beside = right.type === 'number' ? ` beside a number` : '';
  const swapped = (mistaken[operator] ?? []).map((other) => ({
    change: `${operator} → ${other}${beside}`,
    result: { ...node, operator: other },
  }));
  const dropped =
    right.type === 'number' || isSetOperator(operator)
      ? [{ change: `drop right of ${operator}${beside}`, result: left }]
      : [];
  const alone = operator === 'or' ? [{ change: 'drop left of or', result: right }] : [];
  const unmatched =
    matching === undefined || matching.labels.length > 0
      ? []
      : [{ change: `drop matching of ${operator}`, result: { ...rest, operator, left, right } }];
  const narrowed = (matching?.labels ?? []).map((label) => ({
    ...(isSetOperator(operator) && isSame(keptLabel(left, label), keptLabel(right, label))
      ? { why: `both sides of ${operator} have the same ${label}` }
      : {}),
    change: `drop ${label} in matching of ${operator}`,
    result: {
      ...node,
      matching: { type: 'on' as const, labels: (matching?.labels ?? []).filter((each) => each !== label) },
    },
  }));
  return [...swapped, ...dropped, ...alone, ...unmatched, ...narrowed];
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}
