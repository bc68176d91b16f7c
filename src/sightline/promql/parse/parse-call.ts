import { defined } from '../../problem/defined';
import { error } from '../../problem/problems';
import { nearest } from '../../problem/nearest';
import type { AggregationOperator, FunctionName, Grouping, Node } from '../syntax/ast';
import { aggregationOf, aggregations, functions, signatureOf } from '../syntax/catalogue';
import {
  endOfLast,
  expect,
  fail,
  peek,
  report,
  take,
  takeIf,
  unclosed,
  unexpected,
  type Cursor,
} from './cursor';
import { parseLabels } from './parse-labels';

/** All that can be called. */
const callable = [...Object.keys(functions), ...Object.keys(aggregations)];

/** What people call these elsewhere. */
const otherNames = new Map([
  ['average', 'avg'],
  ['mean', 'avg'],
  ['median', 'quantile'],
  ['percentile', 'histogram_quantile'],
  ['length', 'count'],
  ['derivative', 'deriv'],
]);

/** Reads a function call. */
export function parseCall(cursor: Cursor): Node {
  const token = take(cursor);
  const args = parseArguments(cursor, token.text);
  const span = { start: token.start, end: endOfLast(cursor) };
  if (signatureOf(token.text) === undefined) {
    const meant = otherNames.get(token.text.toLowerCase()) ?? nearest(token.text, callable);
    fail(cursor, token, `there is no function '${token.text}'`, {
      ...(meant === undefined ? {} : { fix: `did you mean '${meant}'?` }),
    });
  }
  return { type: 'call', name: token.text as FunctionName, args, span }; // else the reading has failed
}

/** To `info` a name in braces is one label among others, and one before them is refused. */
function unnamed(node: Node): Node {
  if (node.type !== 'selector' || node.name === '') return node;
  return {
    ...node,
    name: '',
    matchers: [{ label: '__name__', operator: '=', value: node.name }, ...node.matchers],
  };
}

/** Reads an aggregation, its grouping before or behind the parentheses. */
export function parseAggregation(cursor: Cursor): Node {
  const token = take(cursor);
  const operator = token.text.toLowerCase() as AggregationOperator; // the caller has looked it up
  const before = parseGrouping(cursor);
  const args = parseArguments(cursor, operator);
  const grouping = before ?? parseGrouping(cursor);
  const span = { start: token.start, end: endOfLast(cursor) };
  const isParametrised = aggregationOf(operator).parameter !== undefined;
  const wanted = isParametrised ? 2 : 1;
  const [first, second] = args;
  const expression = isParametrised ? second : first;
  if (args.length !== wanted) {
    const what = isParametrised ? 'a parameter and a vector' : 'one vector';
    report(
      cursor,
      span,
      error(
        'PQL021',
        `${operator} takes ${what}, and has ${args.length} argument${args.length === 1 ? '' : 's'}`,
      ),
    );
  }
  return {
    type: 'aggregation',
    operator,
    ...(isParametrised && first !== undefined ? { parameter: first } : {}),
    ...defined({ grouping }),
    expression: expression ?? first ?? { type: 'number', value: NaN },
    span,
  };
}

function parseGrouping(cursor: Cursor): Grouping | undefined {
  const { kind, text } = peek(cursor);
  const type = text.toLowerCase();
  if (kind !== 'word' || (type !== 'by' && type !== 'without')) return undefined;
  take(cursor);
  return { type, labels: parseLabels(cursor, type) };
}

function parseArguments(cursor: Cursor, name: string): readonly Node[] {
  const args: Node[] = [];
  const open = expect(cursor, '(', `'${name}' and its grouping`);
  if (takeIf(cursor, ')') !== undefined) return args;
  while (!cursor.failed) {
    const isBraced = peek(cursor).kind === '{';
    const arg = cursor.parseInner(cursor);
    args.push(isBraced && name === 'info' ? unnamed(arg) : arg);
    if (name === 'info' && args.length > 1 && arg === cursor.parenthesized)
      report(cursor, arg.span ?? peek(cursor), error('PQL020', 'info takes its labels without parentheses'));
    if (takeIf(cursor, ')') !== undefined) break;
    if (peek(cursor).kind === 'end') unclosed(cursor, open, ')');
    expect(cursor, ',', `an argument of '${name}'`);
    if (peek(cursor).kind === ')')
      unexpected(cursor, `behind the comma must stand another argument of '${name}'`);
  }
  return args;
}
