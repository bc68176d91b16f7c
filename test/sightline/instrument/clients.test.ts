import * as successor from '@prometheus-io/client';
import * as promClient from 'prom-client';
import type * as entry from '../../../src/sightline/instrument/prom-client';
import { instrument, type Registry } from '../../../src/sightline/instrument/prom-client';
import { counter } from '../../../src/sightline/promql/build/metric';
import { summary } from '../../../src/sightline/promql/build/summary';
import { latency, requests, waiting } from '../../types/shop';
import { samplesOf } from './page';

/** What is used of a client here. */
interface Client {
  readonly Registry: (new () => Registry & {
    setDefaultLabels(labels: object): void;
    setContentType(type: never): void;
    getMetricsAsJSON(): Promise<object[]>;
  }) & { readonly OPENMETRICS_CONTENT_TYPE: string };
  readonly AggregatorRegistry: { aggregate(pages: object[][]): Registry };
}

const clients: Readonly<Record<string, Client>> = {
  'prom-client': promClient,
  '@prometheus-io/client': successor,
};
const times = summary('shop_seconds', 'Time', {}, { quantiles: [0.5] });

/** The metrics of the shop, each counted once. */
function shop(register: Registry): void {
  const metrics = instrument({ requests, latency, waiting, times }, { register });
  metrics.requests.inc({ verb: 'GET', route: '/cart', code: '200' }, 3);
  metrics.latency.observe({ verb: 'POST', route: '/cart' }, 0.3);
  metrics.waiting.set({ priority: 'high' }, 4);
  metrics.times.observe(2);
}

describe.each(Object.entries(clients))('with a registry of %s', (_, client) => {
  test('all metrics stand on the page, with the labels of the registry', async () => {
    const register = new client.Registry();
    shop(register);
    register.setDefaultLabels({ zone: 'a' });
    expect(await register.metrics()).toBe(
      [
        '# HELP shop_requests_total Requests answered',
        '# TYPE shop_requests_total counter',
        'shop_requests_total{verb="GET",route="/cart",code="200",zone="a"} 3',
        '',
        '# HELP shop_request_seconds Time to answer',
        '# TYPE shop_request_seconds histogram',
        'shop_request_seconds_bucket{le="0.1",zone="a",verb="POST",route="/cart"} 0',
        'shop_request_seconds_bucket{le="0.5",zone="a",verb="POST",route="/cart"} 1',
        'shop_request_seconds_bucket{le="2",zone="a",verb="POST",route="/cart"} 1',
        'shop_request_seconds_bucket{le="+Inf",zone="a",verb="POST",route="/cart"} 1',
        'shop_request_seconds_sum{zone="a",verb="POST",route="/cart"} 0.3',
        'shop_request_seconds_count{zone="a",verb="POST",route="/cart"} 1',
        '',
        '# HELP shop_waiting_mails Mails not yet sent',
        '# TYPE shop_waiting_mails gauge',
        'shop_waiting_mails{priority="high",zone="a"} 4',
        '',
        '# HELP shop_seconds Time',
        '# TYPE shop_seconds summary',
        'shop_seconds{quantile="0.5",zone="a"} 2',
        'shop_seconds_sum{zone="a"} 2',
        'shop_seconds_count{zone="a"} 1',
        '',
      ].join('\n'),
    );
  });

  test('the format of OpenMetrics, a reset, and the sum of several workers are right', async () => {
    const register = new client.Registry();
    shop(register);
    const pages = await Promise.all([register.getMetricsAsJSON(), register.getMetricsAsJSON()]);
    const sum = samplesOf(await client.AggregatorRegistry.aggregate(pages).metrics());
    expect(sum.get('shop_requests_total{verb="GET",route="/cart",code="200"}')).toBe(6);
    expect(sum.get('shop_request_seconds_bucket{le="0.5",verb="POST",route="/cart"}')).toBe(2);
    register.setContentType(client.Registry.OPENMETRICS_CONTENT_TYPE as never);
    expect(await register.metrics()).toMatch(
      /^# HELP shop_requests .*\n# TYPE shop_requests counter\nshop_requests_total\{.*\} 3\n[\s\S]*# EOF\n$/,
    );
    register.resetMetrics();
    expect([...samplesOf(await register.metrics()).values()].filter((value) => value !== 0)).toEqual([]);
  });
});

describe('without a registry', () => {
  const jobs = counter('jobs_total', 'Jobs', {});
  const missing = (): never => {
    throw Object.assign(new Error('not installed'), { code: 'MODULE_NOT_FOUND' });
  };
  /** A fresh copy of the entry, where only some clients are installed. */
  const entryWithout = (...packages: readonly string[]): typeof entry => {
    jest.resetModules();
    for (const each of packages) jest.doMock(each, missing);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a copy that has loaded nothing yet
    return require('../../../src/sightline/instrument/prom-client') as typeof entry;
  };
  afterEach(() => {
    jest.dontMock('prom-client');
    jest.dontMock('@prometheus-io/client');
    jest.resetModules();
  });

  test.each([
    ['@prometheus-io/client', [], 'the successor, if both are installed'],
    ['@prometheus-io/client', ['prom-client'], 'the only one'],
    ['prom-client', ['@prometheus-io/client'], 'the only one'],
  ])('metrics stand in the global registry of %s without %j: %s', async (name, packages) => {
    const { register } = entryWithout(...packages).instrument({ jobs, times }).jobs;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the copy that the entry has found
    expect(register).toBe((require(name) as { readonly register: Registry }).register);
    expect(await register.metrics()).toContain('\njobs_total 0\n');
  });

  test('and without any client, it says what to install; a registry that is given is enough', () => {
    const { instrument: alone } = entryWithout('prom-client', '@prometheus-io/client');
    expect(() => alone({ jobs })).toThrow(
      "no Prometheus client is installed, and '@sightline-monitoring/instrument' brings none, so that a service has only one; run 'npm install prom-client', or, on Node 22 and later, 'npm install @prometheus-io/client'",
    );
    expect(() => alone({ jobs }, { register: new promClient.Registry() }).jobs.inc()).not.toThrow();
  });
});
