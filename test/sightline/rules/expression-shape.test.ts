import * as fc from '../../fast-check';
import { knownMetrics } from '../../../src/sightline/promql/flow/known-metrics';
import { packedMetrics } from '../../../src/sightline/promql/flow/packed-metrics';
import { nearNames } from '../../../src/sightline/rules/check-near-names';
import { shapeOf, type NameKnown } from '../../../src/sightline/rules/expression-shape';
import { fileRuleChecker, type FileRule, type FileWorld } from '../../../src/sightline/rules/file-rules';
import { queue, requests } from './mistakes';

const nothing = (): NameKnown => undefined;

/** The shape of an expression of which nothing else is known. */
function shape(expr: string): string | undefined {
  return shapeOf({ expr }, {}, nothing);
}

describe('the shape of an expression', () => {
  test.each([
    ['what the names of series begin with', 'rate(shop_requests_total[5m])', 'rate(cart_orders_total [5m])'],
    ['values of labels', 'x{service="shop"} / y{service="shop"}', 'x{service="cart"} / y{service="cart"}'],
    ['comments', 'sum(x) # all of them', 'sum(x)'],
  ])('is the same whatever %s are', (_, one, other) => {
    expect(shape(one)).toBeDefined();
    expect(shape(one)).toBe(shape(other));
  });

  test.each([
    ['last words', 'rate(shop_requests_total[5m])', 'rate(shop_requests_count[5m])'],
    ['a colon', 'sum(shop_requests_total)', 'sum(shop:requests_total)'],
    ['values that are the same', 'x{s="a"} / y{s="a"}', 'x{s="a"} / y{s="b"}'],
    ['names that are the same', 'a_total / a_total', 'a_total / b_total'],
    ['an empty value', 'x{s="a"}', 'x{s=""}'],
    ['regular expressions', 'x{s=~"a"}', 'x{s=~"b"}'],
    ['labels', 'sum by (a_b) (x)', 'sum by (c_b) (x)'],
    ['bounds', 'x_bucket{le="one"}', 'x_bucket{le="two"}'],
    ['numbers', 'x > 1', 'x > 2'],
    ['names in quotes', '{"a.b"}', '{"c.b"}'],
  ])('is another with other %s', (_, one, other) => {
    expect(shape(one)).not.toBe(shape(other));
  });

  test.each([
    ['a value stands in another text, too', 'x{s="shop"} / on (s) y{t=~"shop|cart"}'],
    ['a label is compared in another way, too', 'x{s="shop"} / on (s) y{s!~"s.*"}'],
    ['labels are rewritten', 'label_replace(x{s="shop"}, "t", "$1", "s", "(.*)")'],
    ['it can not be read', 'sum("'],
  ])('is none where %s', (_, expr) => {
    expect(shape(expr)).toBeUndefined();
  });

  it('has in it what the rules have that it reads, and none where these read each other', () => {
    const rules = (one: string): Record<string, FileRule> => ({
      'a:x': { record: 'a:x', expr: one },
      'b:x': { record: 'b:x', expr: 'sum(a:x)' },
    });
    const known = (one: string) => (name: string) => {
      const rule = rules(one)[name];
      return rule && { rule };
    };
    const [ofSum, ofMax] = ['sum(shop_total)', 'max(shop_total)'].map((one) =>
      shapeOf({ expr: 'b:x' }, {}, known(one)),
    );
    expect(ofSum).toBeDefined();
    expect(ofSum).not.toBe(ofMax);
    expect(ofSum).toBe(shapeOf({ expr: 'b:x' }, {}, known('sum(cart_total)')));
    expect(shapeOf({ expr: 'b:x' }, {}, known('b:x'))).toBeUndefined();
  });
});

