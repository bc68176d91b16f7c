import type { Binary, Call, Node } from '../../promql/syntax/ast';

/**
 * What a query counts, without what guards it against values that a count can not have, or that are filled with zero here anyway:
 * `… or vector(0)`, `… or 0 * …`, `clamp_min(…, 0)`, `clamp(…, 0, Inf)`, `… > 0`.
 */
export function withoutGuards(node: Node): Node {
  const inner = guarded(node, isFloorOfCounts);
  return inner === undefined ? node : withoutGuards(inner);
}

/** A ratio without what guards it: as {@link withoutGuards}, and against more than 1. */
export function ratioWithoutGuards(node: Node): Node {
  const inner = guarded(node, (call) => isFloorOfCounts(call) || isCeilingOfRatios(call));
  return inner === undefined ? node : ratioWithoutGuards(inner);
}

function guarded(node: Node, isHarmless: (call: Call) => boolean): Node | undefined {
  if (node.type === 'call') return isHarmless(node) ? node.args[0] : undefined;
  if (node.type !== 'binary') return undefined;
  if (node.operator === 'or') return isFill(node) ? node.left : undefined;
  const isFilter = (node.operator === '>' || node.operator === '>=') && !node.bool;
  return isFilter && isNumber(node.right, 0) ? node.left : undefined;
}

/** Whether zero stands in for what is missing: for everything, or for the label values of something else. */
function isFill({ right, matching }: Binary): boolean {
  const isPlain = matching === undefined || (matching.type === 'on' && matching.labels.length === 0);
  if (right.type === 'call') return right.name === 'vector' && isNumber(right.args[0], 0) && isPlain;
  return (
    right.type === 'binary' &&
    right.operator === '*' &&
    (isNumber(right.left, 0) || isNumber(right.right, 0)) &&
    matching === undefined
  );
}

function isFloorOfCounts({ name, args: [, low, high] }: Call): boolean {
  return isNumber(low, 0) && (name === 'clamp_min' || (name === 'clamp' && isNumber(high, Infinity)));
}

function isCeilingOfRatios({ name, args: [, low, high] }: Call): boolean {
  return name === 'clamp_max' ? isNumber(low, 1) : name === 'clamp' && isNumber(low, 0) && isNumber(high, 1);
}

/** Whether an expression is this number, perhaps with a sign. */
export function isNumber(node: Node | undefined, value: number): boolean {
  if (node?.type === 'unary') return isNumber(node.expression, node.operator === '-' ? -value : value);
  return node?.type === 'number' && node.value === value;
}
