import type {
  BinaryOperator,
  Node,
  VectorMatching,
  VectorSelector,
} from '../../../src/sightline/promql/syntax/ast';
import { print, printLine } from '../../../src/sightline/promql/print/print';
import { avg, count, sum, topk } from '../../../src/sightline/promql/build/aggregation';
import { histogramQuantile, increase, rate } from '../../../src/sightline/promql/build/functions';
import { add, div, gt, mul, or, pow, sub, unless } from '../../../src/sightline/promql/build/operators';
import { byBoth, byRoute, byVerb, latency, requests, waiting } from '../../types/shop';

const x = selector('x');
const y = selector('y');
const z = selector('z');

function selector(name: string, more: Partial<VectorSelector> = {}): VectorSelector {
  return { type: 'selector', name, matchers: [], offset: 0, scope: 'global', ...more };
}

function binary(
  left: Node | number,
  operator: BinaryOperator,
  right: Node | number,
  matching?: VectorMatching,
): Node {
  const node = (side: Node | number): Node =>
    typeof side === 'number' ? { type: 'number', value: side } : side;
  return {
    type: 'binary',
    operator,
    bool: false,
    ...(matching === undefined ? {} : { matching }),
    left: node(left),
    right: node(right),
  };
}

describe('printLine', () => {
  test.each<[Node, string]>([
    [binary(binary(x, '-', y), '-', z), 'x - y - z'],
    [binary(x, '-', binary(y, '-', z)), 'x - (y - z)'],
    [binary(binary(x, '/', y), '*', z), 'x / y * z'],
    [binary(x, '/', binary(y, '*', z)), 'x / (y * z)'],
    [binary(binary(x, '+', y), '*', z), '(x + y) * z'],
    [binary(x, '+', binary(y, '*', z)), 'x + y * z'],
    [binary(x, '^', binary(y, '^', z)), 'x ^ y ^ z'],
    [binary(binary(x, '^', y), '^', z), '(x ^ y) ^ z'],
    [binary(binary(x, '*', y), '^', z), '(x * y) ^ z'],
    [binary(binary(x, 'and', y), 'or', z), 'x and y or z'],
    [binary(x, 'and', binary(y, 'or', z)), 'x and (y or z)'],
    [binary(x, 'unless', binary(y, 'and', z)), 'x unless (y and z)'],
    [binary(binary(x, '>', y), '==', z), 'x > y == z'],
    [binary(x, '>', binary(y, '==', z)), 'x > (y == z)'],
    [binary(binary(x, '>', y), 'or', z), 'x > y or z'],
    [binary(binary(x, 'or', y), '>', z), '(x or y) > z'],
  ])('sets parentheses only where they are needed: %#', (node, text) => {
    expect(printLine(node)).toBe(text);
  });

  test.each<[Node, string]>([
    [binary(-2, '^', x), '(-2) ^ x'],
    [binary(-0, '^', x), '(-0) ^ x'],
    [binary(Infinity, '^', x), '(+Inf) ^ x'],
    [binary(-Infinity, '^', x), '(-Inf) ^ x'],
    [binary(2, '^', x), '2 ^ x'],
    [binary(x, '^', -2), 'x ^ -2'],
    [binary(x, '^', binary(-2, '^', y)), 'x ^ (-2) ^ y'],
    [binary(-2, '*', x), '-2 * x'],
    [binary(x, '-', -2), 'x - -2'],
    [binary(binary(x, '*', -1), '+', 0.00001), 'x * -1 + 0.00001'],
  ])('binds a sign less tightly than ^: %#', (node, text) => {
    expect(printLine(node)).toBe(text);
  });

  test.each<[VectorMatching, string]>([
    [{ type: 'on', labels: [] }, 'x / on () y'],
    [{ type: 'on', labels: ['a', 'b'] }, 'x / on (a, b) y'],
    [{ type: 'ignoring', labels: ['a'] }, 'x / ignoring (a) y'],
    [{ type: 'ignoring', labels: [] }, 'x / y'],
    [{ type: 'on', labels: ['a'], group: { side: 'left', include: [] } }, 'x / on (a) group_left () y'],
    [
      { type: 'on', labels: ['a'], group: { side: 'right', include: ['b', 'c'] } },
      'x / on (a) group_right (b, c) y',
    ],
    [
      { type: 'ignoring', labels: [], group: { side: 'left', include: ['b'] } },
      'x / ignoring () group_left (b) y',
    ],
  ])('writes which series belong together: %#', (matching, text) => {
    expect(printLine(binary(x, '/', y, matching))).toBe(text);
  });

  test('writes a comparison that gives 0 and 1 with bool, before its matching', () => {
    expect(printLine(gt(byBoth, byVerb, { bool: true, on: ['verb'], groupLeft: [] }).node)).toMatch(
      / > bool on \(verb\) group_left \(\) sum by \(verb\) /,
    );
    expect(printLine(gt(waiting, 3, { bool: true }).node)).toBe('shop_waiting_mails > bool 3');
  });

  test.each<[Node, string]>([
    [requests.offset('1w').node, 'shop_requests_total offset 1w'],
    [requests.offset('90m').over('3600s').node, 'shop_requests_total[1h] offset 1h30m'],
    [selector('x', { offset: -300_000 }), 'x offset -5m'],
    [{ type: 'range', selector: selector('x', { offset: -1 }), window: 1_500 }, 'x[1s500ms] offset -1ms'],
    [
      requests.where({ verb: 'GET' }).offset('1d').over('14d').node,
      'shop_requests_total{verb="GET"}[2w] offset 1d',
    ],
  ])('writes windows and offsets as Prometheus does: %#', (node, text) => {
    expect(printLine(node)).toBe(text);
  });

  test.each([
    ['say "hi"', String.raw`x{a="say \"hi\""}`],
    ['back\\slash', String.raw`x{a="back\\slash"}`],
    ['two\nlines\tand', String.raw`x{a="two\nlines\tand"}`],
    ['naïve 日本 😀', 'x{a="naïve 日本 😀"}'],
    ["it's {fine}", 'x{a="it\'s {fine}"}'],
    ['', 'x{a=""}'],
  ])('quotes the value %j', (value, text) => {
    expect(printLine(selector('x', { matchers: [{ label: 'a', operator: '=', value }] }))).toBe(text);
  });

  test('writes all four operators of matchers, in the order in which they were given', () => {
    const { node } = requests
      .where({ verb: 'GET', code: /5../ })
      .where({ route: { not: '/' }, pod: { not: ['a', 'b.c'] } });
    expect(printLine(node)).toBe(
      String.raw`shop_requests_total{verb="GET",code=~"5..",route!="/",pod!~"a|b\\.c"}`,
    );
  });

  test('writes aggregations with by, without, neither, and a parameter', () => {
    expect(printLine(sum(waiting).node)).toBe('sum(shop_waiting_mails)');
    expect(printLine(sum(waiting, { by: [] }).node)).toBe('sum(shop_waiting_mails)');
    expect(printLine(avg(waiting, { by: ['priority', 'pod'] }).node)).toBe(
      'avg by (priority, pod) (shop_waiting_mails)',
    );
    expect(printLine(count(waiting, { without: ['pod'] }).node)).toBe(
      'count without (pod) (shop_waiting_mails)',
    );
    expect(printLine(count(waiting, { without: [] }).node)).toBe('count without () (shop_waiting_mails)');
    expect(printLine(topk(3, waiting, { by: ['pod'] }).node)).toBe('topk by (pod) (3, shop_waiting_mails)');
  });

  test('writes a bucket by each spelling of its bound', () => {
    expect(printLine(latency.under(0.5).node)).toBe('shop_request_seconds_bucket{le="0.5"}');
    expect(printLine(latency.under(2).over('5m').node)).toBe(
      String.raw`shop_request_seconds_bucket{le=~"2|2\\.0"}[5m]`,
    );
  });
});

