import { seriesPerPod } from '../../../src/sightline/contract/series-bound';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { goldenSignals } from '../../../src/sightline/rules/golden-signals';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { sum } from '../../../src/sightline/promql/build/aggregation';
import { printPromql } from '../../../src/sightline/promql/build/expression-text';
import { external } from '../../../src/sightline/promql/build/external';
import { histogramQuantile, rate } from '../../../src/sightline/promql/build/functions';
import { histogramCount, histogramFraction } from '../../../src/sightline/promql/build/histogram-functions';
import { nativeHistogram } from '../../../src/sightline/promql/build/native-histogram';
import { div, mul } from '../../../src/sightline/promql/build/operators';
import { summary } from '../../../src/sightline/promql/build/summary';
import { thirdParty } from '../../../src/sightline/promql/build/third-party';
import type { AnyVector } from '../../../src/sightline/promql/build/vector';
import { check } from '../../../src/sightline/promql/check/check';
import { knownMetrics } from '../../../src/sightline/promql/flow/known-metrics';
import { parse } from '../../../src/sightline/promql/parse/parse';

const pay = nativeHistogram('shop_pay_seconds', 'Time to pay', { route: { max: 5 } });
const both = nativeHistogram(
  'shop_both_seconds',
  'Time',
  { route: { max: 5 } },
  { classicBuckets: [0.1, 0.5] },
);
const pause = summary('shop_pause_seconds', 'Pauses', { route: { max: 5 } }, { quantiles: [0.5, 0.9, 1] });

const printed = ({ node }: AnyVector): string => printPromql(node);

/** What is wrong with a text about these metrics. */
function saidOf(text: string): string[] {
  const { node, problems } = parse(text);
  if (node === undefined) throw new Error(problems.map(({ message }) => message).join());
  const metrics = knownMetrics([pay.declaration, both.declaration, pause.declaration]);
  return check(node, { metrics, use: 'rule' }).problems.map(({ id, message }) => `${id} ${message}`);
}

describe('a native histogram', () => {
  test.each<[AnyVector, string]>([
    [
      histogramQuantile(0.95, sum(rate(pay.over('5m')), { by: ['route'] })),
      'histogram_quantile(0.95, sum by (route) (rate(shop_pay_seconds[5m])))',
    ],
    [
      mul(histogramFraction(-Infinity, 0.3, sum(rate(pay.over('5m')))), 100),
      'histogram_fraction(-Inf, 0.3, sum(rate(shop_pay_seconds[5m]))) * 100',
    ],
    [
      div(histogramCount(sum(rate(pay.where({ route: '/' }).over('5m')))), 2),
      'histogram_count(sum(rate(shop_pay_seconds{route="/"}[5m]))) / 2',
    ],
  ])('is read in a way that is written as a person writes it, and read back: %#', (expression, text) => {
    expect(printed(expression)).toBe(text);
    expect(expression.problems).toEqual([]);
    expect(saidOf(text)).toEqual([]);
  });

  test('has one series, and those of its classic form where it has one', () => {
    expect([pay, both].map(({ declaration }) => seriesPerPod(declaration))).toEqual([5, 5 * (1 + 2 + 4)]);
    expect(printed(both.classic.under(0.1))).toBe('shop_both_seconds_bucket{le="0.1"}');
    expect(pay).not.toHaveProperty('classic');
  });

  test.each([
    ['rate(shop_pay_seconds[5m]) / rate(shop_pay_seconds[5m])', 'TYP113'],
    ['rate(shop_pay_seconds[5m]) + 1', 'TYP113'],
    ['1 - rate(shop_pay_seconds[5m])', 'TYP113'],
    ['max by (route) (rate(shop_pay_seconds[5m]))', 'TYP113'],
    ['topk(3, rate(shop_pay_seconds[5m]))', 'TYP113'],
    ['abs(rate(shop_pay_seconds[5m]))', 'TYP113'],
    ['quantile_over_time(0.9, shop_pay_seconds[5m])', 'TYP113'],
    ['rate(shop_pay_seconds[5m]) > bool 0', 'TYP113'],
    ['histogram_quantile(0.9, shop_pay_seconds)', 'TYP112'],
    ['rate(sum(shop_pay_seconds)[1h:])', 'TYP109'],
    ['delta(shop_pay_seconds[5m])', 'TYP103'],
    ['histogram_count(shop_both_seconds_bucket)', 'TYP106'],
    ['sum by (le) (rate(shop_pay_seconds[5m]))', 'LBL201'],
  ])('%s is refused', (text, id) => {
    expect(saidOf(text).map((each) => each.slice(0, 6))).toEqual([id]);
  });

  test.each([
    'sum(rate(shop_pay_seconds[5m])) + sum(increase(shop_pay_seconds[1h]))',
    'rate(shop_pay_seconds[5m]) * 2 / 3',
    'avg_over_time(shop_pay_seconds[5m])',
    'rate(shop_pay_seconds[5m]) == rate(shop_pay_seconds[5m] offset 1h)',
    'rate(shop_pay_seconds[5m]) and on (pod) up',
    'count(shop_pay_seconds)',
    'absent(shop_pay_seconds)',
    'histogram_sum(rate(shop_pay_seconds[5m])) / histogram_count(rate(shop_pay_seconds[5m]))',
    'histogram_fraction(0, 0.3, rate(shop_pay_seconds[5m])) * histogram_count(rate(shop_pay_seconds[5m])) > 1',
    'max(histogram_avg(rate(shop_pay_seconds[5m])))',
    'histogram_quantile(0.9, -rate(shop_pay_seconds[5m]))',
  ])('%s is read', (text) => {
    expect(saidOf(text)).toEqual([]);
  });
});

