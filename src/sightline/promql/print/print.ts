import type { Binary, Node, Side } from '../syntax/ast';
import { formatNumber } from '../syntax/decimal';
import {
  innerNeedsParentheses,
  isBareOperation,
  precedence,
  sideNeedsParentheses,
} from '../syntax/precedence';
import {
  printAggregation,
  printModifiers,
  printMoves,
  printOperator,
  printSelector,
  printWindow,
  quote,
} from './print-parts';
import { childrenOf, fold } from '../syntax/walk';
import { printLength } from './print-length';

/** Longer expressions are broken, as Prometheus' own formatter does. */
const lineLength = 100;

/** An expression on one line, and how many bytes that takes: Prometheus counts bytes. */
interface Line {
  readonly text: string;
  readonly bytes: number;
}

/** The line of every part of an expression. */
type Lines = ReadonlyMap<Node, Line>;

/**
 * Prints an expression in the style of Prometheus' formatter: parentheses only where they are needed, and broken over
 * several lines where it is longer than 100 characters. Unlike there, `rate(…)` around a long selector and a number beside its
 * operator are kept together, and operands stand under each other without an indent, as a person would write them.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/promql/parser/prettier.go
 */
export function print(node: Node): string {
  return lines(node, 0, linesOf(node));
}

/** Prints an expression on one line. */
export function printLine(node: Node): string {
  return fold<Line>(node, lineOf).text;
}

function linesOf(root: Node): Lines {
  const all = new Map<Node, Line>();
  fold<Line>(root, (node, children) => {
    const line = lineOf(node, children);
    all.set(node, line);
    return line;
  });
  return all;
}

/** The line of an expression from those of its children. Adding up bytes, and never measuring the whole, keeps it linear. */
function lineOf(node: Node, children: readonly Line[]): Line {
  const [first = empty, second = empty] = children;
  switch (node.type) {
    case 'number':
      return piece(formatNumber(node.value));
    case 'string':
      return piece(quote(node.value));
    case 'selector':
      return piece(printSelector(node) + printModifiers(node, 'selector'));
    case 'range': {
      const { selector, window } = node;
      return piece(`${printSelector(selector)}[${printLength(window)}]${printModifiers(selector, 'window')}`);
    }
    case 'subquery':
      return concat([
        inParentheses(first, innerNeedsParentheses(node)),
        piece(printWindow(node) + printMoves(node)),
      ]);
    case 'unary':
      return concat([piece(node.operator), inParentheses(first, innerNeedsParentheses(node))]);
    case 'call':
      return concat([piece(`${node.name}(`), ...separated(children), piece(')')]);
    case 'aggregation':
      return concat([piece(`${printAggregation(node)}(`), ...separated(children), piece(')')]);
    case 'binary':
      return concat([
        inParentheses(first, sideNeedsParentheses(node, 'left')),
        piece(` ${printOperator(node)} `),
        inParentheses(second, sideNeedsParentheses(node, 'right')),
      ]);
  }
}

const empty: Line = { text: '', bytes: 0 };

function piece(text: string): Line {
  return { text, bytes: Buffer.byteLength(text) };
}

function concat(parts: readonly Line[]): Line {
  let text = '';
  let bytes = 0;
  for (const part of parts) {
    text += part.text;
    bytes += part.bytes;
  }
  return { text, bytes };
}

function separated(items: readonly Line[]): readonly Line[] {
  return items.flatMap((item, index) => (index === 0 ? [item] : [piece(', '), item]));
}

function inParentheses(line: Line, needed: boolean): Line {
  return needed ? { text: `(${line.text})`, bytes: line.bytes + 2 } : line;
}

