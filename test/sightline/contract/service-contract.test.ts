import {
  contractProblems,
  metricsAndProbes,
  needsEndpointLabel,
  serviceContract,
} from '../../../src/sightline/contract/service-contract';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { external } from '../../../src/sightline/promql/build/external';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';

const orders = counter('shop_orders_total', 'Orders', { channel: ['web', 'app'], endpoint: { max: 9 } });
const wait = histogram('shop_wait_seconds', 'Waiting', { channel: ['web', 'phone'] }, { buckets: [1, 5] });
const told = (options: unknown): readonly string[] =>
  serviceContract(options as never).problems.map(({ id, path, message }) => `${id} ${path}: ${message}`);

describe('a service contract', () => {
  test('holds the declarations, and what is no traffic sorted and once', () => {
    const contract = serviceContract({
      name: 'shop',
      metrics: [orders, wait],
      notTraffic: { endpoint: ['/readyz', ...metricsAndProbes], channel: [] },
    });
    expect(contract).toEqual({
      name: 'shop',
      metrics: [orders.declaration, wait.declaration],
      notTraffic: { endpoint: ['/healthz', '/livez', '/metrics', '/readyz'] },
      objectives: [],
      problems: [],
    });
  });

  test('may have no metrics of its own, where others measure it; that is said, and not left out', () => {
    expect(told({ name: 'shop', metrics: [], notTraffic: {} })).toEqual([]);
    expect(told({ name: 'shop', notTraffic: {} })).toEqual([
      "OPT003 metrics: 'metrics' must list the metrics that each pod exposes",
    ]);
  });

  test('knows whether a metric has the label endpoint, which the scrape has to leave alone', () => {
    expect(needsEndpointLabel(serviceContract({ name: 'shop', metrics: [orders], notTraffic: {} }))).toBe(
      true,
    );
    expect(needsEndpointLabel(serviceContract({ name: 'shop', metrics: [wait], notTraffic: {} }))).toBe(
      false,
    );
  });

  test('takes a value that is in the domain of one of its metrics', () => {
    expect(
      told({ name: 'shop', metrics: [orders, wait], notTraffic: { channel: ['phone', 'app', 'other'] } }),
    ).toEqual([]);
  });

  test.each<[object, string]>([
    [
      { name: 'Shop' },
      'NAM009 name: \'name\' ("Shop") of a service must be a DNS label, as it names its Kubernetes objects',
    ],
    [
      { name: undefined },
      "NAM009 name: 'name' (nothing) of a service must be a DNS label, as it names its Kubernetes objects",
    ],
    [{ metrics: {} }, "OPT003 metrics: 'metrics' must list the metrics that each pod exposes"],
    [
      { metrics: [orders, {}] },
      "OPT002 metrics[1]: 'metrics[1]' (an object) must be made by counter, gauge, histogram, nativeHistogram or summary",
    ],
    [
      { metrics: [orders, orders.where({ channel: 'web' })] },
      "NAM011 metrics[1]: metric 'shop_orders_total' is listed twice",
    ],
    [
      { metrics: [orders, external('node_load1', 'gauge', 'Load', [])] },
      "TYP121 metrics[1]: metric 'node_load1' is not the service's own: a contract holds what the service exposes itself",
    ],
    [
      { notTraffic: undefined },
      "OPT003 notTraffic: 'notTraffic' must name the label values that are not traffic, or be {}",
    ],
    [
      { notTraffic: { route: ['/metrics'] } },
      "LBL201 notTraffic.route: label 'route' is on no metric of the contract",
    ],
    [
      { notTraffic: { channel: ['fax'] } },
      "LBL202 notTraffic.channel: value 'fax' is outside the domain of label 'channel'",
    ],
    [
      { notTraffic: { endpoint: '/metrics' } },
      "OPT002 notTraffic.endpoint: 'notTraffic.endpoint' must be a list of label values, none empty",
    ],
    [
      { notTraffic: { endpoint: [''] } },
      "OPT002 notTraffic.endpoint: 'notTraffic.endpoint' must be a list of label values, none empty",
    ],
    [{ nottraffic: {} }, "OPT001 nottraffic: 'nottraffic' is no property of a service contract"],
  ])('is refused with a reason: %#', (more, problem) => {
    expect(told({ name: 'shop', metrics: [orders], notTraffic: {}, ...more })).toEqual([problem]);
  });

  test('carries what is wrong with its metrics, under its path', () => {
    const wrong = gauge('shop_open_total' as never, 'Open', {});
    expect(
      contractProblems(serviceContract({ name: 'shop', metrics: [wrong], notTraffic: {} })),
    ).toMatchObject([{ id: 'NAM002', path: 'contract.metrics.shop_open_total.name' }]);
  });
});