describe('a summary', () => {
  test('has a series for each quantile, its sum and its count', () => {
    expect(seriesPerPod(pause.declaration)).toBe(5 * (3 + 3));
    expect(printed(pause.quantile(0.9))).toBe('shop_pause_seconds{quantile="0.9"}');
    expect(printed(pause.quantile(1))).toBe('shop_pause_seconds{quantile=~"1|1\\\\.0"}');
    expect(printed(sum(rate(pause.count.over('5m'))))).toBe('sum(rate(shop_pause_seconds_count[5m]))');
    expect(pause.quantile(0.9).problems).toEqual([]);
  });

  test('has no other quantiles than those that were declared', () => {
    expect(pause.quantile(0.99 as never).problems.map(({ id, message }) => [id, message])).toEqual([
      ['TYP107', "0.99 is no quantile of summary 'shop_pause_seconds', whose quantiles are 0.5, 0.9, 1"],
    ]);
    expect(saidOf('shop_pause_seconds{quantile="0.95"}').map((each) => each.slice(0, 6))).toEqual(['LBL202']);
  });

  test('has quantiles that do not add up', () => {
    expect(sum(pause.quantile(0.9)).problems.map(({ id }) => id)).toEqual(['TYP108']);
    expect(
      saidOf('avg by (route) (shop_pause_seconds{quantile="0.9"})').map((each) => each.slice(0, 6)),
    ).toEqual(['TYP108']);
    expect(saidOf('max by (route) (shop_pause_seconds{quantile="0.9"})')).toEqual([]);
  });

  test.each<[readonly unknown[], string]>([
    [[0.9, 0.5], "quantile 2 (0.5) of summary 'shop_a_seconds' must be greater than the one before it (0.9)"],
    [[95], "quantile 1 (95) of summary 'shop_a_seconds' must be a number from 0 to 1"],
    [['0.9'], 'quantile 1 ("0.9") of summary \'shop_a_seconds\' must be a number from 0 to 1'],
  ])('with the quantiles %j is refused', (quantiles, message) => {
    const { declaration } = summary('shop_a_seconds', 'A', {}, { quantiles: quantiles as readonly number[] });
    expect(declaration.problems.map((each) => each.message)).toEqual([message]);
  });

  test('counts the requests of golden signals, and is no latency', () => {
    const contract = serviceContract({ name: 'shop', metrics: [pause], notTraffic: {} });
    const options = {
      requests: pause.count,
      errors: { route: '/' },
      by: ['route'],
      saturation: false,
    } as const;
    const group = goldenSignals(contract, options);
    expect(group.problems).toEqual([]);
    expect(group.rules).toHaveLength(2);
    const refused = goldenSignals(contract, { ...options, latency: pause as never });
    expect(refused.problems.map(({ id, message }) => [id, message])).toEqual([
      [
        'TYP108',
        "'latency' is a summary, whose quantiles are those of single pods: they add up to no quantile of the service",
      ],
    ]);
  });
});

describe('a histogram of others', () => {
  const labels = ['namespace', 'destination', 'response_code'] as const;
  const mesh = external('istio_request_duration_milliseconds', 'histogram', 'Time to answer', labels, {
    buckets: [1, 5, 10],
  });
  const target = { namespace: 'prod', service: 'web-shop' };
  const contract = serviceContract({ name: 'web-shop', metrics: [pay], notTraffic: { route: ['/up'] } });

  test('gives golden signals, bound to the namespace and to nothing else', () => {
    const group = goldenSignals(contract, {
      requests: mesh.count.where({ destination: 'web-shop' }),
      errors: { response_code: /5../ },
      latency: mesh,
      by: ['destination'],
      quantiles: [0.95],
      saturation: false,
    });
    expect(group.problems).toEqual([]);
    expect(group.signals?.map(({ unit }) => unit)).toEqual([
      'requests per second',
      'percent',
      'milliseconds',
    ]);
    const { groups, problems } = bindGroups([group], { target, scrapeInterval: 30_000 });
    expect(problems).toEqual([]);
    const [traffic, , latency] = groups[0]?.rules ?? [];
    expect(traffic?.expr).toBe(
      'sum by (destination) (\n  rate(istio_request_duration_milliseconds_count{namespace="prod",destination="web-shop"}[5m])\n)',
    );
    expect(latency?.expr).toContain('istio_request_duration_milliseconds_bucket{namespace="prod"}[5m]');
  });

  test('has the buckets that are known, and any where none are', () => {
    expect(mesh.under(5).problems).toEqual([]);
    expect(mesh.under(7 as never).problems.map(({ id }) => id)).toEqual(['TYP107']);
    const open = external('ingress_seconds', 'histogram', 'Time', labels);
    expect(open.under(7).problems).toEqual([]);
  });

  test('keeps what is wrong with it, as it is in no contract', () => {
    const { bucket } = external('in gress', 'histogram', 'Time', labels, { buckets: [2, 1] });
    expect(bucket.problems.map(({ id }) => id)).toEqual(['NAM003', 'CAR011']);
    expect(external('a', 'untyped' as 'gauge', 'A', []).problems.map(({ message }) => message)).toEqual([
      `'type' ("untyped") of a metric must be counter, gauge, histogram, native histogram, summary`,
    ]);
  });

  test('may have any name where a service exposes it itself', () => {
    const calls = thirdParty.nativeHistogram('rpc_duration_sum', 'Calls', { route: { max: 3 } });
    expect(calls.declaration.problems).toEqual([]);
    expect(printed(histogramCount(rate(calls.over('5m'))))).toBe(
      'histogram_count(rate(rpc_duration_sum[5m]))',
    );
  });
});
