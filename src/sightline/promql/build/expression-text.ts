import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { describe, describeKind } from '../../problem/read';
import { checkText, type CheckedText } from '../check/check';
import type { Use } from '../check/check-use';
import { parse, type Parsed } from '../parse/parse';
import type { PlacedProblem } from '../parse/cursor';
import { print } from '../print/print';
import type { Node } from '../syntax/ast';
import type { Dialect } from '../syntax/dialect';
import { readNode } from '../syntax/read-node';
import { readDialect } from './read-dialect';

/**
 * Reads an expression, whatever the text is. Time and memory are linear in its length, which is at most one and a half million characters. Never
 * throws: what is wrong is in `problems`.
 *
 * @param text as it stands in a rule
 * @param dialect the Prometheus that is to read it
 */
export function parsePromql(text: string, dialect: Dialect = {}): Parsed {
  const read = readDialect(dialect);
  const problems = [...notText(text), ...read.problems];
  return problems.length > 0 ? { problems: problems.map(atStart) } : parse(text, read.dialect);
}

/**
 * Reads an expression and checks it. Never throws, whatever the text is: what is wrong is in `problems`.
 *
 * @param text as it stands in a rule
 * @param dialect the Prometheus that is to evaluate it
 * @param use what it is for. Default: a query
 */
export function checkPromql(text: string, dialect: Dialect = {}, use: Use = 'query'): CheckedText {
  const read = readDialect(dialect);
  const problems = [...notText(text), ...read.problems, ...notUse(use)];
  return problems.length > 0 ? { problems } : checkText(text, read.dialect, use);
}

/**
 * Prints an expression in the style of Prometheus' formatter: on one line, or broken where it is longer than 100 characters. Never throws: what is
 * no syntax tree comes out as a text that says so, and that no Prometheus reads.
 *
 * @example
 * print(sum(rate(requests.over('5m'))).node) // sum(rate(shop_requests_total[5m]))
 */
export function printPromql(node: Node): string {
  const read = readNode(node);
  return read === undefined ? `<no expression: ${describeKind(node)}>` : print(read);
}

function notText(given: unknown): readonly Problem[] {
  return typeof given === 'string'
    ? []
    : [error('OPT002', `an expression (${describe(given)}) must be a text`)];
}

const uses: readonly Use[] = ['query', 'rule', 'alert'];

function notUse(given: unknown): readonly Problem[] {
  return uses.some((use) => use === given)
    ? []
    : [error('OPT002', `the use of an expression (${describe(given)}) must be 'query', 'rule' or 'alert'`)];
}

function atStart(problem: Problem): PlacedProblem {
  return { ...problem, span: { start: 0, end: 0 } };
}
