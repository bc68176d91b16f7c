import { metricsAndProbes, serviceContract } from '../../../src/sightline/contract/service-contract';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { external } from '../../../src/sightline/promql/build/external';
import { counter } from '../../../src/sightline/promql/build/metric';
import { httpStatus } from '../../../src/sightline/contract/common-domains';
import { goldenSignals } from '../../../src/sightline/rules/golden-signals';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import type { RuleGroup } from '../../../src/sightline/rules/rule';
import { latency, requests, shop, waiting } from './shop';
import { onOneLine } from '../promql/on-one-line';

const target = { namespace: 'prod', service: 'web-shop' };

/** The expressions by record, on one line each: how lines are broken is the printer's business. */
function written(group: RuleGroup): Readonly<Record<string, string>> {
  const { groups, problems } = bindGroups([group], { target, scrapeInterval: 30_000 });
  expect(problems).toEqual([]);
  const rules = groups.flatMap((each) => each.rules);
  return Object.fromEntries(
    rules.map(({ expr, ...rule }) => ['record' in rule ? rule.record : rule.alert, onOneLine(expr)]),
  );
}

describe('golden signals', () => {
  const own = 'namespace="prod",service="web-shop"';
  const traffic = String.raw`${own},route!~"/healthz|/metrics",verb!="other"`;

  test('are written for any labels, window, quantiles and level, without what is no traffic', () => {
    const group = goldenSignals(shop, {
      requests,
      errors: { code: /5..|429/ },
      latency,
      by: ['route', 'verb'],
      window: '11m',
      quantiles: [0.5, 0.999],
      saturation: false,
      level: 'edge:shop',
    });
    const total = `edge:shop:requests:rate11m{${own}}`;
    const quantile = (share: string) =>
      `histogram_quantile(${share}, sum by (route, verb, le) (rate(shop_request_seconds_bucket{${traffic}}[11m]))) >= 0`;
    expect(group.name).toBe('web-shop-golden-signals');
    expect(written(group)).toEqual({
      'edge:shop:requests:rate11m': `sum by (route, verb) (rate(shop_requests_total{${traffic}}[11m]))`,
      'edge:shop:errors:rate11m':
        `(sum by (route, verb) (rate(shop_requests_total{${traffic},code=~"5..|429"}[11m])) or on (route, verb) 0 * ${total}) ` +
        `/ on (route, verb) (${total} > 0) * 100`,
      'edge:shop:latency_p50:11m': quantile('0.5'),
      'edge:shop:latency_p99_9:11m': quantile('0.999'),
    });
  });

  test('have the names of the lesson by default, with P50 and P99 and saturation by pod', () => {
    const group = goldenSignals(shop, { requests, errors: { code: /5../ }, latency, by: ['route'] });
    expect(Object.keys(written(group))).toEqual([
      'web_shop:requests:rate5m',
      'web_shop:errors:rate5m',
      'web_shop:latency_p50:5m',
      'web_shop:latency_p95:5m',
      'web_shop:latency_p99:5m',
      'web_shop:cpu_saturation:ratio_rate5m',
      'web_shop:memory_saturation:ratio',
    ]);
  });

  test('without labels are one series for the service', () => {
    const group = goldenSignals(shop, { requests, errors: { code: '500' }, by: [], saturation: false });
    expect(written(group)).toEqual({
      'web_shop:requests:rate5m': `sum(rate(shop_requests_total{${traffic}}[5m]))`,
      'web_shop:errors:rate5m':
        `(sum(rate(shop_requests_total{${traffic},code="500"}[5m])) or on () 0 * web_shop:requests:rate5m{${own}}) ` +
        `/ on () (web_shop:requests:rate5m{${own}} > 0) * 100`,
    });
  });

  const reserved = (resource: string, against: string) =>
    `max by (namespace, pod, container) (kube_pod_container_resource_${against}{namespace="prod",resource="${resource}"})`;
  const inUse = (used: string, resource: string, against: string) =>
    `sum by (pod) (${used} and on (namespace, pod, container) ${reserved(resource, against)} and on (namespace, pod) up{${own}}) ` +
    `/ sum by (pod) (${reserved(resource, against)} and on (namespace, pod) up{${own}})`;
  const cpu =
    'sum by (namespace, pod, container) (max by (namespace, pod, container, id) ' +
    '(rate(container_cpu_usage_seconds_total{namespace="prod",container!=""}[5m])))';
  const memory =
    'max by (namespace, pod, container) (container_memory_working_set_bytes{namespace="prod",container!=""})';

  test.each([
    [{}, { cpu: inUse(cpu, 'cpu', 'requests'), memory: inUse(memory, 'memory', 'limits') }],
    [
      { cpu: 'limits', memory: 'requests' } as const,
      { cpu: inUse(cpu, 'cpu', 'limits'), memory: inUse(memory, 'memory', 'requests') },
    ],
    [{ cpu: false } as const, { memory: inUse(memory, 'memory', 'limits') }],
    [{ memory: false } as const, { cpu: inUse(cpu, 'cpu', 'requests') }],
    [{ cpu: false, memory: false } as const, {}],
  ])('hold what is used against requests or limits, by container: %j', (saturation, expected) => {
    const all = written(goldenSignals(shop, { requests, errors: { code: '500' }, by: [], saturation }));
    const found = Object.entries(all).filter(([record]) => record.includes('saturation'));
    const named = Object.entries(expected).map(([resource, text]) => [
      `web_shop:${resource}_saturation:${resource === 'cpu' ? 'ratio_rate5m' : 'ratio'}`,
      text,
    ]);
    expect(found).toEqual(named);
  });

  test('of a service whose name starts with a digit have a record name that can be', () => {
    const contract = serviceContract({ name: '3d-shop', metrics: [requests], notTraffic: {} });
    const group = goldenSignals(contract, { requests, errors: { code: '500' }, by: [], saturation: false });
    expect(Object.keys(written(group))).toEqual(['_3d_shop:requests:rate5m', '_3d_shop:errors:rate5m']);
  });

  test('write a window in its shortest form', () => {
    const group = goldenSignals(shop, {
      requests,
      errors: { code: '500' },
      by: [],
      window: '600s',
      saturation: false,
    });
    expect(Object.keys(written(group))).toEqual(['web_shop:requests:rate10m', 'web_shop:errors:rate10m']);
  });

  test('leave the probes out of a histogram only by the labels that it has', () => {
    const plain = histogram('a_seconds', 'A', { zone: ['x'] }, { buckets: [1] });
    const hits = counter('a_total', 'A', { zone: ['x'], route: { max: 3 } });
    const contract = serviceContract({
      name: 'a',
      metrics: [plain, hits],
      notTraffic: { route: metricsAndProbes },
    });
    const rules = written(
      goldenSignals(contract, {
        requests: hits,
        errors: { route: '/fail' },
        latency: plain,
        by: ['zone'],
        saturation: false,
      }),
    );
    expect(rules['a:latency_p50:5m']).toBe(
      `histogram_quantile(0.5, sum by (zone, le) (rate(a_seconds_bucket{${own}}[5m]))) >= 0`,
    );
  });
});

