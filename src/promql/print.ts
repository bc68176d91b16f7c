import { formatDuration } from '../contract/duration';
import type { Aggregation, Binary, BinaryOperator, Matcher, Node, VectorSelector } from './ast';
import { formatNumber } from './decimal';

/** Longer expressions are broken, as Prometheus' own formatter does. */
const lineLength = 100;

/** The higher, the tighter. `^` alone binds to the right. */
const precedence: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '>': 3,
  '<': 3,
  '>=': 3,
  '<=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  '^': 6,
};

/**
 * Prints an expression in the style of Prometheus' formatter: parentheses only where they are needed, and broken over
 * several lines where it is longer than 100 characters. Unlike there, `rate(…)` around a long selector and a number beside its
 * operator are kept together, and operands stand under each other without an indent, as a person would write them.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/promql/parser/prettier.go
 */
export function print(node: Node): string {
  return lines(node, 0);
}

/** Prints an expression on one line. */
export function printLine(node: Node): string {
  switch (node.type) {
    case 'number':
      return formatNumber(node.value);
    case 'selector':
      return `${printSelector(node)}${printOffset(node)}`;
    case 'range':
      return `${printSelector(node.selector)}[${formatDuration(node.window)}]${printOffset(node.selector)}`;
    case 'call':
      return `${node.name}(${node.args.map(printLine).join(', ')})`;
    case 'aggregation':
      return `${printOperator(node)}(${aggregated(node).map(printLine).join(', ')})`;
    case 'binary':
      return `${sideLine(node, 'left')} ${printBinaryOperator(node)} ${sideLine(node, 'right')}`;
  }
}

/** A text in the double quotes of PromQL. */
export function quote(text: string): string {
  // JSON escapes as Go does, but for control characters, which Go writes as \x1b where JSON has \u001b: both are read
  return JSON.stringify(text);
}

function lines(node: Node, level: number): string {
  const indent = '  '.repeat(level);
  const line = printLine(node);
  // Prometheus counts bytes
  if (Buffer.byteLength(line) <= lineLength || !isBreakable(node)) return indent + line;
  switch (node.type) {
    case 'number':
    case 'selector':
    case 'range':
      return indent + line;
    case 'call':
      return `${indent}${node.name}(\n${list(node.args, level + 1)}\n${indent})`;
    case 'aggregation':
      return `${indent}${printOperator(node)}(\n${list(aggregated(node), level + 1)}\n${indent})`;
    case 'binary':
      return binaryLines(node, level);
  }
}

/** Breaking a function around its one selector only makes it longer. */
function isBreakable(node: Node): boolean {
  if (node.type === 'call') return node.args.some(isBreakable) || node.args.length > 1;
  return node.type === 'aggregation' || node.type === 'binary';
}

function list(nodes: readonly Node[], level: number): string {
  return nodes.map((node) => lines(node, level)).join(',\n');
}

function binaryLines(node: Binary, level: number): string {
  const indent = '  '.repeat(level);
  const operator = printBinaryOperator(node);
  // a number stays beside its operator: a line of its own says nothing
  if (node.right.type === 'number') {
    const separator = isBareBinary(node, 'left') ? `\n${indent}` : ' ';
    return `${operandLines(node, 'left', level)}${separator}${operator} ${sideLine(node, 'right')}`;
  }
  if (node.left.type === 'number' && !isBareBinary(node, 'right')) {
    return `${indent}${sideLine(node, 'left')} ${operator} ${sideLines(node, 'right', level).trimStart()}`;
  }
  return [operandLines(node, 'left', level), indent + operator, operandLines(node, 'right', level)].join(
    '\n',
  );
}

/** Operands stand under each other with their operator; one that binds tighter and is broken itself stands further in. */
function operandLines(node: Binary, side: 'left' | 'right', level: number): string {
  const child = node[side];
  const tighter =
    isBareBinary(node, side) &&
    child.type === 'binary' &&
    precedence[child.operator] > precedence[node.operator];
  return sideLines(
    node,
    side,
    tighter && Buffer.byteLength(printLine(child)) > lineLength ? level + 1 : level,
  );
}

function isBareBinary(node: Binary, side: 'left' | 'right'): boolean {
  return node[side].type === 'binary' && !needsParentheses(node, side);
}

function sideLine(node: Binary, side: 'left' | 'right'): string {
  const line = printLine(node[side]);
  return needsParentheses(node, side) ? `(${line})` : line;
}

function sideLines(node: Binary, side: 'left' | 'right', level: number): string {
  if (!needsParentheses(node, side)) return lines(node[side], level);
  const indent = '  '.repeat(level);
  const line = `(${printLine(node[side])})`;
  if (Buffer.byteLength(line) <= lineLength || !isBreakable(node[side])) return indent + line;
  return `${indent}(\n${lines(node[side], level + 1)}\n${indent})`;
}

function needsParentheses(node: Binary, side: 'left' | 'right'): boolean {
  const child = node[side];
  if (child.type === 'number') return node.operator === '^' && side === 'left' && hasSign(child.value);
  if (child.type !== 'binary') return false;
  const outer = precedence[node.operator];
  const inner = precedence[child.operator];
  if (inner !== outer) return inner < outer;
  return (node.operator === '^') === (side === 'left');
}

/** A sign binds less tightly than `^`; infinity always has one. */
function hasSign(value: number): boolean {
  return value < 0 || value === Infinity || Object.is(value, -0);
}

function aggregated(node: Aggregation): readonly Node[] {
  return node.parameter === undefined ? [node.expression] : [node.parameter, node.expression];
}

function printOperator(node: Aggregation): string {
  const { operator, grouping } = node;
  if (grouping === undefined || (grouping.type === 'by' && grouping.labels.length === 0)) return operator;
  return `${operator} ${grouping.type} (${grouping.labels.join(', ')}) `;
}

function printBinaryOperator(node: Binary): string {
  const { matching } = node;
  let text = node.operator + (node.bool ? ' bool' : '');
  if (
    matching === undefined ||
    (matching.type === 'ignoring' && matching.labels.length === 0 && !matching.group)
  )
    return text;
  text += ` ${matching.type} (${matching.labels.join(', ')})`;
  if (matching.group === undefined) return text;
  return `${text} group_${matching.group.side} (${matching.group.include.join(', ')})`;
}

function printSelector({ name, matchers }: VectorSelector): string {
  return matchers.length === 0 ? name : `${name}{${matchers.map(printMatcher).join(',')}}`;
}

function printMatcher({ label, operator, value }: Matcher): string {
  return `${label}${operator}${quote(value)}`;
}

function printOffset({ offset }: VectorSelector): string {
  if (offset === 0) return '';
  return ` offset ${offset < 0 ? '-' : ''}${formatDuration(Math.abs(offset))}`;
}
