import type { SelectionModel } from '../contract/contract-model';
import type { MatchCode } from './match-code';
import { fits, indented, listLines, literalProperty } from './typescript-text';

type Where = ReadonlyMap<string, MatchCode>;

/** A property with a selection: `total: requests.where({ … }),`. */
export function selectionLines(
  property: string,
  { kind, wheres }: SelectionModel,
  identifier: string,
  depth: number,
): readonly string[] {
  const metric = kind === 'count' ? `${identifier}.count` : identifier;
  if (wheres.length === 0) return [property === metric ? `${property},` : `${property}: ${metric},`];
  const flat = `${property}: ${metric}${wheres.map((where) => `.where(${objectText(where)})`).join('')},`;
  if (fits(' '.repeat(depth) + flat)) return [flat];
  const [only, ...more] = wheres;
  if (only !== undefined && more.length === 0)
    return expanded(`${property}: ${metric}.where(`, only, '),', depth);
  const calls = wheres.map((where) => whereLines('.where(', where, ')', depth + 2));
  return [`${property}: ${metric}`, ...indented(withComma(calls.flat()))];
}

function withComma(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === lines.length - 1 ? `${line},` : line));
}

/** A property with what labels match. */
export function whereLines(before: string, where: Where, after: string, depth: number): readonly string[] {
  const line = `${before}${objectText(where)}${after}`;
  return fits(' '.repeat(depth) + line) ? [line] : expanded(before, where, after, depth);
}

function objectText(where: Where): string {
  return `{ ${[...where].map(([label, code]) => `${label}: ${matchText(code)}`).join(', ')} }`;
}

function matchText({ negative, literals }: MatchCode): string {
  const value = literals.length === 1 ? literals.join() : `[${literals.join(', ')}]`;
  return negative ? `{ not: ${value} }` : value;
}

function expanded(before: string, where: Where, after: string, depth: number): readonly string[] {
  const entries = [...where].flatMap(([label, code]) => matchLines(label, code, depth + 2));
  return [`${before}{`, ...indented(entries), `}${after}`];
}

function matchLines(label: string, code: MatchCode, depth: number): readonly string[] {
  const line = `${label}: ${matchText(code)},`;
  if (fits(' '.repeat(depth) + line)) return [line];
  if (!code.negative) return valueLines(label, code.literals, depth);
  return [`${label}: {`, ...indented(valueLines('not', code.literals, depth + 2)), '},'];
}

function valueLines(name: string, literals: readonly string[], depth: number): readonly string[] {
  return literals.length === 1
    ? literalProperty(name, literals.join(), depth)
    : listLines(`${name}: `, literals, ',', { depth });
}
