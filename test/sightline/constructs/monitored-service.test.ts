import { App, Chart } from 'cdk8s';
import * as fc from '../../fast-check';
import type { KubePrometheusStack } from '../../../src/sightline';
import {
  counter,
  gauge,
  goldenSignals,
  MonitoredService,
  recordingRule,
  ruleGroup,
  serviceContract,
  SightlineApp,
  sum,
} from '../../../src/sightline';
import { makeShop, makeStack, manifestsOf, orders, problemsIn, shop, shopSignals } from './fixtures';

describe('a monitored service', () => {
  const manifests = manifestsOf(makeShop());

  test('is a Service, a ServiceMonitor, a dashboard and a PrometheusRule, with stable names and no hashes', () => {
    expect(Object.keys(manifests)).toEqual([
      'Service/retail/shop',
      'ServiceMonitor/retail/shop',
      'ConfigMap/retail/shop-dashboard',
      'PrometheusRule/retail/shop-recording-rules',
    ]);
  });

  test('selects its pods by their labels, and names its port', () => {
    expect(manifests['Service/retail/shop']?.spec).toEqual({
      type: 'ClusterIP',
      selector: { app: 'shop' },
      ports: [{ name: 'web', port: 8443, targetPort: 8443 }],
    });
  });

  test('is scraped on the port by its name, in the namespace of the Service', () => {
    expect(manifests['ServiceMonitor/retail/shop']?.spec).toEqual({
      namespaceSelector: { matchNames: ['retail'] },
      selector: { matchLabels: { app: 'shop' } },
      endpoints: [{ port: 'web', path: '/metrics', interval: '30s' }],
    });
  });

  test('carries the labels of the Service that its ServiceMonitor looks for', () => {
    const service = manifests['Service/retail/shop'];
    const monitor = manifests['ServiceMonitor/retail/shop'];
    expect(service?.metadata.labels).toMatchObject(monitor?.spec.selector.matchLabels);
  });

  test('is labelled with the release of its stack, so that Prometheus selects it', () => {
    const labelled = manifestsOf(makeShop({}, { release: 'kps' }));
    expect(labelled['ServiceMonitor/retail/shop']?.metadata.labels).toEqual({ release: 'kps' });
    expect(labelled['PrometheusRule/retail/shop-recording-rules']?.metadata.labels).toEqual({
      release: 'kps',
    });
  });

  test('has the identity of its target on every rule and in every selector of its own series', () => {
    const rules = manifests['PrometheusRule/retail/shop-recording-rules']?.spec.groups[0].rules as {
      labels: object;
      expr: string;
      record: string;
    }[];
    expect(rules.map(({ record }) => record)).toEqual([
      'shop:requests:rate5m',
      'shop:errors:rate5m',
      'shop:latency_p50:5m',
      'shop:latency_p95:5m',
      'shop:latency_p99:5m',
      'shop:cpu_saturation:ratio_rate5m',
      'shop:memory_saturation:ratio',
    ]);
    for (const { labels, expr } of rules) {
      expect(labels).toEqual({ namespace: 'retail', service: 'shop' });
      const selectors = expr.match(/\b(shop_\w+|shop:\w+:\w+|up)\{[^}]*\}/g) ?? [];
      expect(selectors.length).toBeGreaterThan(0);
      for (const selector of selectors) expect(selector).toContain('{namespace="retail",service="shop"');
    }
  });

  test('keeps the label endpoint of the app by dropping the target label of that name', () => {
    const hits = counter('cache_hits_total', 'Cache hits', { endpoint: { max: 3 } });
    const contract = serviceContract({ name: 'cache', metrics: [hits], notTraffic: {} });
    const [monitor] = Object.values(manifestsOf(makeShop({ contract, rules: [] }))).filter(
      ({ kind }) => kind === 'ServiceMonitor',
    );
    expect(monitor?.spec.endpoints[0].relabelings).toEqual([{ action: 'labeldrop', regex: 'endpoint' }]);
  });

  test('is scraped as often as the stack scrapes, and its rules are evaluated as often', () => {
    const manifests = manifestsOf(makeShop({}, { prometheus: { scrapeInterval: '1m' } }));
    expect(manifests['ServiceMonitor/retail/shop']?.spec.endpoints[0].interval).toBe('1m');
    expect(manifests['PrometheusRule/retail/shop-recording-rules']?.spec.groups[0].interval).toBe('1m');
  });

  test('has windows over metrics of the cluster that are held against the interval of the stack', () => {
    const app = makeShop({ scrape: { interval: '30s' } }, { prometheus: { scrapeInterval: '5m' } });
    expect(problemsIn(app)).toEqual([
      'RNG301 shop/monitored/Rules.rules.shop-golden-signals.shop:cpu_saturation:ratio_rate5m',
    ]);
  });

  test('carries the labels that selectors in the values ask for', () => {
    const values = { prometheus: { prometheusSpec: { ruleSelector: { matchLabels: { role: 'rules' } } } } };
    const app = makeShop({}, { values, monitorLabels: { role: 'rules' } });
    expect(app.render().problems).toEqual([]);
    expect(manifestsOf(app)['PrometheusRule/retail/shop-recording-rules']?.metadata.labels).toEqual({
      release: 'prometheus',
      role: 'rules',
    });
  });

  test('can be scraped otherwise', () => {
    const app = makeShop({
      scrape: { port: 'web', path: '/internal/metrics', interval: '15s', timeout: '5s' },
    });
    expect(manifestsOf(app)['ServiceMonitor/retail/shop']?.spec.endpoints).toEqual([
      { port: 'web', path: '/internal/metrics', interval: '15s', scrapeTimeout: '5s' },
    ]);
    expect(manifestsOf(app)['PrometheusRule/retail/shop-recording-rules']?.spec.groups[0].interval).toBe(
      '15s',
    );
  });

  test('can keep its ServiceMonitor, dashboard and PrometheusRule with the stack', () => {
    const app = makeShop({ monitorNamespace: 'stack' }, { namespace: 'observability' });
    expect(Object.keys(manifestsOf(app))).toEqual([
      'Service/retail/shop',
      'ServiceMonitor/observability/shop',
      'ConfigMap/observability/shop-dashboard',
      'PrometheusRule/observability/shop-recording-rules',
    ]);
  });

  test('has its own rules beside the golden signals', () => {
    const open = gauge('shop_open_orders', 'Orders not yet delivered', {});
    const contract = serviceContract({ name: 'shop', metrics: [orders, open], notTraffic: {} });
    const rules = [ruleGroup('shop-own', [recordingRule('shop:open_orders:sum', sum(open))])];
    const groups = manifestsOf(makeShop({ contract, rules }))['PrometheusRule/retail/shop-recording-rules']
      ?.spec.groups;
    expect(groups).toEqual([
      {
        name: 'shop-own',
        interval: '30s',
        rules: [
          {
            record: 'shop:open_orders:sum',
            expr: 'sum(shop_open_orders{namespace="retail",service="shop"})',
            labels: { namespace: 'retail', service: 'shop' },
          },
        ],
      },
    ]);
  });

  test('can exist in staging beside production', () => {
    const app = makeShop();
    const staging = new Chart(app, 'shop-staging', { namespace: 'staging' });
    const stack = app.node.findChild('stack') as KubePrometheusStack;
    new MonitoredService(staging, 'monitored', {
      stack,
      contract: shop,
      pods: { labels: { app: 'shop' }, ports: { web: 8443 } },
      rules: [shopSignals],
    });
    expect(app.render().problems).toEqual([]);
  });

  test('emits its namespace where asked, in a file that is applied first', () => {
    const rendered = makeShop({ createNamespace: true }, { createNamespace: true }).render();
    expect([...rendered.files.keys()]).toEqual([
      '00-namespaces.k8s.yaml',
      'docs/retail.shop.md',
      'helm/stack.values.yml',
      'shop.k8s.yaml',
    ]);
    expect(rendered.files.get('00-namespaces.k8s.yaml')?.match(/ {2}name: \w+/g)).toEqual([
      '  name: monitoring',
      '  name: retail',
    ]);
  });
});

