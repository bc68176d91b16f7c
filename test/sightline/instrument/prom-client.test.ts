import * as fc from '../../fast-check';
import { Registry } from 'prom-client';
import { httpStatus } from '../../../src/sightline/contract/common-domains';
import { seriesPerPod } from '../../../src/sightline/contract/series-bound';
import { instrument } from '../../../src/sightline/instrument/prom-client';
import type { Problem } from '../../../src/sightline/problem/problem';
import { ProblemsError } from '../../../src/sightline/problem/problems-error';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { external } from '../../../src/sightline/promql/build/external';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { garbage } from '../problem/hostile-values';
import { latency, requests, waiting } from '../../types/shop';
import { samplesOf } from './page';

/** What `instrument` refuses. */
function refused(run: () => unknown): readonly Problem[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
  return [];
}

describe('the metrics of a contract', () => {
  test('stand on the page with their exact names, help, types, labels and buckets', async () => {
    const register = new Registry();
    const metrics = instrument({ requests, latency, waiting }, { register });
    metrics.requests.inc({ verb: 'GET', route: '/cart', code: '200' });
    metrics.requests.inc({ verb: 'GET', route: '/cart', code: '200' }, 2);
    metrics.latency.observe({ verb: 'POST', route: '/cart' }, 0.3);
    metrics.waiting.set({ priority: 'high' }, 5);
    metrics.waiting.inc({ priority: 'high' });
    metrics.waiting.dec({ priority: 'high' }, 2);
    expect(await register.metrics()).toBe(
      [
        '# HELP shop_requests_total Requests answered',
        '# TYPE shop_requests_total counter',
        'shop_requests_total{verb="GET",route="/cart",code="200"} 3',
        '',
        '# HELP shop_request_seconds Time to answer',
        '# TYPE shop_request_seconds histogram',
        'shop_request_seconds_bucket{le="0.1",verb="POST",route="/cart"} 0',
        'shop_request_seconds_bucket{le="0.5",verb="POST",route="/cart"} 1',
        'shop_request_seconds_bucket{le="2",verb="POST",route="/cart"} 1',
        'shop_request_seconds_bucket{le="+Inf",verb="POST",route="/cart"} 1',
        'shop_request_seconds_sum{verb="POST",route="/cart"} 0.3',
        'shop_request_seconds_count{verb="POST",route="/cart"} 1',
        '',
        '# HELP shop_waiting_mails Mails not yet sent',
        '# TYPE shop_waiting_mails gauge',
        'shop_waiting_mails{priority="high"} 4',
        '',
      ].join('\n'),
    );
  });

  test('need no labels where they have none', async () => {
    const register = new Registry();
    const parts = {
      orders: counter('orders_total', 'Orders', {}),
      queue: gauge('queue_length', 'Orders waiting', {}),
      size: histogram('order_bytes', 'Size', {}, { buckets: [10] }),
    };
    const { orders, queue, size } = instrument(parts, { register });
    orders.inc();
    orders.inc(4);
    queue.set(7);
    queue.inc();
    queue.dec(3);
    size.observe(12);
    expect([...samplesOf(await register.metrics())]).toEqual([
      ['orders_total', 5],
      ['queue_length', 5],
      ['order_bytes_bucket{le="10"}', 0],
      ['order_bytes_bucket{le="+Inf"}', 1],
      ['order_bytes_sum', 12],
      ['order_bytes_count', 1],
    ]);
  });

  test('count values that are known at run time only under other, once they are outside the domain', async () => {
    const register = new Registry();
    const metrics = instrument({ requests, waiting }, { register });
    for (const verb of ['GET', 'BREW', 'PURGE']) {
      metrics.requests.bounded({ verb, route: '/', code: String(200) }).inc();
    }
    const urgent = metrics.waiting.bounded({ priority: 'urgent' });
    urgent.inc();
    urgent.inc(3);
    urgent.dec();
    expect([...samplesOf(await register.metrics())]).toEqual([
      ['shop_requests_total{verb="GET",route="/",code="200"}', 1],
      ['shop_requests_total{verb="other",route="/",code="200"}', 2],
      ['shop_waiting_mails{priority="other"}', 3],
    ]);
  });

  test('carry the registry that they are in', () => {
    const register = new Registry();
    expect(instrument({ waiting }, { register }).waiting.register).toBe(register);
  });

  test('refuse amounts that would spoil a series for good', () => {
    const register = new Registry();
    const metrics = instrument({ requests, latency }, { register });
    const labels = { verb: 'GET', route: '/', code: '200' } as const;
    for (const by of [NaN, Infinity, -1]) expect(() => metrics.requests.inc(labels, by)).toThrow(RangeError);
    for (const value of [NaN, -Infinity]) {
      expect(() => metrics.latency.observe({ verb: 'GET', route: '/' }, value)).toThrow(RangeError);
    }
  });
});

