import { error } from '../../problem/problems';
import type { Matcher, MatchOperator, VectorSelector } from '../syntax/ast';
import { endOfLast, expect, peek, report, take, takeIf, unclosed, unexpected, type Cursor } from './cursor';
import type { Token } from './token';
import type { Syntax } from '../syntax/dialect';
import { unquote } from './literals';
import { patternProblems } from '../syntax/regex';

/** The label that holds a metric's name. */
const nameLabel = '__name__';

/** Reads a selector: a name, matchers in braces, or both. */
export function parseSelector(cursor: Cursor): VectorSelector {
  const first = peek(cursor);
  const name = first.kind === '{' ? '' : take(cursor).text;
  const open = takeIf(cursor, '{');
  const matchers = open === undefined ? [] : parseMatchers(cursor, open);
  const span = { start: first.start, end: endOfLast(cursor) };
  const named = matchers.filter(({ label }) => label === nameLabel);
  const [only] = named;
  if (name !== '' && only !== undefined) {
    report(
      cursor,
      only.span ?? span,
      error('PQL020', `the metric is named twice: '${name}' and '${only.value}'`),
    );
  }
  // a name in the braces is a name
  if (name === '' && only?.operator === '=' && only.value !== '' && named.length === 1) {
    const rest = matchers.filter((matcher) => matcher !== only);
    return { type: 'selector', name: only.value, matchers: rest, offset: 0, scope: 'global', span };
  }
  return { type: 'selector', name, matchers, offset: 0, scope: 'global', span };
}

/** @param open the brace that has been taken */
function parseMatchers(cursor: Cursor, open: Token): readonly Matcher[] {
  const matchers: Matcher[] = [];
  while (!cursor.failed && takeIf(cursor, '}') === undefined) {
    const matcher = parseMatcher(cursor);
    if (matcher === undefined) break;
    matchers.push(matcher);
    if (peek(cursor).kind === 'end') unclosed(cursor, open, '}');
    if (peek(cursor).kind !== '}') expect(cursor, ',', 'a matcher');
  }
  return matchers;
}

function parseMatcher(cursor: Cursor): Matcher | undefined {
  const first = peek(cursor);
  const quoted = first.kind === 'string' && cursor.syntax.quotedMatchers ? unquote(first.text) : undefined;
  if (first.kind !== 'name' && quoted === undefined) {
    unexpected(cursor, 'in braces stand matchers, such as status="200"');
    return undefined;
  }
  take(cursor);
  const label = quoted?.value ?? first.text;
  if (quoted !== undefined && (peek(cursor).kind === ',' || peek(cursor).kind === '}')) {
    return { label: nameLabel, operator: '=', value: label, span: { start: first.start, end: first.end } };
  }
  const operator = parseMatchOperator(cursor);
  if (operator === undefined) return undefined;
  const text = peek(cursor);
  if (text.kind !== 'string') {
    unexpected(cursor, `what the label '${label}' is compared with stands in quotes`);
    return undefined;
  }
  take(cursor);
  const span = { start: first.start, end: text.end };
  const { value, isText } = unquote(text.text);
  if (operator === '=~' || operator === '!~') {
    for (const problem of patternProblems(value, cursor.syntax)) report(cursor, text, problem);
    if (!isText && !holdsBytes(value, cursor.syntax))
      report(cursor, text, error('PQL003', 'a regular expression can only hold what is UTF-8'));
  }
  return { label, operator, value, span };
}

/** Whether bytes that are no UTF-8 can stand in a regular expression: in one that is compared as it is, and never compiled. */
function holdsBytes(source: string, { barePatterns, rawPatterns }: Syntax): boolean {
  const signs = barePatterns ? /[\\.+*?()[\]{}^$]/ : /[\\.+*?()|[\]{}^$]/;
  return rawPatterns && !signs.test(source);
}

function parseMatchOperator(cursor: Cursor): MatchOperator | undefined {
  const { kind } = peek(cursor);
  if (kind === '=' || kind === '!=' || kind === '=~' || kind === '!~') {
    take(cursor);
    return kind;
  }
  unexpected(cursor, 'behind a label stands =, !=, =~ or !~');
  return undefined;
}
