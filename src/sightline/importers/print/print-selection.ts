import type { SelectionModel } from '../contract/contract-model';
import type { Match } from '../../promql/build/match';
import { fits, indented, listLines, literalProperty, quoted } from './typescript-text';

type Where = ReadonlyMap<string, Match>;

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
  return `{ ${[...where].map(([label, match]) => `${label}: ${matchText(match)}`).join(', ')} }`;
}

/** The values of a match as literals: texts, or one regular expression. */
function literalsOfMatch(match: Match): { readonly literals: readonly string[]; readonly negative: boolean } {
  if (typeof match === 'object' && 'not' in match)
    return { literals: literalsOfMatch(match.not).literals, negative: true };
  if (typeof match === 'string') return { literals: [quoted(match)], negative: false };
  const literals = match instanceof RegExp ? [`/${match.source}/${match.flags}`] : match.map(quoted);
  return { literals, negative: false };
}

function matchText(match: Match): string {
  const { literals, negative } = literalsOfMatch(match);
  const value = literals.length === 1 ? literals.join() : `[${literals.join(', ')}]`;
  return negative ? `{ not: ${value} }` : value;
}

function expanded(before: string, where: Where, after: string, depth: number): readonly string[] {
  const entries = [...where].flatMap(([label, match]) => matchLines(label, match, depth + 2));
  return [`${before}{`, ...indented(entries), `}${after}`];
}

function matchLines(label: string, match: Match, depth: number): readonly string[] {
  const line = `${label}: ${matchText(match)},`;
  if (fits(' '.repeat(depth) + line)) return [line];
  const { literals, negative } = literalsOfMatch(match);
  if (!negative) return valueLines(label, literals, depth);
  return [`${label}: {`, ...indented(valueLines('not', literals, depth + 2)), '},'];
}

function valueLines(name: string, literals: readonly string[], depth: number): readonly string[] {
  return literals.length === 1
    ? literalProperty(name, literals.join(), depth)
    : listLines(`${name}: `, literals, ',', { depth });
}