describe('a metric is refused, and nothing registered,', () => {
  const cases: Readonly<Record<string, [() => unknown, Partial<Problem>]>> = {
    'if its declaration has errors': [
      () => instrument({ a: counter('a-b_total' as never, 'A', {}) }),
      { id: 'NAM003' },
    ],
    'if something else exposes it': [
      () => instrument({ load: external('node_load1', 'gauge', 'Load', []) }),
      { id: 'TYP121', path: 'load' },
    ],
    'if it is one of the series of a histogram': [
      () => instrument({ waiting, count: latency.count }),
      { id: 'OPT002', path: 'count' },
    ],
    'if it is there twice': [
      () => instrument({ requests, again: requests }, { register: new Registry() }),
      { id: 'NAM011', path: 'again' },
    ],
  };

  test.each(Object.entries(cases))('%s', (_, [run, problem]) => {
    expect(refused(run)).toEqual([expect.objectContaining(problem)]);
  });

  test('if its name is registered already', async () => {
    const register = new Registry();
    instrument({ requests }, { register });
    expect(refused(() => instrument({ waiting, requests }, { register }))).toEqual([
      expect.objectContaining({ id: 'NAM011', path: 'requests' }),
    ]);
    expect(register.getMetricsAsArray().map(({ name }) => name)).toEqual(['shop_requests_total']);
  });
});

test('no sequence of label values makes more series than the contract says', async () => {
  const small = counter('a_total', 'A', {
    verb: ['GET', 'PUT'],
    route: { max: 3 },
    code: { ...httpStatus, max: 4 },
  });
  const timed = histogram('b_seconds', 'B', { verb: ['GET'], route: { max: 4 } }, { buckets: [0.1, 1] });
  const text = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('GET', 'PUT', '200', '404', '500', '/'));
  const value = fc.oneof(
    text.map((each) => () => each),
    garbage(['length']),
  );
  const labels = fc.record({ verb: value, route: value, code: value });
  await fc.assert(
    fc.asyncProperty(fc.array(labels, { maxLength: 150 }), async (given) => {
      const register = new Registry();
      const metrics = instrument({ small, timed }, { register });
      for (const { verb, route, code } of given) {
        const each = { verb: verb(), route: route(), code: code() };
        // as from plain JavaScript: whatever was given
        metrics.small.inc(each as never);
        metrics.small.bounded(each as never).inc();
        metrics.timed.observe(each as never, 0.5);
      }
      const names = [...samplesOf(await register.metrics()).keys()];
      const ofSmall = names.filter((name) => name.startsWith('a_total'));
      expect(ofSmall.length).toBeLessThanOrEqual(3 * 3 * 4);
      expect(ofSmall.length).toBeLessThanOrEqual(seriesPerPod(small.declaration));
      expect(names.length - ofSmall.length).toBeLessThanOrEqual(2 * 4 * (2 + 3));
    }),
    { numRuns: 60 },
  );
});
