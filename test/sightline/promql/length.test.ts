import * as fc from '../../fast-check';
import { parse } from '../../../src/sightline/promql/parse/parse';
import { print, printLine } from '../../../src/sightline/promql/print/print';
import type { Node } from '../../../src/sightline/promql/syntax/ast';
import type { Dialect } from '../../../src/sightline/promql/syntax/dialect';
import { instant, millisecondsOf, type Length } from '../../../src/sightline/promql/syntax/length';
import { withoutPlaces } from '../../../src/sightline/promql/syntax/walk';
import { normal } from './parsed';
import { recentExpressions } from './recent-expressions';

const newest: Dialect = { version: '3.16', features: ['promql-binop-fill-modifiers'] };

function read(text: string): Node {
  const { node, problems } = parse(text, newest);
  expect({ text, problems }).toEqual({ text, problems: [] });
  return node ?? { type: 'number', value: NaN };
}

/** What is read of a window. */
function windowOf(text: string): Length {
  const node = read(`x[${text}]`);
  return node.type === 'range' ? node.window : NaN;
}

describe('a calculated duration', () => {
  test.each<[string, string]>([
    ['step()*4', 'step() * 4'],
    ['STEP ( )', 'step()'],
    ['5m+1h*2', '5m + 1h * 2'],
    ['(5m+1h)*2', '(5m + 1h) * 2'],
    ['1h-(5m-1m)', '1h - (5m - 1m)'],
    ['1h-5m-1m', '1h - 5m - 1m'],
    ['2^3^2', '2 ^ 3 ^ 2'],
    ['(2^3)^2', '(2 ^ 3) ^ 2'],
    ['-2^2+1h', '-2 ^ 2 + 1h'],
    ['(-2)^2', '(-2) ^ 2'],
    ['-(step()^2)+1h', '-step() ^ 2 + 1h'],
    ['-(step()+5m)+1h', '-(step() + 5m) + 1h'],
    ['max_of(step(),1m)', 'max_of(step(), 1m)'],
    ['MIN_OF( range() , 2 )', 'min_of(range(), 2)'],
    // what is no calculation is a duration
    ['(5m)', '5m'],
    ['+300', '5m'],
    ['0.0005', '0.0005'],
  ])('[%s] is printed as [%s]', (text, printed) => {
    expect(printLine(read(`x[${text}]`))).toBe(`x[${printed}]`);
  });

  test.each<[string, string]>([
    // what begins with one sign or a call ends before an operator; what begins with a parenthesis takes it in
    ['x offset 5m * 2', 'x offset 5m * 2'],
    ['x offset (5m * 2)', 'x offset (5m * 2)'],
    ['x offset (5m) * 2', 'x offset (5m * 2)'],
    ['x offset --step() * 2', 'x offset (--step() * 2)'],
    ['(x offset (5m * 2)) * 2', '(x offset (5m * 2)) * 2'],
    ['-(x offset (5m * 2))', '-(x offset (5m * 2))'],
    ['x offset -step() * 2', 'x offset -step() * 2'],
    ['x offset max_of(5m, step()) > 2', 'x offset max_of(5m, step()) > 2'],
    ['sum(x offset (5m * 2)) > 2', 'sum(x offset (5m * 2)) > 2'],
    ['max_over_time(x[1h:step()] offset (step() / 2))', 'max_over_time(x[1h:step()] offset (step() / 2))'],
  ])('%s is printed as %s', (text, printed) => {
    expect(printLine(read(text))).toBe(printed);
    expect(printLine(read(printed))).toBe(printed);
  });

  const asked = { step: 30_000, range: 3_600_000 };
  test.each<[string, number | undefined, number]>([
    ['step() * 4', undefined, 120_000],
    ['max_of(step(), 1m)', undefined, 60_000],
    ['min_of(step(), 1m) + range()', undefined, 3_630_000],
    ['5m * 2 - 30', 570_000, 570_000],
    ['2 ^ 3 ^ 2', 512_000, 512_000],
    ['-2 ^ 2 + 10', 6_000, 6_000],
    ['100ms / 3', 33, 33],
    ['7 % 4 * 1s', 3_000, 3_000],
    ['1h / (2 - 2)', NaN, NaN],
    ['1h % (2 - 2)', NaN, NaN],
  ])('%s is %s ms for any query, and %s ms for a known one', (text, always, known) => {
    expect(millisecondsOf(windowOf(text))).toBe(always);
    expect(millisecondsOf(windowOf(text), asked)).toBe(known);
  });

  test('counts no step and no range in a rule', () => {
    expect(millisecondsOf(windowOf('step() + 1m'), instant)).toBe(60_000);
    expect(millisecondsOf(windowOf('range()'), instant)).toBe(0);
  });
});

describe('an expression of today', () => {
  test('is read as what it was printed from, on one line and on several', () => {
    fc.assert(
      fc.property(recentExpressions, (node) => {
        const expected = withoutPlaces(normal(node));
        expect(withoutPlaces(normal(read(printLine(node))))).toEqual(expected);
        expect(withoutPlaces(normal(read(print(node))))).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is printed the same again', () => {
    fc.assert(
      fc.property(recentExpressions, (node) => {
        const printed = print(node);
        expect(print(read(printed))).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });
});
