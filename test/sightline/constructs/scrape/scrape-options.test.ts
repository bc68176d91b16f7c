import { Chart } from 'cdk8s';
import {
  counter,
  external,
  gaugeObjective,
  goldenSignals,
  KubePrometheusStack,
  MonitoredService,
  PodMonitor,
  Probe,
  serviceContract,
  SightlineApp,
  type RuleGroup,
  type ScrapeOptions,
  up,
} from '../../../../src/sightline';
import { pathsTo } from '../../../../src/sightline/checks/scrape/scrape-path';
import { worldOf } from '../../../../src/sightline/constructs/world-of';
import { kept, makeShop, makeStack, manifestsOf, problemsIn, type Manifest } from '../fixtures';

/** The shop, scraped in some way. */
const scraped = (scrape: ScrapeOptions<'web'>): SightlineApp => makeShop({ scrape });

const kindsOf = (app: SightlineApp): string[] =>
  Object.keys(manifestsOf(app)).filter((each) => /Service|Monitor|Probe/.test(each));

const pages = { port: 'web', path: '/metrics', interval: '30s' };

/** The series of each page that is scraped, by `namespace` and `service`. */
function identities(app: SightlineApp): string[] {
  const constructs = app.node.findAll();
  const objects = constructs.flatMap((construct) =>
    Chart.isChart(construct)
      ? construct.node
          .findAll()
          .flatMap((each) => ('toJson' in each && !Chart.isChart(each) ? [each] : []))
          .map((each) => ({ construct: each as never, manifest: (each as { toJson(): object }).toJson() }))
      : [],
  );
  const world = worldOf(constructs, objects);
  return world.stacks.flatMap((stack) =>
    pathsTo(world, stack).flatMap(({ object, jobs }) =>
      jobs.flatMap(({ targets }) =>
        targets.map(({ labels }) => `${object}: ${labels['namespace']}/${labels['service']}`),
      ),
    ),
  );
}

describe('what only a newer operator knows', () => {
  const scrape = { extraScrapeMetrics: true };

  test('is a problem that says since when, where the stack has an older one', () => {
    const [problem, ...others] = scraped(scrape).render().problems;
    expect(others).toEqual([]);
    expect(problem?.message).toBe(
      "'extraScrapeMetrics' (true) is a field since prometheus-operator 0.95.0, and the stack has 0.93.1; the API server drops or refuses it.",
    );
  });

  test('is written for a stack that says it has it, with the image of that operator', () => {
    const app = makeShop({ scrape }, { operator: { version: '0.95.0' } });
    expect(problemsIn(app)).toEqual([]);
    expect(manifestsOf(app)['ServiceMonitor/retail/shop']?.spec).toMatchObject({ extraScrapeMetrics: true });
    const image = { tag: 'v0.95.0' };
    expect(
      app.node.findAll().find((each) => KubePrometheusStack.isKubePrometheusStack(each))?.values[
        'prometheusOperator'
      ],
    ).toEqual({
      image,
      prometheusConfigReloader: { image },
    });
  });
});

describe('a service that is scraped through a Service of its own', () => {
  test('has a Service and a ServiceMonitor', () => {
    expect(kindsOf(scraped({}))).toEqual(['Service/retail/shop', 'ServiceMonitor/retail/shop']);
    expect(identities(scraped({}))).toEqual(['ServiceMonitor/retail/shop: retail/shop']);
  });

  test('may have pages on other ports, each scraped as often as the first unless it says otherwise', () => {
    const pods = { labels: { app: 'shop' }, ports: { web: 8443, sidecar: 9102, slow: 9103 } };
    const app = makeShop({
      pods,
      scrape: {
        port: 'web',
        interval: '15s',
        moreEndpoints: [{ port: 'sidecar' }, { port: 'slow', interval: '1m', path: '/slow' }],
      },
    } as never);
    expect(problemsIn(app)).toEqual([]);
    expect(manifestsOf(app)['ServiceMonitor/retail/shop']?.spec.endpoints).toEqual([
      { port: 'web', path: '/metrics', interval: '15s' },
      { port: 'sidecar', path: '/metrics', interval: '15s' },
      { port: 'slow', path: '/slow', interval: '1m' },
    ]);
  });

  test('names each other port as the pods do', () => {
    const app = scraped({ port: 'web', moreEndpoints: [{ port: 'sidcar' as 'web' }] });
    expect(app.render().problems).toMatchObject([
      { id: 'SEL006', path: 'shop/monitored.scrape.moreEndpoints[0].port' },
    ]);
  });
});

