import { extent, seedOf } from '../../sampling';
import { knownMetrics } from '../../../src/sightline/promql/flow/known-metrics';
import { packedMetrics } from '../../../src/sightline/promql/flow/packed-metrics';
import { nearNames } from '../../../src/sightline/rules/check-near-names';
import { shapeOf, type NameKnown } from '../../../src/sightline/rules/expression-shape';
import { fileRuleChecker, type FileRule, type FileWorld } from '../../../src/sightline/rules/file-rules';
import { random } from '../promql/random';
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

/** What N stands for is a name or the start of one, what V stands for is the value of a label. */
const forms = [
  'N{s="V"} / N{s="V"}',
  'N_total{s="V"} / N_total{s="V", t="V"}',
  'sum by (s) (rate(N_total{s="V"}[5m])) / sum by (s) (rate(N_total{s="V"}[5m]))',
  'N{s="V"} and on (s) N{t="V"}',
  'N{s="V"} and on (s) N{s=~"V|x"}',
  'N{s="V", s=~"V"}',
  'N{s="V", s!="V"}',
  'N_count{s="V"} or N_count{s!="V"}',
  'sum(N_sum{s="V"}) / sum(N_count{s="V"})',
  'sum(N_count) / sum(N_count)',
  'sum(N:count) / sum(N:count)',
  'N_sum{s="V"} / N_count{s="V"}',
  'rate(N_sum{s="V"}[5m]) / rate(N_count{s="V"}[5m])',
  'histogram_quantile(0.9, sum by (le) (rate(N_bucket{s="V"}[5m])))',
  'histogram_quantile(0.9, sum by (le) (N_bucket{s="V"}))',
  'histogram_quantile(0.9, sum by (s) (rate(N_bucket{s="V"}[5m])))',
  'histogram_quantile(0.9, sum by (le) (rate(N:bucket{s="V"}[5m])))',
  'rate(sum(N_total{s="V"})[5m:1m])',
  'rate(N:x:rate5m{s="V"}[5m])',
  'N:x:rate5m{s="V"} / N:x:rate5m{mode="V"}',
  'N:x:rate5m{mode="V"}',
  'sum by (t) (N:x:rate5m{s="V"})',
  'N:x:rate5m{s="V"} or N:x:rate5m{s="V", mode="V"}',
  'up{s="V"} == on (s) N{s="V"}',
  'up{job="V"} / up{job="V"}',
  'node_cpu_seconds_total{mode="V"} / node_cpu_seconds_total{mode="V"}',
  'sum by (N) (N_total{N="V"}) / sum by (N) (N_total{N="V"})',
  'sum by (N_s) (N_total{N_s="V"}) / sum by (N_s) (N_total)',
  'N_total{s="V"} / on (N_s) N_total{N_s="V"}',
  'absent(N{s="V"}) or N{s="V"}',
  'absent(N{s="V"}) and absent(N{s="V"})',
  'label_replace(N{s="V"}, "t", "$1", "s", "V") / N{t="V"}',
  'N_requests_total{code="V"} / N_requests_total{method="V"}',
  'N_bucket{le="V"} / N_bucket{le="V"}',
  'N{quantile="V"} / N{quantile="V"}',
  '{__name__="N_total", s="V"} / {__name__="N_count"}',
  'max(N{s="V"}) > 5 and N{s="V"} < 3',
  'delta(N_total{s="V"}[5m])',
  'sum(shop_requests_total{method="V"})',
  'shop_requests_total{N="V"}',
];

describe('a rule among others', () => {
  const metrics = new Map([...packedMetrics, ...knownMetrics([requests.declaration, queue.declaration])]);
  const world: FileWorld = { metrics, near: nearNames(['shop_requests_total', 'shop_queue_length']) };
  const recordings: readonly FileRule[] = [
    { record: 'a:x:rate5m', expr: 'sum by (s) (rate(a_requests_total{s!=""}[5m]))', labels: { mode: 'a' } },
    { record: 'b:x:rate5m', expr: 'sum by (s) (rate(b_requests_total{s!=""}[5m]))', labels: { mode: 'b' } },
    { record: 'c:x:rate5m', expr: 'max by (s) (rate(c_requests_total{s!=""}[5m]))', labels: { mode: 'c' } },
    { record: 'd:x:rate5m', expr: 'a:x:rate5m / b:x:rate5m' },
  ];

  it('has wrong with it what it has where no other of its shape was asked about before', () => {
    const { pick } = random(seedOf());
    const fill = (form: string): string =>
      form
        .replaceAll(/N/g, () => pick(['a', 'b', 'c', 'shop', 'x_a', 'x:b']))
        .replaceAll(/V/g, () => pick(['a', 'a', 'a', 'b', 'idle', 'GET', 'a.*', '2', '']));
    const rules = forms.flatMap((form, index) =>
      Array.from({ length: extent(40, 1_000) }, (_, copy): FileRule => {
        const expr = fill(form);
        return copy % 2 === 0 ? { expr } : { record: `r${index}:${copy}`, expr };
      }),
    );
    const together = fileRuleChecker([...recordings, ...rules], world);
    let wrong = 0;
    for (const rule of rules) {
      const found = together(rule);
      expect({ rule, found }).toEqual({ rule, found: fileRuleChecker([...recordings, rule], world)(rule) });
      wrong += found.length === 0 ? 0 : 1;
    }
    // both are there, and many of either
    expect(wrong).toBeGreaterThan(rules.length / 8);
    expect(wrong).toBeLessThan(rules.length * 0.8);
  });
});
