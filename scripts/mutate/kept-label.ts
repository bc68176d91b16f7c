import {
  isSetOperator,
  type Binary,
  type Node,
  type VectorMatching,
} from '../../src/sightline/promql/syntax/ast';

/** Functions whose result has the labels of what they are given. */
const keeping = /^(\w+_over_time|rate|irate|increase|delta|resets|clamp\w*|round|timestamp|abs|sgn)$/;

/** The value that a label has in each series of a result, where the expression says so; undefined where it does not. */
export function keptLabel(node: Node, label: string): string | undefined {
  switch (node.type) {
    case 'selector':
      return node.matchers.find((each) => each.label === label && each.operator === '=')?.value;
    case 'range':
      return keptLabel(node.selector, label);
    case 'subquery':
      return keptLabel(node.expression, label);
    case 'call': {
      const [first] = node.args;
      return first !== undefined && keepsLabels(node) ? keptLabel(first, label) : undefined;
    }
    case 'aggregation':
      return node.grouping?.type === 'by' && node.grouping.labels.includes(label)
        ? keptLabel(node.expression, label)
        : undefined;
    case 'binary':
      return keptByBinary(node, label);
    case 'unary':
      return keptLabel(node.expression, label);
    case 'number':
    case 'string':
      return undefined;
  }
}

/** Whether a call gives each series the labels that it has had. */
export function keepsLabels(node: Node): boolean {
  return node.type === 'call' && keeping.test(node.name);
}

/** Whether it is one number, without labels. */
export function isScalar(node: Node): boolean {
  return node.type === 'number' || (node.type === 'call' && /^(time|pi|scalar)$/.test(node.name));
}

/** Whether two sides are matched by a label. */
export function isMatchedBy(matching: VectorMatching | undefined, label: string): boolean {
  if (matching === undefined) return true;
  return (matching.type === 'on') === matching.labels.includes(label);
}

function keptByBinary({ operator, left, right, matching }: Binary, label: string): string | undefined {
  if (isScalar(left)) return keptLabel(right, label);
  if (isScalar(right)) return keptLabel(left, label);
  if (operator === 'or') {
    const [one, other] = [keptLabel(left, label), keptLabel(right, label)];
    return one === other ? one : undefined;
  }
  if (isSetOperator(operator)) return keptLabel(left, label);
  if (matching?.group !== undefined) {
    return keptLabel(matching.group.side === 'left' ? left : right, label);
  }
  return isMatchedBy(matching, label) ? keptLabel(left, label) : undefined;
}
