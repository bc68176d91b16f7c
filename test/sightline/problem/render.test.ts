import { error, info, warning } from '../../../src/sightline/problem/problems';
import { renderLine, renderProblems, whereToRead } from '../../../src/sightline/problem/render';

const gauge = error('TYP102', 'rate of a gauge', {
  path: 'shop/monitored/Rules.rules.own.shop:queue:rate5m',
  source: { text: 'sum(rate(shop_queue_length[5m]))', start: 4, end: 31 },
  fix: 'take its deriv',
});
const inFile = warning('IMP009', "'labels' are left out.", {
  file: 'slo.yaml',
  line: 7,
  column: 5,
  path: 'shop.orders',
  source: { text: '    labels: { tier: gold }', start: 4, end: 10, firstLine: 7 },
});

describe('problems on a terminal', () => {
  test('are a block each, the worst first, with the text and a caret under what is wrong in it', () => {
    expect(renderProblems([info('IMP010', 'a match is left out'), inFile, gauge]))
      .toBe(`error TYP102 [shop/monitored/Rules.rules.own.shop:queue:rate5m]
  rate of a gauge.
    | sum(rate(shop_queue_length[5m]))
    |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  Fix: take its deriv.

warning IMP009 [slo.yaml:7:5 shop.orders]
  'labels' are left out.
    7 |     labels: { tier: gold }
      |     ^^^^^^

info IMP010 [program]
  a match is left out.
`);
  });

  test('say in an expression of several lines which one it is', () => {
    const source = { text: 'sum(\n  rat(x)\n)', start: 7, end: 10 };
    expect(renderProblems([error('PQL001', "there is no function 'rat'", { source })])).toContain(
      '    2 |   rat(x)\n      |   ^^^\n',
    );
  });

  test('name the pages that say more, one by one if they are few', () => {
    expect(whereToRead([gauge, inFile, gauge])).toBe(
      'Read more: docs/checks/IMP009.md, docs/checks/TYP102.md',
    );
    const many = (['PQL001', 'PQL002', 'PQL003', 'PQL004', 'PQL005'] as const).map((id) =>
      error(id, 'wrong'),
    );
    expect(whereToRead(many)).toBe('Read more: docs/checks/');
  });
});

test('a problem on one line says where in the text it is', () => {
  expect(renderLine(gauge)).toBe(
    'TYP102 rate of a gauge (at 1:5, near "sum(rate(shop_queue_length[5m]))"). Fix: take its deriv.',
  );
  expect(renderLine(error('SEL001', 'not selected'))).toBe('SEL001 not selected.');
});
