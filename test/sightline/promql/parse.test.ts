import * as fc from '../../fast-check';
import { parse } from '../../../src/sightline/promql/parse/parse';
import { print, printLine } from '../../../src/sightline/promql/print/print';
import { expressions } from './expressions';
import { normal } from './parsed';
import { withoutPlaces } from '../../../src/sightline/promql/syntax/walk';

/** The tree of a text that has no problems, without places. */
function tree(text: string): unknown {
  const { node, problems } = parse(text);
  expect(problems).toEqual([]);
  return node && withoutPlaces(node);
}

const x = { type: 'selector', name: 'x', matchers: [], offset: 0, scope: 'global' };
const number = (value: number): object => ({ type: 'number', value });
const minute = 60_000;

describe('parse', () => {
  test.each<[string, object]>([
    ['1', number(1)],
    ['-1', number(-1)],
    ['- - 1', number(1)],
    ['-(1)', { type: 'unary', operator: '-', expression: number(1) }],
    ['0x1F', number(31)],
    ['010', number(8)],
    ['1_000', number(1000)],
    ['1h30m', number(5400)],
    ['Inf', number(Infinity)],
    ['-inf', number(-Infinity)],
    ['NAN', number(NaN)],
    ['"a\\n\\x41\\u00e9"', { type: 'string', value: 'a\nAé' }],
    ["'it\\'s'", { type: 'string', value: "it's" }],
    ['`a\\n`', { type: 'string', value: 'a\\n' }],
    ['x', x],
    ['x # comment', x],
    ['((x))', x],
    ['x{}', x],
    ['{__name__="x"}', x],
    ['{"x"}', x],
    ['x offset -5m', { ...x, offset: -5 * minute }],
    ['x offset 1.5', { ...x, offset: 1500 }],
    ['x @ 1.5 offset 5m', { ...x, offset: 5 * minute, at: 1500 }],
    ['x offset 5m @ end()', { ...x, offset: 5 * minute, at: 'end' }],
    ['x[5m]', { type: 'range', selector: x, window: 5 * minute }],
    ['x[5m] offset 1m', { type: 'range', selector: { ...x, offset: minute }, window: 5 * minute }],
    ['x @ end() [5m]', { type: 'range', selector: { ...x, at: 'end' }, window: 5 * minute }],
    ['x[1h:]', { type: 'subquery', expression: x, window: 60 * minute, offset: 0 }],
    [
      'x offset 1m[1h:5m] @ start()',
      {
        type: 'subquery',
        expression: { ...x, offset: minute },
        window: 60 * minute,
        step: 5 * minute,
        offset: 0,
        at: 'start',
      },
    ],
    ['sum', { ...x, name: 'sum' }],
    ['By{}', { ...x, name: 'By' }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toEqual(expected);
  });

  test.each([
    ['-1 ^ 2', '-(1 ^ 2)'],
    ['-x ^ 2 * 3', '(-(x ^ 2)) * 3'],
    ['2 ^ -x ^ 2', '2 ^ (-(x ^ 2))'],
    ['x - x - x', '(x - x) - x'],
    ['x ^ x ^ x', 'x ^ (x ^ x)'],
    ['x or x and x unless x', 'x or ((x and x) unless x)'],
    ['x + x * x ^ x', 'x + (x * (x ^ x))'],
    ['x == x > x', '(x == x) > x'],
    ['x * x atan2 x', '(x * x) atan2 x'],
    ['-x offset 5m', '-(x offset 5m)'],
    ['SUM BY (a) (x)', 'sum(x) by (a,)'],
    ['x Atan2 x', 'x atan2 x'],
  ])('reads %s as %s', (text, same) => {
    expect(tree(text)).toEqual(tree(same));
  });

  test('keeps where each part stands', () => {
    const text = '1 + sum by (a) (rate(foo{b="c"}[5m]))';
    const { node } = parse(text);
    const at = (span?: { start: number; end: number }) => text.slice(span?.start, span?.end);
    expect(node?.type === 'binary' && at(node.operatorSpan)).toBe('+');
    const sum = node?.type === 'binary' ? node.right : undefined;
    expect(at(sum?.span)).toBe('sum by (a) (rate(foo{b="c"}[5m]))');
    const rate = sum?.type === 'aggregation' ? sum.expression : undefined;
    expect(at(rate?.span)).toBe('rate(foo{b="c"}[5m])');
    const range = rate?.type === 'call' ? rate.args[0] : undefined;
    expect(at(range?.span)).toBe('foo{b="c"}[5m]');
    expect(range?.type === 'range' && range.selector.matchers.map(({ span }) => at(span))).toEqual(['b="c"']);
  });

  test('reads what was printed as what was printed from, on one line and on several', () => {
    fc.assert(
      fc.property(expressions, (node) => {
        const expected = withoutPlaces(normal(node));
        expect(tree(printLine(node))).toEqual(expected);
        expect(tree(print(node))).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  test('prints the same again', () => {
    fc.assert(
      fc.property(expressions, (node) => {
        const printed = print(node);
        const { node: again } = parse(printed);
        expect(again && print(again)).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });
});
