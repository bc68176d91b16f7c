import * as fc from '../../fast-check';
import { checkPromql, parsePromql, printPromql } from '../../../src/sightline/promql/build/expression-text';
import { abs } from '../../../src/sightline/promql/build/math';
import { add } from '../../../src/sightline/promql/build/operators';
import { parse } from '../../../src/sightline/promql/parse/parse';
import { print } from '../../../src/sightline/promql/print/print';
import type { Node } from '../../../src/sightline/promql/syntax/ast';
import type { Dialect } from '../../../src/sightline/promql/syntax/dialect';
import { waiting } from '../../types/shop';
import { recentExpressions } from './recent-expressions';

/** What a program without types hands over. */
const anything = (value: unknown): never => value as never;

describe('an expression that is no text', () => {
  test.each([
    [/x/, 'a value of another kind'],
    [undefined, 'nothing'],
    [5, '5'],
    [{}, 'an object'],
  ])('such as %s is refused by what it is', (given, shown) => {
    const message = `an expression (${shown}) must be a text`;
    expect(parsePromql(anything(given)).problems).toMatchObject([{ id: 'OPT002', message }]);
    expect(checkPromql(anything(given)).problems).toMatchObject([{ id: 'OPT002', message }]);
  });

  test('or is for a Prometheus or a use that is none, is refused', () => {
    const wrong = (path: string) => [{ id: 'OPT002', path }];
    expect(parsePromql('x', anything(null)).problems).toMatchObject([{ id: 'OPT002' }]);
    expect(parsePromql('x', { version: anything(3.5) }).problems).toMatchObject(wrong('version'));
    expect(checkPromql('x', { features: anything('all') }).problems).toMatchObject(wrong('features'));
    expect(checkPromql('x', {}, anything('panel')).problems).toMatchObject([{ id: 'OPT002' }]);
  });
});

describe('a text of 6 MB', () => {
  test.each<[string, string]>([
    ['durations', `x[${'1s'.repeat(3_500_000)}]`],
    ['parentheses', '('.repeat(6_000_000)],
    ['labels', `sum by (${'a,'.repeat(3_000_000)}) (x)`],
    ['operators', `x${'+x'.repeat(3_000_000)}`],
    ['one value', `x{a="${'b'.repeat(6_000_000)}"}`],
  ])('with nothing but %s ends in a problem', (_, text) => {
    expect(parsePromql(text).problems).toMatchObject([
      { id: 'PQL001', message: expect.stringContaining('must have at most 1572864') as string },
    ]);
  });
});

test('a text of durations that could be stored is refused for its units', () => {
  expect(parsePromql(`x[${'1s'.repeat(700_000)}]`).problems).toMatchObject([
    { id: 'PQL001', message: expect.stringContaining('each unit stands once') as string },
  ]);
});

describe('what is printed', () => {
  const newest: Dialect = { version: '3.16', features: ['promql-binop-fill-modifiers'] };

  test('is the same for a tree that a program has copied', () => {
    fc.assert(
      fc.property(recentExpressions, (node) => {
        const read = parse(print(node), newest).node ?? node;
        expect(printPromql(structuredClone(read))).toBe(print(read));
      }),
      { numRuns: 500 },
    );
  });

  const selector = { type: 'selector', name: 'x', matchers: [], offset: 0, scope: 'global' } as const;
  const itself: { type: string; operator: string; expression?: unknown } = { type: 'unary', operator: '-' };
  itself.expression = itself;
  const unreadable = Object.defineProperty({ ...selector }, 'at', {
    enumerable: true,
    get: () => {
      throw new Error('no');
    },
  });
  test.each<[string, unknown]>([
    ['no object', /x/],
    ['no node', {}],
    ['a node without a part', { type: 'unary', operator: '-' }],
    ['a function that there is not', { type: 'call', name: 'toString', args: [] }],
    ['an operator that there is not', { type: 'binary', operator: 'x', left: selector, right: selector }],
    ['a matcher without a value', { ...selector, matchers: [{ label: 'a', operator: '=' }] }],
    ['a part that can not be read', unreadable],
    ['a tree that contains itself', itself],
  ])('of %s is a text that no Prometheus reads', (_, given) => {
    const printed = printPromql(given as Node);
    expect(printed).toMatch(/^<no expression: .*>$/);
    expect(parsePromql(printed).node).toBeUndefined();
  });
});

describe('an expression that is built into itself', () => {
  test('again and again is refused before it has no end', () => {
    let doubled = add(waiting, waiting);
    for (let times = 0; times < 60; times++) doubled = add(doubled, doubled);
    expect(doubled.problems).toMatchObject([
      { id: 'PQL001', message: 'an expression has more than 200000 parts' },
    ]);
  });

  test('is as deep as one that is read', () => {
    const nested = (depth: number) => {
      let inner = abs(waiting);
      for (let times = 1; times < depth; times++) inner = abs(inner);
      return inner.problems;
    };
    expect(nested(400)).toEqual([]);
    expect(nested(401)).toMatchObject([{ message: 'more than 400 expressions stand within each other' }]);
  });
});