describe('a service behind a Service that is there', () => {
  const service = { name: 'shop-headless', labels: { app: 'shop', role: 'metrics' } };

  test('has a ServiceMonitor that selects it, and no Service', () => {
    const app = scraped({ service, port: 'metrics' });
    expect(problemsIn(app)).toEqual([]);
    expect(kindsOf(app)).toEqual(['ServiceMonitor/retail/shop']);
    expect(manifestsOf(app)['ServiceMonitor/retail/shop']?.spec).toEqual({
      namespaceSelector: { matchNames: ['retail'] },
      selector: { matchLabels: { app: 'shop', role: 'metrics' } },
      endpoints: [
        {
          ...pages,
          port: 'metrics',
          relabelings: [{ action: 'replace', targetLabel: 'service', replacement: 'shop' }],
        },
      ],
    });
    expect(identities(app)).toEqual(['ServiceMonitor/retail/shop: retail/shop']);
  });

  test('needs no step where the Service is called as it is', () => {
    const app = scraped({ service: { name: 'shop', labels: { app: 'shop' } }, port: 'metrics' });
    expect(manifestsOf(app)['ServiceMonitor/retail/shop']?.spec.endpoints).toEqual([
      { ...pages, port: 'metrics' },
    ]);
    expect(identities(app)).toEqual(['ServiceMonitor/retail/shop: retail/shop']);
  });
});

describe('pods that are scraped without a Service', () => {
  test('have a PodMonitor, whose series have the name of the service', () => {
    const app = scraped({ kind: 'PodMonitor' });
    expect(problemsIn(app)).toEqual([]);
    expect(kindsOf(app)).toEqual(['PodMonitor/retail/shop']);
    expect(manifestsOf(app)['PodMonitor/retail/shop']).toMatchObject({
      metadata: { labels: { release: 'prometheus' } },
      spec: {
        namespaceSelector: { matchNames: ['retail'] },
        selector: { matchLabels: { app: 'shop' } },
        podMetricsEndpoints: [
          { ...pages, relabelings: [{ action: 'replace', targetLabel: 'service', replacement: 'shop' }] },
        ],
      },
    });
    expect(identities(app)).toEqual(['PodMonitor/retail/shop: retail/shop']);
  });

  test('have rules and a bound like any service', () => {
    const app = scraped({ kind: 'PodMonitor' });
    const rules = manifestsOf(app)['PrometheusRule/retail/shop-recording-rules'] as Manifest;
    expect(JSON.stringify(rules.spec)).toContain('namespace=\\"retail\\",service=\\"shop\\"');
  });
});