describe('requests may be counted', () => {
  const seconds = histogram(
    'http_server_requests_seconds',
    'Requests',
    { uri: { max: 9 }, status: httpStatus },
    { buckets: [0.1, 1] },
  );
  const contract = serviceContract({ name: 'api', metrics: [seconds], notTraffic: { uri: ['/health'] } });

  test('by the count of the histogram of their latency, as clients without a counter do', () => {
    const rules = written(
      goldenSignals(contract, {
        requests: seconds.count,
        errors: { status: /5../ },
        latency: seconds,
        by: ['uri'],
        saturation: false,
        quantiles: [0.9],
      }),
    );
    const of = (suffix: string, more = '') =>
      `rate(http_server_requests_seconds_${suffix}{namespace="prod",service="web-shop",uri!="/health"${more}}[5m])`;
    expect(rules['api:requests:rate5m']).toBe(`sum by (uri) (${of('count')})`);
    expect(rules['api:errors:rate5m']).toContain('status=~"5.."');
    expect(rules['api:latency_p90:5m']).toBe(
      `histogram_quantile(0.9, sum by (uri, le) (${of('bucket')})) >= 0`,
    );
  });

  test('by what others expose: the labels that it has are those that are asked for', () => {
    const mesh = external('istio_requests_total', 'counter', 'Requests', [
      'namespace',
      'destination_service_name',
      'response_code',
    ]).where({ destination_service_name: 'api' });
    const rules = written(
      goldenSignals(contract, {
        requests: mesh,
        errors: { response_code: /5../ },
        by: [],
        saturation: false,
      }),
    );
    expect(rules['api:requests:rate5m']).toBe(
      'sum(rate(istio_requests_total{namespace="prod",destination_service_name="api"}[5m]))',
    );
  });
});