describe('a monitored service is refused', () => {
  // each of these compiles only with the types silenced, as in plain JavaScript
  const cases: [string, Record<string, unknown>, string[]][] = [
    ['without a stack', { stack: undefined }, ['OPT003 shop/monitored.stack']],
    [
      'with the name of a stack in place of the stack',
      { stack: 'prometheus' },
      ['OPT003 shop/monitored.stack'],
    ],
    ['with a misspelt property', { podz: {} }, ['OPT001 shop/monitored.podz']],
    [
      'with a misspelt property further down',
      { scrape: { intervall: '30s' } },
      ['OPT001 shop/monitored.scrape.intervall'],
    ],
    [
      'with an interval that is no duration',
      { scrape: { interval: '30 seconds' } },
      ['OPT002 shop/monitored.scrape.interval'],
    ],
    ['with a path that is none', { scrape: { path: 'metrics' } }, ['OPT002 shop/monitored.scrape.path']],
    [
      'with a port that is none',
      { pods: { labels: { app: 'shop' }, ports: { web: 70000 } } },
      ['OPT002 shop/monitored.pods.ports.web'],
    ],
    [
      'with a port name that is none',
      { pods: { labels: { app: 'shop' }, ports: { Web_1: 80 } } },
      ['OPT002 shop/monitored.pods.ports.Web_1'],
    ],
    [
      'with a scrape of a port that the pods lack',
      { scrape: { port: 'http' } },
      ['SEL006 shop/monitored.scrape.port'],
    ],
    [
      'with two ports and no word which to scrape',
      { pods: { labels: { app: 'shop' }, ports: { a: 1, b: 2 } } },
      ['SEL006 shop/monitored.scrape.port'],
    ],
    [
      'without pod labels, which would select every pod',
      { pods: { labels: {}, ports: { web: 1 } } },
      ['OPT003 shop/monitored.pods.labels'],
    ],
    ['in a namespace that is no DNS label', { namespace: 'Retail' }, ['OPT002 shop/monitored.namespace']],
    [
      'with a scrape that may take longer than the interval',
      { scrape: { interval: '5s', timeout: '6s' } },
      ['OPR001 shop/monitored/Scrape/Resource spec.endpoints[0].scrapeTimeout'],
    ],
    [
      'with something else than a contract',
      { contract: { name: 'shop' } },
      ['OPT002 shop/monitored.contract'],
    ],
  ];

  test.each(cases)('%s', (_, props, expected) => {
    expect(problemsIn(makeShop(props as never))).toEqual(expected);
  });

  test('with windows of rules that are shorter than two scrapes', () => {
    expect(problemsIn(makeShop({ scrape: { interval: '3m' } }))).toEqual(
      ['requests:rate5m', 'errors:rate5m', 'latency_p50:5m', 'latency_p95:5m', 'latency_p99:5m'].map(
        (record) => `RNG301 shop/monitored/Rules.rules.shop-golden-signals.shop:${record}`,
      ),
    );
  });

  test('with a contract that is wrong, and says all that is wrong with it at once', () => {
    const bad = counter('shop orders' as never, '', { pod: ['a'], user: {} } as never);
    const contract = serviceContract({ name: 'Shop!', metrics: [bad], notTraffic: {} });
    expect(problemsIn(makeShop({ contract, rules: [] })).sort()).toEqual([
      'CAR001 shop/monitored.contract.metrics.shop orders.labels.user',
      'LBL204 shop/monitored.contract.metrics.shop orders.labels.pod',
      'NAM001 shop/monitored.contract.metrics.shop orders.name',
      'NAM003 shop/monitored.contract.metrics.shop orders.name',
      'NAM008 shop/monitored.contract.metrics.shop orders.help',
      'NAM009 shop/monitored.contract.name',
    ]);
  });

  test('with golden signals over metrics of another contract', () => {
    const other = serviceContract({
      name: 'other',
      metrics: [gauge('other_things', 'Things', {})],
      notTraffic: {},
    });
    const rules = [goldenSignals(other, { requests: orders, errors: { code: /5../ }, by: ['route'] })];
    expect(problemsIn(makeShop({ rules }))).toContain('TYP101 shop/monitored/Rules.goldenSignals.requests');
  });

  test('when it is there twice, at both places of the program by name', () => {
    const app = makeShop();
    const stack = app.node.findChild('stack') as KubePrometheusStack;
    const again = new Chart(app, 'again', { namespace: 'retail' });
    new MonitoredService(again, 'monitored', {
      stack,
      contract: shop,
      pods: { labels: { app: 'shop' }, ports: { web: 8443 } },
    });
    const [first, ...others] = app.render().problems;
    expect(others).toEqual([]);
    expect(first).toMatchObject({ id: 'SCH005', path: 'again/monitored' });
    expect(first?.message).toContain("'shop/monitored' declares it too");
  });

  test.each([
    ['whose name is no DNS label', 'Retail_1'],
    ['whose name is empty', ''],
  ])('once, in a chart with a namespace %s', (_, namespace) => {
    const app = new SightlineApp();
    new MonitoredService(new Chart(app, 'shop', { namespace }), 'monitored', {
      stack: makeStack(app),
      contract: shop,
      pods: { labels: { app: 'shop' }, ports: { web: 1 } },
      createNamespace: true,
    });
    expect(problemsIn(app)).toEqual(['OPT002 shop/monitored.namespace']);
  });

  test('when the ServiceMonitor of another service selects it too', () => {
    const app = makeShop({ pods: { labels: { app: 'shop', tier: 'web' }, ports: { web: 8443 } } });
    const stack = app.node.findChild('stack') as KubePrometheusStack;
    const contract = serviceContract({ name: 'till', metrics: [orders], notTraffic: {} });
    new MonitoredService(new Chart(app, 'till', { namespace: 'retail' }), 'monitored', {
      stack,
      contract,
      pods: { labels: { app: 'shop' }, ports: { web: 8443 } },
    });
    expect(problemsIn(app)).toEqual(['SEL011 shop/monitored/Scrape/Resource spec']);
  });

  test('in a chart without a namespace', () => {
    const app = new SightlineApp();
    const chart = new Chart(app, 'shop');
    new MonitoredService(chart, 'monitored', {
      stack: makeStack(app),
      contract: shop,
      pods: { labels: { app: 'shop' }, ports: { web: 1 } },
    });
    expect(problemsIn(app)).toEqual(['OPT003 shop/monitored.namespace']);
  });

  test('when the open values of the stack select by a label that it does not have', () => {
    const values = {
      prometheus: { prometheusSpec: { serviceMonitorSelector: { matchLabels: { team: 'web' } } } },
    };
    expect(problemsIn(makeShop({}, { values }))).toContain(
      'SEL001 shop/monitored/Scrape/Resource metadata.labels',
    );
  });

  test('also in a plain cdk8s app, in one list of sentences', () => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'retail' });
    new MonitoredService(chart, 'monitored', {
      stack: makeStack(app),
      contract: shop,
      pods: { labels: {}, ports: { web: 0 } },
    });
    expect(() => app.synthYaml()).toThrow(
      "[shop/monitored] OPT002 'pods.ports.web' (0) must be a whole number from 1 to 65535.",
    );
  });
});

test('whatever a monitored service is given, it reports and does not throw', () => {
  fc.assert(
    fc.property(
      fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
      fc.string(),
      (garbage, key) => {
        const whole = new SightlineApp();
        new MonitoredService(new Chart(whole, 'c', { namespace: 'n' }), 'm', garbage as never);
        expect(whole.render().problems.length).toBeGreaterThan(0);

        const part = makeShop({ [key === '' ? 'pods' : 'scrape']: garbage });
        expect(Array.isArray(part.render().problems)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
