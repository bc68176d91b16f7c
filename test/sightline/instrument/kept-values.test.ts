import { AggregatorRegistry, Registry, type OpenMetricsContentType } from 'prom-client';
import { instrument } from '../../../src/sightline/instrument/prom-client';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { counter } from '../../../src/sightline/promql/build/metric';
import { latency, requests, waiting } from '../../types/shop';
import { samplesOf } from './page';

const declared = { requests, latency, waiting };
const got = { verb: 'GET', route: '/', code: '200' } as const;

/** The metrics page of a registry without its comments. */
async function lines(register: Registry): Promise<string[]> {
  return (await register.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('# HELP'));
}

describe('a page', () => {
  test('that is read again says the same, and what was counted in between is added once', async () => {
    const register = new Registry();
    const metrics = instrument(declared, { register });
    const series = metrics.requests.bounded(got);
    series.inc();
    const first = await register.metrics();
    expect(await register.metrics()).toBe(first);
    series.inc(2);
    metrics.requests.inc(got);
    expect(
      samplesOf(await register.metrics()).get('shop_requests_total{verb="GET",route="/",code="200"}'),
    ).toBe(4);
  });

  test('has a series from its first use on, not since somebody asked for it', async () => {
    const register = new Registry();
    const metrics = instrument(declared, { register });
    const [idle, begun] = ['/idle', '/begun'].map((route) => metrics.requests.bounded({ ...got, route }));
    expect(idle).toBeDefined();
    begun?.inc(0);
    expect([...samplesOf(await register.metrics())]).toEqual([
      ['shop_requests_total{verb="GET",route="/begun",code="200"}', 0],
    ]);
  });

  test('counts a value at the bound of a bucket in it, and one above all bounds in +Inf only', async () => {
    const register = new Registry();
    const { size } = instrument(
      { size: histogram('order_bytes', 'Size', {}, { buckets: [-1, 10, 20] }) },
      { register },
    );
    for (const bytes of [-1, 10, 10.5, 21, 300]) size.observe(bytes);
    expect([...samplesOf(await register.metrics())]).toEqual([
      ['order_bytes_bucket{le="-1"}', 1],
      ['order_bytes_bucket{le="10"}', 2],
      ['order_bytes_bucket{le="20"}', 3],
      ['order_bytes_bucket{le="+Inf"}', 5],
      ['order_bytes_sum', 340.5],
      ['order_bytes_count', 5],
    ]);
  });

  test('in the OpenMetrics format is written as that format wants it, each time', async () => {
    const register = new Registry<OpenMetricsContentType>();
    register.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    // the cast: a registry of another format is as good, which the type does not say
    const metrics = instrument({ requests, waiting }, { register: register as unknown as Registry });
    metrics.requests.inc(got, 3);
    metrics.waiting.set({ priority: 'low' }, -2);
    for (let time = 0; time < 2; time++) {
      expect(await register.metrics()).toBe(
        [
          '# HELP shop_requests Requests answered',
          '# TYPE shop_requests counter',
          'shop_requests_total{verb="GET",route="/",code="200"} 3',
          '# HELP shop_waiting_mails Mails not yet sent',
          '# TYPE shop_waiting_mails gauge',
          'shop_waiting_mails{priority="low"} -2',
          '# EOF',
          '',
        ].join('\n'),
      );
    }
  });
});

test('labels of the registry stand beside those of the metric, and do not stick to it', async () => {
  const register = new Registry();
  const metrics = instrument({ waiting }, { register });
  metrics.waiting.set({ priority: 'low' }, 1);
  register.setDefaultLabels({ zone: 'a' });
  expect(await lines(register)).toContain('shop_waiting_mails{priority="low",zone="a"} 1');
  const json = await register.getMetricsAsJSON();
  expect(json[0]?.values).toEqual([{ value: 1, labels: { priority: 'low', zone: 'a' } }]);
  register.setDefaultLabels({ zone: 'b' });
  expect(await lines(register)).toContain('shop_waiting_mails{priority="low",zone="b"} 1');
});

describe('a reset', () => {
  test('takes all series from the page; those without labels are 0', async () => {
    const register = new Registry();
    const orders = counter('orders_total', 'Orders', {});
    const size = histogram('order_bytes', 'Size', {}, { buckets: [10] });
    const metrics = instrument({ ...declared, orders, size }, { register });
    metrics.requests.inc(got);
    metrics.latency.observe({ verb: 'GET', route: '/' }, 1);
    metrics.waiting.inc({ priority: 'low' });
    metrics.orders.inc(5);
    metrics.size.observe(3);
    register.resetMetrics();
    expect([...samplesOf(await register.metrics())]).toEqual([
      ['orders_total', 0],
      ['order_bytes_bucket{le="10"}', 0],
      ['order_bytes_bucket{le="+Inf"}', 0],
      ['order_bytes_sum', 0],
      ['order_bytes_count', 0],
    ]);
  });

  test('lets who holds a series go on, from 0', async () => {
    const register = new Registry();
    const metrics = instrument(declared, { register });
    const counted = metrics.requests.bounded(got);
    const timed = metrics.latency.bounded({ verb: 'GET', route: '/' });
    const moved = metrics.waiting.bounded({ priority: 'low' });
    const use = (): void => {
      counted.inc(2);
      timed.observe(0.3);
      moved.dec();
    };
    use();
    const before = await register.metrics();
    use();
    register.resetMetrics();
    use();
    expect(await register.metrics()).toBe(before);
  });
});

