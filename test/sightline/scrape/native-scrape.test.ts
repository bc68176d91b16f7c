import { createServer, type Server as Listener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpStatus } from '../../../src/sightline/contract/common-domains';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { nativeHistogram } from '../../../src/sightline/promql/build/native-histogram';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { goldenSignals } from '../../../src/sightline/rules/golden-signals';
import { objectiveRules } from '../../../src/sightline/rules/objectives/groups';
import { printYaml } from '../../../src/sightline/yaml/print-yaml';
import { startPrometheus, type Server } from '../../../tools/prometheus/server';
import { describeOnPrometheus, majorOf } from '../../tools/prometheus/suite';
import { nativePage, protobufType, type NativeSeries } from './protobuf-page';

const latency = nativeHistogram('shop_request_seconds', 'Time to answer', {
  route: { max: 9 },
  code: httpStatus,
});
const bound = 0.25;
const contract = serviceContract({
  name: 'web-shop',
  metrics: [latency],
  notTraffic: {},
  objectives: [
    latencyObjective({
      name: 'fast',
      objective: 90,
      description: 'Requests are answered within 0.25 s.',
      latency,
      under: bound,
    }),
  ],
});
const target = { namespace: 'prod', service: 'web-shop' };

/** Eight buckets for each power of two: a bucket ends 9 % above its beginning. */
const schema = 3;

/** What comes between two scrapes: 200 requests, of which 50 fail, and how long each takes, in seconds. */
const requests = Array.from({ length: 200 }, (_, index) => ({
  code: index % 4 === 0 ? '503' : '200',
  seconds: 0.01 * 1.03 ** index,
}));

/** Everything that was observed so often. */
function observed(times: number): NativeSeries[] {
  return ['200', '503'].map((code) => {
    const own = requests.filter((each) => each.code === code);
    const buckets = new Map<number, number>();
    for (const { seconds } of own) {
      const index = Math.ceil(Math.log2(seconds) * 2 ** schema);
      buckets.set(index, (buckets.get(index) ?? 0) + times);
    }
    const sum = own.reduce((all, { seconds }) => all + seconds, 0) * times;
    return { labels: { route: '/buy', code }, count: own.length * times, sum, buckets };
  });
}

/** The service: each scrape finds what has come since the last one. */
async function startService(): Promise<{ readonly listener: Listener; readonly port: number }> {
  let scrapes = 0;
  const listener = createServer((request, response) => {
    if (String(request.headers.accept).includes('application/vnd.google.protobuf')) {
      scrapes += 1;
      response
        .setHeader('Content-Type', protobufType)
        .end(nativePage('shop_request_seconds', schema, observed(scrapes)));
    } else {
      response.setHeader('Content-Type', 'text/plain; version=0.0.4').end('');
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return { listener, port: (listener.address() as AddressInfo).port }; // it listens on a port
}

/** The rules, evaluated every second. */
function rules(): string {
  const groups = [
    goldenSignals(contract, {
      requests: latency,
      errors: { code: /5../ },
      latency,
      by: ['route'],
      saturation: false,
    }),
    ...objectiveRules(contract, { scrapeInterval: 1000 }).flatMap((each) => each.groups),
  ];
  const { groups: written, problems } = bindGroups(groups, { target, scrapeInterval: 1000 });
  expect(problems).toEqual([]);
  return printYaml([{ groups: written.map((group) => ({ ...group, interval: '1s' })) }], []);
}

describeOnPrometheus('a service that exposes a native histogram', (prometheus) => {
  if (majorOf(prometheus) < 3) {
    test('is for Prometheus 3', () => expect(majorOf(prometheus)).toBe(2));
    return;
  }
  let service: Awaited<ReturnType<typeof startService>>;
  let server: Server;

  beforeAll(async () => {
    service = await startService();
    const config = {
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      scrape_configs: [
        {
          job_name: 'web-shop',
          static_configs: [{ targets: [`127.0.0.1:${service.port}`], labels: { ...target, pod: 'a' } }],
        },
      ],
    };
    const flags = { 'enable-feature': 'native-histograms' };
    server = await startPrometheus({ prometheus, config, rules: { 'shop.yaml': rules() }, flags });
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    service.listener.closeAllConnections();
    service.listener.close();
  });

  /** The value of the one series that an expression comes to, once it is there and as it is wanted. */
  async function valueOf(expression: string, isWanted = (_: number) => true): Promise<number> {
    const deadline = Date.now() + 90_000;
    for (;;) {
      const found = await server.query(expression);
      const [one] = found;
      if (one !== undefined && found.length === 1 && isWanted(one.value)) return one.value;
      if (Date.now() > deadline) throw new Error(`'${expression}' comes to ${JSON.stringify(found)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Fails unless an expression comes to a value: between two rules there may be a scrape, which one evaluation then sees in part. */
  async function comesTo(expression: string, expected: number): Promise<void> {
    await valueOf(expression, (value) => Math.abs(value - expected) < 1e-9);
  }

  test('is stored whole: a series for each of its labels, and no classic ones', async () => {
    await comesTo('count(shop_request_seconds)', 2);
    expect(await server.query('{__name__=~"shop_request_seconds_.+"}')).toEqual([]);
    // 150 of 200 in each scrape
    const ok = await valueOf('histogram_count(shop_request_seconds{code="200"})');
    expect(ok % 150).toBe(0);
  });

  test('has the share of errors and the quantiles of its requests', async () => {
    await comesTo('web_shop:errors:rate5m', 25);
    const sorted = requests.map(({ seconds }) => seconds).sort((a, b) => a - b);
    const width = 2 ** (1 / 2 ** schema);
    for (const [quantile, name] of [
      [0.5, 'p50'],
      [0.95, 'p95'],
    ] as const) {
      const exact = sorted[Math.ceil(quantile * sorted.length) - 1] ?? NaN;
      const estimated = await valueOf(`web_shop:latency_${name}:5m`);
      expect(estimated / exact).toBeGreaterThan(1 / width);
      expect(estimated / exact).toBeLessThan(width);
    }
  });

  test('has the share of bad requests of an objective, whose bound is that of a bucket, exactly', async () => {
    const bad = requests.filter(({ seconds }) => seconds > bound).length / requests.length;
    await comesTo('slo:sli_error:ratio_rate5m', bad);
  });
});