describe('what a prober sees', () => {
  const success = external('probe_success', 'gauge', 'Whether it answers', [
    'namespace',
    'service',
    'instance',
  ]);
  const site = serviceContract({
    name: 'site',
    metrics: [],
    notTraffic: {},
    objectives: [
      gaugeObjective({
        name: 'reachable',
        objective: 99.5,
        window: '7d',
        description: 'The site answers.',
        gauge: success,
        atLeast: 1,
      }),
    ],
  });
  const probed = (targets: readonly string[] | { ingress: { matchLabels: Record<string, string> } }) => {
    const app = new SightlineApp();
    const chart = new Chart(app, 'edge', { namespace: 'web' });
    new MonitoredService(chart, 'site', {
      stack: makeStack(app, kept),
      contract: site,
      scrape: { kind: 'Probe', prober: { url: 'blackbox.monitoring:9115' }, module: 'http_2xx', targets },
    });
    return app;
  };

  test('of URLs has a Probe whose series have the names of the service, and neither pods nor a Service', () => {
    const app = probed(['https://shop.example.com/', 'https://shop.example.org/']);
    expect(problemsIn(app)).toEqual([]);
    expect(kindsOf(app)).toEqual(['Probe/web/site']);
    expect(manifestsOf(app)['Probe/web/site']?.spec).toEqual({
      prober: { url: 'blackbox.monitoring:9115' },
      module: 'http_2xx',
      interval: '30s',
      targets: {
        staticConfig: {
          static: ['https://shop.example.com/', 'https://shop.example.org/'],
          labels: { namespace: 'web', service: 'site' },
        },
      },
    });
  });

  test('of Ingresses has steps that give its series the names of the service', () => {
    const app = probed({ ingress: { matchLabels: { app: 'shop' } } });
    expect(problemsIn(app)).toEqual([]);
    expect(manifestsOf(app)['Probe/web/site']?.spec.targets).toEqual({
      ingress: {
        namespaceSelector: { matchNames: ['web'] },
        selector: { matchLabels: { app: 'shop' } },
        relabelingConfigs: [
          { action: 'replace', targetLabel: 'namespace', replacement: 'web' },
          { action: 'replace', targetLabel: 'service', replacement: 'site' },
        ],
      },
    });
  });

  test('has targets, and a prober that is an address', () => {
    const app = new SightlineApp();
    const chart = new Chart(app, 'edge', { namespace: 'web' });
    new MonitoredService(chart, 'site', {
      stack: makeStack(app, kept),
      contract: site,
      scrape: { kind: 'Probe', prober: { url: 'http://blackbox:9115' }, targets: [] },
    });
    expect(app.render().problems.map(({ path }) => path)).toEqual([
      'edge/site.scrape.prober.url',
      'edge/site.scrape.targets',
    ]);
  });
});

describe('a service that others scrape', () => {
  test('has nothing but its dashboard and its rules', () => {
    const app = scraped(false);
    expect(problemsIn(app)).toEqual([]);
    expect(Object.keys(manifestsOf(app)).filter((each) => each.includes('/retail/'))).toEqual([
      'ConfigMap/retail/shop-dashboard',
      'PrometheusRule/retail/shop-recording-rules',
    ]);
  });
});

describe('a service without pods', () => {
  const contract = serviceContract({
    name: 'a',
    metrics: [counter('a_total', 'A', {})],
    notTraffic: {},
  });

  test('is refused where pods are scraped', () => {
    const app = new SightlineApp();
    const chart = new Chart(app, 'c', { namespace: 'a' });
    new MonitoredService(chart, 'a', { stack: makeStack(app), contract } as never);
    expect(app.render().problems).toMatchObject([{ id: 'OPT003', path: 'c/a.pods' }]);
  });
});