function lines(node: Node, level: number, all: Lines): string {
  const indent = '  '.repeat(level);
  const line = all.get(node) ?? empty;
  if (line.bytes <= lineLength || !isBreakable(node)) return indent + line.text;
  switch (node.type) {
    case 'call':
      return `${indent}${node.name}(\n${list(node.args, level + 1, all)}\n${indent})`;
    case 'aggregation':
      return `${indent}${printAggregation(node)}(\n${list(childrenOf(node), level + 1, all)}\n${indent})`;
    case 'subquery': {
      const text = wrapped(node.expression, innerNeedsParentheses(node), level, all);
      return text + printWindow(node) + printMoves(node);
    }
    case 'unary': {
      const text = wrapped(node.expression, innerNeedsParentheses(node), level, all);
      return `${indent}${node.operator}${text.trimStart()}`;
    }
    case 'binary':
      return binaryLines(node, level, all);
    default:
      return indent + line.text;
  }
}

/** Breaking a function around its one selector only makes it longer. */
function isBreakable(node: Node): boolean {
  switch (node.type) {
    case 'call':
      return node.args.length > 1 || node.args.some(isBreakable);
    case 'subquery':
    case 'unary':
      return isBreakable(node.expression);
    default:
      return node.type === 'aggregation' || node.type === 'binary';
  }
}

function list(nodes: readonly Node[], level: number, all: Lines): string {
  return nodes.map((node) => lines(node, level, all)).join(',\n');
}

/** A chain of operators of one rank is one list: it may be ten thousand long. */
function binaryLines(last: Binary, level: number, all: Lines): string {
  const chain = [last];
  for (let node = last; isBareOperation(node, 'left') && node.left.type === 'binary';) {
    if (precedence[node.left.operator] !== precedence[node.operator]) break;
    node = node.left;
    chain.push(node);
  }
  const [first = last] = chain.reverse();
  return chain.reduce(
    (text, node) => withRight(text, node, level, all),
    operandLines(first, 'left', level, all),
  );
}

/** What stands to the left, with the operator and what stands to the right. */
function withRight(left: string, node: Binary, level: number, all: Lines): string {
  const indent = '  '.repeat(level);
  const operator = printOperator(node);
  // a number stays beside its operator: a line of its own says nothing
  if (node.right.type === 'number') {
    const separator = isBareOperation(node, 'left') ? `\n${indent}` : ' ';
    return `${left}${separator}${operator} ${sideLine(node, 'right', all)}`;
  }
  if (node.left.type === 'number' && !isBareOperation(node, 'right')) {
    return `${indent}${sideLine(node, 'left', all)} ${operator} ${sideLines(node, 'right', level, all).trimStart()}`;
  }
  return `${left}\n${indent}${operator}\n${operandLines(node, 'right', level, all)}`;
}

/** Operands stand under each other with their operator; one that binds tighter and is broken itself stands further in. */
function operandLines(node: Binary, side: Side, level: number, all: Lines): string {
  const child = node[side];
  const tighter =
    isBareOperation(node, side) &&
    child.type === 'binary' &&
    precedence[child.operator] > precedence[node.operator];
  const isLong = (all.get(child) ?? empty).bytes > lineLength;
  // a whole expression never begins with spaces: YAML would have to say how many
  const begins = side === 'left' && level === 0;
  return sideLines(node, side, tighter && isLong && !begins ? level + 1 : level, all);
}

function sideLine(node: Binary, side: Side, all: Lines): string {
  return inParentheses(all.get(node[side]) ?? empty, sideNeedsParentheses(node, side)).text;
}

function sideLines(node: Binary, side: Side, level: number, all: Lines): string {
  return wrapped(node[side], sideNeedsParentheses(node, side), level, all);
}

/** An expression in parentheses where they are needed, on lines of their own if it is long. */
function wrapped(node: Node, needed: boolean, level: number, all: Lines): string {
  if (!needed) return lines(node, level, all);
  const indent = '  '.repeat(level);
  const line = inParentheses(all.get(node) ?? empty, true);
  if (line.bytes <= lineLength || !isBreakable(node)) return indent + line.text;
  return `${indent}(\n${lines(node, level + 1, all)}\n${indent})`;
}