describe('as objects', () => {
  test('a histogram has its buckets, with their bounds as numbers, its sum and its count', async () => {
    const register = new Registry();
    const metrics = instrument({ latency }, { register });
    metrics.latency.observe({ verb: 'GET', route: '/' }, 0.2);
    const labels = { verb: 'GET', route: '/' };
    const named = (suffix: string) => `shop_request_seconds_${suffix}`;
    expect(await register.getMetricsAsJSON()).toEqual([
      {
        name: 'shop_request_seconds',
        help: 'Time to answer',
        type: 'histogram',
        aggregator: 'sum',
        values: [
          { metricName: named('bucket'), labels: { le: 0.1, ...labels }, value: 0 },
          { metricName: named('bucket'), labels: { le: 0.5, ...labels }, value: 1 },
          { metricName: named('bucket'), labels: { le: 2, ...labels }, value: 1 },
          { metricName: named('bucket'), labels: { le: '+Inf', ...labels }, value: 1 },
          { metricName: named('sum'), labels, value: 0.2 },
          { metricName: named('count'), labels, value: 1 },
        ],
      },
    ]);
  });

  test('a metric is found in its registry by its name', async () => {
    const register = new Registry();
    instrument(declared, { register }).waiting.set({ priority: 'low' }, 7);
    const values = (await register.getSingleMetric('shop_waiting_mails')?.get())?.values;
    expect(values).toEqual([{ labels: { priority: 'low' }, value: 7 }]);
    expect(await register.getSingleMetricAsString('shop_waiting_mails')).toContain('{priority="low"} 7');
  });

  test('those of several workers are added up', async () => {
    const workers = [1, 10].map((times) => {
      const register = new Registry();
      const metrics = instrument(declared, { register });
      metrics.requests.inc(got, times);
      for (let time = 0; time < times; time++) metrics.latency.observe({ verb: 'GET', route: '/' }, 0.5);
      return register;
    });
    const seen = await Promise.all(workers.map((worker) => worker.getMetricsAsJSON()));
    const samples = samplesOf(await AggregatorRegistry.aggregate(seen).metrics());
    expect(samples.get('shop_requests_total{verb="GET",route="/",code="200"}')).toBe(11);
    expect(samples.get('shop_request_seconds_bucket{le="0.1",verb="GET",route="/"}')).toBe(0);
    expect(samples.get('shop_request_seconds_bucket{le="0.5",verb="GET",route="/"}')).toBe(11);
    expect(samples.get('shop_request_seconds_sum{verb="GET",route="/"}')).toBe(5.5);
  });
});

test('methods of a series can be handed on without it', async () => {
  const register = new Registry();
  const metrics = instrument(declared, { register });
  /* eslint-disable @typescript-eslint/unbound-method -- as plain JavaScript does */
  const { inc } = metrics.requests.bounded(got);
  const { observe } = metrics.latency.bounded({ verb: 'GET', route: '/' });
  const { set } = metrics.waiting.bounded({ priority: 'low' });
  /* eslint-enable @typescript-eslint/unbound-method */
  inc();
  observe(1);
  set(3);
  const samples = samplesOf(await register.metrics());
  expect(samples.get('shop_requests_total{verb="GET",route="/",code="200"}')).toBe(1);
  expect(samples.get('shop_request_seconds_count{verb="GET",route="/"}')).toBe(1);
  expect(samples.get('shop_waiting_mails{priority="low"}')).toBe(3);
});

test('a series refuses what would spoil it for good, and is not on the page because of that', async () => {
  const register = new Registry();
  const metrics = instrument(declared, { register });
  const counted = metrics.requests.bounded(got);
  const timed = metrics.latency.bounded({ verb: 'GET', route: '/' });
  for (const by of [NaN, Infinity, -1, '1' as never]) expect(() => counted.inc(by)).toThrow(RangeError);
  for (const value of [NaN, -Infinity, '1' as never]) expect(() => timed.observe(value)).toThrow(RangeError);
  expect(() => metrics.waiting.bounded({ priority: 'low' }).inc('1' as never)).toThrow(TypeError);
  expect(samplesOf(await register.metrics()).size).toBe(0);
});