describe('print', () => {
  test('keeps what has 100 characters on a line, and breaks what has 101', () => {
    const named = (length: number) => binary(selector('m'.repeat(length - 4)), '+', y);
    expect(print(named(100))).toBe(`${'m'.repeat(96)} + y`);
    expect(print(named(101))).toBe(`${'m'.repeat(97)}\n+\ny`);
  });

  test('breaks functions and aggregations, not the selector in a rate', () => {
    const buckets = latency.bucket.where({
      verb: ['GET', 'POST'],
      route: { not: ['/metrics', '/healthz', '/readyz'] },
    });
    expect(
      print(histogramQuantile(0.999, sum(rate(buckets.over('11m')), { by: ['route', 'le'] })).node),
    ).toBe(
      [
        'histogram_quantile(',
        '  0.999,',
        '  sum by (route, le) (',
        '    rate(shop_request_seconds_bucket{verb=~"GET|POST",route!~"/metrics|/healthz|/readyz"}[11m])',
        '  )',
        ')',
      ].join('\n'),
    );
  });

  test('keeps a number beside its operator', () => {
    const failed = sum(
      rate(requests.where({ code: /5../, namespace: 'shop', service: 'shop' }).over('11m')),
      { by: ['route'] },
    );
    expect(print(mul(div(failed, byRoute), 100).node)).toBe(
      [
        'sum by (route) (rate(shop_requests_total{code=~"5..",namespace="shop",service="shop"}[11m]))',
        '/',
        'sum by (route) (rate(shop_requests_total[11m]))',
        '* 100',
      ].join('\n'),
    );
  });

  test('sets a long part in parentheses on lines of its own', () => {
    const long = sum(
      increase(
        requests.where({ code: ['500', '501', '502', '503', '504'], verb: { not: 'other' } }).over('1h'),
      ),
      {
        by: ['route'],
      },
    );
    expect(print(sub(1, div(or(long, byRoute), gt(byRoute, 0))).node)).toBe(
      [
        '1',
        '-',
        '  (',
        '    sum by (route) (increase(shop_requests_total{code=~"500|501|502|503|504",verb!="other"}[1h]))',
        '    or',
        '    sum by (route) (rate(shop_requests_total[11m]))',
        '  )',
        '  /',
        '  (sum by (route) (rate(shop_requests_total[11m])) > 0)',
      ].join('\n'),
    );
  });

  test('keeps a chain of operators of one rank on one level', () => {
    const hourly = sum(rate(requests.where({ verb: 'GET' }).over('1h')), { by: ['route'] });
    const chain = add(add(add(byRoute, hourly), byRoute), pow(hourly, 2));
    expect(print(unless(chain, byRoute).node)).toBe(
      [
        'sum by (route) (rate(shop_requests_total[11m]))',
        '+',
        'sum by (route) (rate(shop_requests_total{verb="GET"}[1h]))',
        '+',
        'sum by (route) (rate(shop_requests_total[11m]))',
        '+',
        'sum by (route) (rate(shop_requests_total{verb="GET"}[1h])) ^ 2',
        'unless',
        'sum by (route) (rate(shop_requests_total[11m]))',
      ].join('\n'),
    );
  });
});