describe('a page behind TLS and a password', () => {
  const key = (name: string) => ({ name: 'shop-scrape', key: name });

  test.each([{}, { kind: 'PodMonitor' }] as const)('is scraped with both, %j', (kind) => {
    const app = scraped({
      ...kind,
      scheme: 'https',
      tlsConfig: {
        ca: { secret: key('ca.crt') },
        cert: { secret: key('tls.crt') },
        keySecret: key('tls.key'),
        serverName: 'shop.example.com',
      },
      basicAuth: { username: key('user'), password: key('password') },
      params: { format: ['prometheus'] },
      honorLabels: true,
      sampleLimit: 500,
      scrapeProtocols: ['PrometheusText0.0.4'],
    });
    expect(problemsIn(app)).toEqual([]);
    const [monitor] = Object.values(manifestsOf(app)).filter((each) => each.kind.endsWith('Monitor'));
    const [endpoint] = monitor?.spec.endpoints ?? monitor?.spec.podMetricsEndpoints;
    expect(endpoint).toMatchObject({
      scheme: 'https',
      tlsConfig: {
        ca: { secret: { name: 'shop-scrape', key: 'ca.crt' } },
        cert: { secret: { name: 'shop-scrape', key: 'tls.crt' } },
        keySecret: { name: 'shop-scrape', key: 'tls.key' },
        serverName: 'shop.example.com',
      },
      basicAuth: {
        username: { name: 'shop-scrape', key: 'user' },
        password: { name: 'shop-scrape', key: 'password' },
      },
      params: { format: ['prometheus'] },
      honorLabels: true,
    });
    expect(monitor?.spec).toMatchObject({ sampleLimit: 500, scrapeProtocols: ['PrometheusText0.0.4'] });
  });

  test('of a kind that does not exist is refused with those that do', () => {
    expect(scraped({ kind: 'PodMonitr' } as never).render().problems).toMatchObject([
      { id: 'OPT002', path: 'shop/monitored.scrape.kind' },
    ]);
  });

  test('with a certificate without its key is refused, as the operator does', () => {
    const app = scraped({ scheme: 'https', tlsConfig: { cert: { secret: key('tls.crt') } } });
    expect(app.render().problems.map(({ id }) => id)).toEqual(['OPR010']);
  });

  test('with a name for a Secret that is none is refused in the options', () => {
    const app = scraped({ authorization: { credentials: { name: 'Not A Name', key: 'token' } } });
    expect(app.render().problems).toMatchObject([
      { id: 'OPT002', path: 'shop/monitored.scrape.authorization.credentials.name' },
    ]);
  });
});

test('PodMonitor and Probe stand by themselves, too', () => {
  const app = new SightlineApp();
  const stack = makeStack(app);
  const chart = new Chart(app, 'c', { namespace: 'batch' });
  const monitor = { stack, namespace: 'batch' };
  new PodMonitor(chart, 'pods', {
    ...monitor,
    name: 'worker',
    podLabels: { app: 'worker' },
    podNamespace: 'batch',
    port: 'metrics',
  });
  new Probe(chart, 'probe', {
    ...monitor,
    name: 'dns',
    prober: { url: 'blackbox:9115', path: '/probe', scheme: 'https' },
    targets: ['10.0.0.10'],
    serviceNamespace: 'batch',
    service: 'dns',
    timeout: '5s',
  });
  expect(problemsIn(app)).toEqual([]);
  expect(kindsOf(app)).toEqual(['PodMonitor/batch/worker', 'Probe/batch/dns']);
});