const names = [
  ...['shop_requests_total', 'shop_queue_length', 'shop_requets_total', 'up', 'node_cpu_seconds_total'],
  ...['a_requests_total', 'b_requests_total', 'a_b_sum', 'a_b_count', 'b_b_count', 'a_b_bucket', 'x', 'b:y'],
  ...['a:x:rate5m', 'b:x:rate5m', 'c:x:rate5m'],
];
const values = ['', 'a', 'b', 'idle', 'sleepy', 'GET', 'a.*', '2'];
const selectors = fc
  .tuple(
    fc.constantFrom(...names),
    fc.array(
      fc.tuple(
        fc.constantFrom('s', 'mode', 'le', 'method'),
        fc.constantFrom('=', '=', '=', '!=', '=~'),
        fc.constantFrom(...values),
      ),
      { maxLength: 2 },
    ),
  )
  .map(
    ([name, matchers]) =>
      `${name}{${matchers.map(([label, operator, value]) => `${label}${operator}"${value}"`).join(', ')}}`,
  );
const forms = [
  ...[
    '$',
    '$',
    'rate($[5m])',
    'sum by (s) ($)',
    'sum by (s) (rate($[5m]))',
    'max without (mode) ($)',
    'absent($)',
  ],
  ...[
    'histogram_quantile(0.9, sum by (le, s) (rate($[5m])))',
    '$ > 5',
    'avg_over_time($[1h])',
    'irate($[1m])',
  ],
  ...['label_replace($, "t", "$1", "s", "(a.*)")', 'delta($[5m])', '$ * 0', 'rate(sum($)[5m:1m])', '100 * $'],
];
const parts = fc
  .tuple(fc.constantFrom(...forms), selectors)
  .map(([form, selector]) => form.replace('$', selector));
const operators = [
  ...['/', '/', '-', 'and', 'or', 'unless', '> bool', '/ on (s)', 'and on (mode)', 'or on (s)'],
  ...['/ ignoring (s) group_left', '/ on () group_left (s)'],
];
const expressions = fc
  .tuple(fc.constantFrom(...operators), parts, parts, fc.constantFrom('none', 'none', 'both'))
  .map(([operator, left, right, sides]) => (sides === 'none' ? left : `${left} ${operator} ${right}`));
const rules: fc.Arbitrary<FileRule> = fc
  .tuple(
    fc.constantFrom('a:x:rate5m', 'b:x:rate5m', 'c:x:rate5m', undefined),
    expressions,
    fc.constantFrom(...values),
  )
  .map(([record, expr, s]) => {
    if (record === undefined) return { expr };
    // what is known of rules that read each other depends on the one that is asked about first
    const read = expr.replaceAll(/[abc]:x:rate5m/g, (name) => (name < record ? name : 'x'));
    return { record, expr: read, labels: { s } };
  });

describe('a rule among others', () => {
  const metrics = new Map([...packedMetrics, ...knownMetrics([requests.declaration, queue.declaration])]);
  const world: FileWorld = { metrics, near: nearNames(['shop_requests_total', 'shop_queue_length']) };

  it('has wrong with it what it has if no other of its shape was asked about before', () => {
    let shared = 0;
    fc.assert(
      fc.property(fc.array(rules, { minLength: 2, maxLength: 6 }), fc.nat(), (some, seed) => {
        // the same once more, with other names
        const [from, to] = [
          ['a_', 'b_', '"a"', 'a:x'],
          ['long_c_', 'c_', '"c"', 'd:x'],
        ] as const;
        const which = seed % from.length;
        const renamed = some.map((rule): FileRule => {
          const turned = JSON.stringify(rule).replaceAll(
            JSON.stringify(from[which]).slice(1, -1),
            JSON.stringify(to[which]).slice(1, -1),
          );
          return JSON.parse(turned) as FileRule; // a rule, as before
        });
        const all = [...some, ...renamed];
        const together = fileRuleChecker(all, world);
        const shapes = new Set<string>();
        for (const rule of all) {
          const own = shapeOf(rule, {}, nothing) ?? '';
          if (shapes.has(own)) shared += 1;
          shapes.add(own);
          expect(together(rule)).toEqual(fileRuleChecker(all, world)(rule));
        }
      }),
      { numRuns: 400 },
    );
    expect(shared).toBeGreaterThan(400);
  });
});