describe('golden signals are refused with a reason', () => {
  const stranger = counter('other_total', 'Other', { route: { max: 3 }, code: ['500'] });
  const right = { requests, errors: { code: /5../ }, latency, by: ['route'] };
  const requestLabels = 'code, container, instance, job, namespace, pod, route, service, verb';
  test.each<[object, readonly string[]]>([
    [
      { requests: undefined },
      ["OPT003 goldenSignals.requests: 'requests' is missing: it must be a counter of the contract"],
    ],
    [{ requests: latency }, ["OPT002 goldenSignals.requests: 'requests' must be a counter of the contract"]],
    [{ requests: waiting }, ["OPT002 goldenSignals.requests: 'requests' must be a counter of the contract"]],
    [
      { requests: 'shop' },
      ["OPT002 goldenSignals.requests: 'requests' (a text) must be a counter of the contract"],
    ],
    [{ latency: requests }, ["OPT002 goldenSignals.latency: 'latency' must be a histogram of the contract"]],
    [
      { errors: {} },
      [
        "PQL004 goldenSignals.errors: where() of 'shop_requests_total': an empty match selects nothing: name a label and a value",
      ],
    ],
    [
      { errors: '5xx' },
      [
        "OPT002 goldenSignals.errors: 'errors' (a text) must be what the failed requests match, such as { status: /5../ }",
      ],
    ],
    [
      { errors: { status: /5../ } },
      [
        `LBL201 goldenSignals.errors: label 'status' is not on 'shop_requests_total', which has ${requestLabels}`,
      ],
    ],
    [
      { errors: { code: '5xx' } },
      [
        "LBL202 goldenSignals.errors: value '5xx' is outside the domain of label 'code' of 'shop_requests_total', and no series has it",
      ],
    ],
    [
      { by: ['code'] },
      [
        "LBL201 goldenSignals.by: label 'code' in 'by' for 'shop_request_seconds' is not among " +
          'container, instance, job, le, namespace, pod, route, service, verb',
      ],
    ],
    [{ by: 'route' }, ["OPT002 goldenSignals.by: 'by' (a text) must be a list"]],
    [{ window: '5' }, ['OPT002 goldenSignals.window: \'window\' ("5") must be ']],
    [{ window: '0s' }, ['OPT002 goldenSignals.window: \'window\' ("0s") must be ']],
    [
      { quantiles: [0.5, 95] },
      ["OPT002 goldenSignals.quantiles[1]: 'quantiles[1]' (95) must be a number above 0 below 1"],
    ],
    [{ quantiles: [] }, ["OPT002 goldenSignals.quantiles: 'quantiles' (a list of 0) must be "]],
    [
      { level: 'a-b' },
      ['OPT002 goldenSignals.level: \'level\' ("a-b") must be the first part of a record name'],
    ],
    [
      { saturation: { cpu: 'limit' } },
      [
        'OPT002 goldenSignals.saturation.cpu: \'saturation.cpu\' (the text "limit") must be "requests" or "limits"',
      ],
    ],
    [
      { windows: '5m' },
      [
        "OPT001 goldenSignals.windows: 'windows' is no property that is read here, so it would change nothing",
      ],
    ],
    [
      { requests: stranger, errors: { code: '500' } },
      ["TYP101 goldenSignals.requests: metric 'other_total' is not in the contract of 'web-shop'"],
    ],
    [
      { requests: requests.where({ verb: 'PUT' as never }) },
      [
        "LBL202 goldenSignals: value 'PUT' is outside the domain of label 'verb' of 'shop_requests_total', and no series has it",
      ],
    ],
  ])('%#', (more, expected) => {
    const { rules, problems } = goldenSignals(shop, { ...right, ...more } as never);
    expect(rules).toEqual([]);
    const told = problems.map(({ id, path, message }) => `${id} ${path}: ${message}`);
    expect(told).toEqual(expected.map((text): unknown => expect.stringContaining(text)));
  });

  test('once: a group that could not be made is not also told to be empty', () => {
    const group = goldenSignals(shop, { ...right, errors: {} } as never);
    expect(bindGroups([group], { target, scrapeInterval: 30_000 }).problems.map(({ id }) => id)).toEqual([
      'PQL004',
    ]);
  });
});