describe('a limit on samples that follows from the contract', () => {
  const limitIn = (app: SightlineApp): unknown => {
    expect(problemsIn(app)).toEqual([]);
    const [monitor] = Object.values(manifestsOf(app)).filter((each) => each.kind.endsWith('Monitor'));
    return monitor?.spec.sampleLimit;
  };
  // 7 routes of 12 codes, each with its _created; and 7 routes of 3 buckets, +Inf, sum, count and _created
  const own = 7 * 12 * 2 + 7 * 7;

  const alone = { from: 'contract', runtime: 'none' } as const;

  test('is that of its metrics alone, in a ServiceMonitor and in a PodMonitor', () => {
    expect(limitIn(scraped({ sampleLimit: alone }))).toBe(own);
    expect(limitIn(scraped({ kind: 'PodMonitor', sampleLimit: alone }))).toBe(own);
  });

  test.each([
    ['go', 100],
    ['jvm', 550],
    ['node', 250],
    ['python', 50],
  ] as const)('has room for what a client in %s adds, and for what else is said', (runtime, allowance) => {
    expect(limitIn(scraped({ sampleLimit: { from: 'contract', runtime, more: 7 } }))).toBe(
      own + allowance + 7,
    );
  });

  test('brings an alert, as any limit does', () => {
    const alertsIn = (scrape: ScrapeOptions<'web'>) => {
      const { spec } = manifestsOf(scraped(scrape))['PrometheusRule/retail/shop-recording-rules'] ?? {};
      const groups: readonly { rules: readonly { alert?: string; expr: string }[] }[] = spec?.groups ?? [];
      return groups.flatMap(({ rules }) => rules.filter(({ alert }) => alert).map(({ expr }) => expr));
    };
    const series = 'scrape_samples_post_metric_relabeling{namespace="retail",service="shop"}';
    expect(alertsIn({})).toEqual([]);
    expect(alertsIn({ sampleLimit: 2000 })).toEqual([`${series} / 2000 >= 0.8`]);
    expect(alertsIn({ sampleLimit: { from: 'contract', runtime: 'none' } })).toEqual([
      `${series} / ${own} >= 0.8`,
    ]);
  });

  test('is refused of a contract that lists no metrics: every target would be down', () => {
    const objectives = [
      gaugeObjective({ name: 'up', description: 'Up.', objective: 99, gauge: up, atLeast: 1 }),
    ];
    const contract = serviceContract({ name: 'shop', metrics: [], notTraffic: {}, objectives });
    const scrape = { sampleLimit: { from: 'contract', runtime: 'go' } } as const;
    expect(problemsIn(makeShop({ contract, scrape, rules: [] }))).toEqual([
      'OPT003 shop/monitored.scrape.sampleLimit',
    ]);
  });

  test.each([
    ['a runtime that nobody knows', { from: 'contract', runtime: 'ruby' }],
    ['no runtime', { from: 'contract' }],
    ['a text', 'from-contract'],
    ['less than nothing more', { from: 'contract', runtime: 'go', more: -1 }],
  ])('is refused with %s', (_, sampleLimit) => {
    const ids = scraped({ sampleLimit } as never)
      .render()
      .problems.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.every((id) => id.startsWith('OPT'))).toBe(true);
  });
});

describe('a service whose golden signals stand on metrics of others', () => {
  const labels = ['namespace', 'destination_service_name', 'response_code'] as const;
  const requests = external('istio_requests_total', 'counter', 'Requests', labels).where({
    destination_service_name: 'cart',
  });
  const cart = serviceContract({ name: 'cart', metrics: [], notTraffic: {} });
  const signals = goldenSignals(cart, {
    requests,
    errors: { response_code: /5../ },
    by: [],
    saturation: false,
  });
  const watched = (rules: readonly RuleGroup[], later: readonly RuleGroup[] = []): SightlineApp => {
    const app = new SightlineApp();
    const chart = new Chart(app, 'cart', { namespace: 'retail' });
    const props = { stack: makeStack(app, kept), contract: cart, scrape: false, rules } as const;
    new MonitoredService(chart, 'monitored', props).addRules(...later);
    return app;
  };

  test.each([
    ['in its options', [signals], []],
    ['later', [], [signals]],
  ])('needs no metrics of its own, and promises nothing, with rules that are given %s', (_, rules, later) => {
    const app = watched(rules, later);
    expect(problemsIn(app)).toEqual([]);
    const { spec } = manifestsOf(app)['PrometheusRule/retail/cart-recording-rules'] ?? {};
    const [traffic] = (spec?.groups as readonly { rules: readonly { expr: string }[] }[])[0]?.rules ?? [];
    expect(traffic?.expr).toBe(
      'sum(rate(istio_requests_total{namespace="retail",destination_service_name="cart"}[5m]))',
    );
  });

  test('is told that nothing watches it where there are no rules either', () => {
    expect(problemsIn(watched([]))).toEqual(['OPT003 cart/monitored.contract.metrics']);
  });
});
