import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import {
  type KubePrometheusStackProps,
  promql,
  recordingRule,
  ruleGroup,
  SightlineApp,
} from '../../../../src/sightline';
import { makeShop, makeStack } from '../../constructs/fixtures';

/** What is found of an app, without what it says of the stack itself. */
const found = (app: SightlineApp): string[] =>
  app.render().problems.map(({ id, path, message }) => `${id} ${path}: ${message}`);

/** An app with a stack, and one object that a user writes. */
function appWith(
  kind: string,
  metadata: object,
  stack: Partial<KubePrometheusStackProps> = { serviceMonitorSelectorNilUsesHelmValues: true },
  spec: object = { groups: [] },
): SightlineApp {
  const app = new SightlineApp();
  makeStack(app, stack);
  const chart = new Chart(app, 'own');
  new ApiObject(chart, 'object', { apiVersion: 'monitoring.coreos.com/v1', kind, metadata, spec });
  return app;
}

describe("a rule of a user's own", () => {
  test('is selected by the labels of the object, not by those of its rules', () => {
    const groups = [
      { name: 'g', rules: [{ alert: 'A', expr: 'vector(1)', labels: { release: 'prometheus' } }] },
    ];
    expect(found(appWith('PrometheusRule', { name: 'own', namespace: 'retail' }, {}, { groups }))).toEqual([
      "SEL012 own/object metadata.labels: 'PrometheusRule/retail/own' (no labels) is not selected: the Prometheus of release 'prometheus' selects release=prometheus by 'values.prometheus.prometheusSpec.ruleSelector'",
    ]);
  });

  test('is selected with the label of the release', () => {
    const metadata = { name: 'own', namespace: 'retail', labels: { release: 'prometheus' } };
    expect(found(appWith('PrometheusRule', metadata))).toEqual([]);
  });

  test('is never seen where the operator does not look into its namespace', () => {
    const values = { prometheusOperator: { namespaces: { releaseNamespace: true, additional: ['shop'] } } };
    const metadata = { name: 'own', namespace: 'retail', labels: { release: 'prometheus' } };
    expect(found(appWith('PrometheusRule', metadata, { values }))).toEqual([
      "SEL012 own/object metadata.namespace: 'PrometheusRule/retail/own' is never seen: by 'values.prometheusOperator.namespaces' the operator does not look into its namespace 'retail'",
    ]);
  });

  test('is for any stack of the program', () => {
    const app = appWith('PrometheusRule', { name: 'own', labels: { release: 'second' } });
    makeStack(new Chart(app, 'other') as never, { release: 'second' });
    expect(found(app)).toEqual([]);
  });

  test('is not looked for where the program has no stack', () => {
    const app = new SightlineApp();
    const chart = new Chart(app, 'own');
    new ApiObject(chart, 'object', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'own' },
      spec: { groups: [] },
    });
    expect(found(app)).toEqual([]);
  });
});

describe('a rule without a namespace', () => {
  test('that the schema refuses is told of once, since all checks name it alike', () => {
    const app = appWith('PrometheusRule', { name: 'own' }, {}, { groups: [], gruops: [] });
    expect(app.render().problems.map(({ id, object }) => `${id} ${object}`)).toEqual([
      'SCH001 PrometheusRule/own',
    ]);
  });
});

describe('a monitor without a namespace', () => {
  test('that the schema refuses is told of once, since all checks name it alike', () => {
    const spec = { selector: { matchLabels: { app: 'own' } }, endpoints: [{ port: 'web', interval: '5' }] };
    const app = appWith('ServiceMonitor', { name: 'own' }, undefined, spec);
    expect(app.render().problems.map(({ id, object }) => `${id} ${object}`)).toEqual([
      'SCH001 ServiceMonitor/own',
    ]);
  });
});

describe('the namespace of a rule', () => {
  const byTeam = {
    values: { prometheus: { prometheusSpec: { ruleNamespaceSelector: { matchLabels: { team: 'web' } } } } },
  };

  test('is selected by the labels of the Namespace that the program emits', () => {
    const app = makeShop({ createNamespace: true }, byTeam);
    expect(found(app)).toEqual([
      "SEL002 shop/monitored/Rules/Resource metadata.namespace: 'PrometheusRule/retail/shop-recording-rules' is not selected: the Prometheus of release 'prometheus' looks into namespaces by 'values.prometheus.prometheusSpec.ruleNamespaceSelector' (team=web), and 'retail' has kubernetes.io/metadata.name=retail",
    ]);
  });

  test('counts with the labels that it has in the end', () => {
    const app = makeShop({ createNamespace: true }, byTeam);
    const namespace = app.node
      .findAll()
      .find((each) => ApiObject.isApiObject(each) && each.kind === 'Namespace') as ApiObject;
    namespace.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'web' }));
    expect(found(app)).toEqual([]);
  });

  test('is not judged by labels where somebody else makes the Namespace', () => {
    expect(found(makeShop({}, byTeam))).toEqual([]);
  });
});

describe('a setting of the stack that selects nothing', () => {
  test('is one problem, however much it keeps from being selected', () => {
    const values = { prometheus: { prometheusSpec: { serviceMonitorSelector: { matchLabels: {} } } } };
    expect(found(makeShop({}, { values })).length).toBeLessThanOrEqual(1);
  });
});

describe('a monitor that takes away what rules read', () => {
  const patched = (...rules: readonly object[]): string[] => {
    const app = makeShop();
    const monitor = app.node
      .findAll()
      .find((each): each is ApiObject => ApiObject.isApiObject(each) && each.kind === 'ServiceMonitor');
    monitor?.addJsonPatch(JsonPatch.add('/spec/endpoints/0/metricRelabelings', rules));
    return found(app);
  };
  const place = 'SEL016 shop/monitored/Scrape/Resource spec.endpoints[0].metricRelabelings: ';

  test.each([
    [
      'a series',
      { action: 'drop', sourceLabels: ['__name__'], regex: 'shop_orders_.*' },
      "'shop_orders_total'",
    ],
    [
      'all but others',
      { action: 'keep', sourceLabels: ['__name__'], regex: 'process_.*' },
      "'shop_orders_total'",
    ],
    ['a label', { action: 'labeldrop', regex: 'rou.*' }, "the label 'route' of 'shop_orders_total'"],
    ['the service', { action: 'labeldrop', regex: 'service' }, "the label 'service' of 'shop_orders_total'"],
  ])('is refused: %s', (_, rule, what) => {
    expect(patched(rule)).toEqual([
      expect.stringContaining(`${place}'ServiceMonitor/retail/shop' takes away ${what}, and rule 'shop:`),
    ]);
  });

  test('is refused where it gives them other names', () => {
    const rename = {
      sourceLabels: ['__name__'],
      targetLabel: '__name__',
      regex: 'shop_(.*)',
      replacement: 'store_$1',
    };
    expect(patched(rename)).toEqual([
      expect.stringContaining(
        `${place}'ServiceMonitor/retail/shop' renames 'shop_orders_total' to 'store_orders_total', and rule 'shop:`,
      ),
    ]);
  });

  test.each([
    ['series that no rule reads', { action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }],
    ['a label that nothing has', { action: 'labeldrop', regex: 'version' }],
    ['some of the series', { action: 'drop', sourceLabels: ['__name__', 'route'], regex: 'shop_.*;/health' }],
  ])('may take away %s', (_, rule) => {
    expect(patched(rule)).toEqual([]);
  });
});

describe('a rule that asks for a target which the monitor does not have', () => {
  const reading = (matchers: string): string[] =>
    found(
      makeShop({
        rules: [
          ruleGroup('g', [
            recordingRule('shop:a:b', promql(`sum(rate(shop_orders_total{${matchers}}[5m]))`)),
          ]),
        ],
      }),
    );
  const said = (matcher: string, have: string): string =>
    `LBL202 shop/monitored/Scrape/Resource spec: rule 'shop:a:b' of group 'g' reads 'shop_orders_total' with ${matcher}, and the targets of 'ServiceMonitor/retail/shop' have ${have}`;

  test.each([
    ['job="store"', 'job="shop"'],
    ['job=~"store|retail"', 'job="shop"'],
    ['endpoint="http"', 'endpoint="web"'],
  ])('is refused: %s', (matcher, have) => {
    expect(reading(matcher)).toEqual([said(matcher, have)]);
  });

  test.each(['job="shop"', 'job=~"sh.*"', 'endpoint="web"', 'job!="store"', 'instance="10.0.0.1:8443"'])(
    'is fine: %s',
    (matcher) => {
      expect(reading(matcher)).toEqual([]);
    },
  );
});

describe('a limit of the scrape', () => {
  const limited = (scrape: object, prometheusSpec: object = {}): string[] =>
    found(makeShop({ scrape }, { values: { prometheus: { prometheusSpec } } }));
  const down = 'Prometheus drops the whole scrape, and the target is down';
  const said = (limit: string, what: string): string =>
    `SEL019 shop/monitored/Scrape/Resource spec.${limit.split("'")[1]}: ${limit} of 'ServiceMonitor/retail/shop' is passed: ${what}. ${down}`;
  // route and code, the name, and container, endpoint, instance, job, namespace, pod, service of the target
  const tooMany = "'shop_orders_total' has 10 labels, its name and those of the target among them";

  test.each([
    [{ labelLimit: 9 }, {}, said("'labelLimit' (9)", tooMany)],
    [{}, { enforcedLabelLimit: 9 }, said("'labelLimit' (9)", tooMany)],
    [{}, { labelLimit: 30, enforcedLabelLimit: 9 }, said("'labelLimit' (9)", tooMany)],
    [
      { labelNameLengthLimit: 8 },
      {},
      said("'labelNameLengthLimit' (8)", "the name 'container' of 'shop_orders_total' has 9 characters"),
    ],
    [
      { labelValueLengthLimit: 16 },
      {},
      said(
        "'labelValueLengthLimit' (16)",
        "the value 'shop_orders_total' of '__name__' of 'shop_orders_total' has 17 characters",
      ),
    ],
    [
      { sampleLimit: 216 },
      {},
      // 7 routes with 12 codes, twice for _created; 7 routes with 3 bounds, +Inf, _sum, _count and _created
      said("'sampleLimit' (216)", 'the contract allows 217 series in a pod, without those of the runtime'),
    ],
  ])('%j with %j of the Prometheus is passed', (scrape, spec, sentence) => {
    expect(limited(scrape, spec)).toEqual([sentence]);
  });

  test('that is not reached is fine', () => {
    const scrape = { labelLimit: 10, labelNameLengthLimit: 9, labelValueLengthLimit: 60, sampleLimit: 217 };
    expect(limited(scrape)).toEqual([]);
  });
});

test('a replacement of a monitor that names a group which its expression lacks is warned of', () => {
  const rule = { sourceLabels: ['route'], targetLabel: 'path', regex: '(.*)', replacement: '$1_a' };
  expect(found(makeShop({ scrape: { metricRelabelings: [rule] } }))).toEqual([
    'PQL008 shop/monitored/Scrape/Resource spec.endpoints[0].metricRelabelings[0].replacement: $1_a in the replacement names a group that /(.*)/ does not have, so nothing is put there',
  ]);
  expect(found(makeShop({ scrape: { metricRelabelings: [{ ...rule, replacement: '${1}_a$0' }] } }))).toEqual(
    [],
  );
});

describe('a NetworkPolicy', () => {
  /** The shop with a policy in a namespace. */
  const policed = (namespace: string, spec: object): string[] => {
    const app = makeShop();
    const metadata = { name: 'own', namespace };
    new ApiObject(new Chart(app, 'own'), 'policy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec,
    });
    return found(app).map((problem) => problem.split(':')[0] ?? '');
  };
  const from = (labels: object): object => ({
    podSelector: {},
    ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: labels } }] }],
  });
  const to = (...egress: readonly object[]): object => ({ podSelector: {}, policyTypes: ['Egress'], egress });
  const ingress = 'NET001 shop/monitored/Scrape/Resource spec.ingress';
  const egress = 'NET001 shop/monitored/Scrape/Resource spec.egress';

  test.each([
    [
      'lets in pods with a label that those of Prometheus lack',
      'retail',
      from({ app: 'prometheus' }),
      ingress,
    ],
    [
      'lets Prometheus ask for names alone',
      'monitoring',
      to({ ports: [{ port: 53, protocol: 'UDP' }] }),
      egress,
    ],
    [
      'lets Prometheus reach its own namespace alone',
      'monitoring',
      to({ to: [{ podSelector: {} }] }),
      egress,
    ],
  ])('shuts Prometheus out where it %s', (_, namespace, spec, problem) => {
    expect(policed(namespace, spec)).toEqual([problem]);
  });

  test.each([
    ['lets in pods of its name', 'retail', from({ 'app.kubernetes.io/name': 'prometheus' })],
    [
      'asks for a label that only the operator knows',
      'retail',
      from({ 'app.kubernetes.io/version': '3.14.0' }),
    ],
    ['lets Prometheus reach any namespace', 'monitoring', to({ to: [{ namespaceSelector: {} }] })],
    [
      'lets Prometheus reach the pods',
      'monitoring',
      to({ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'retail' } } }] }),
    ],
    ['is about whom the pods reach', 'retail', to()],
    ['is about who reaches Prometheus', 'monitoring', { podSelector: {}, policyTypes: ['Ingress'] }],
  ])('is no problem where it %s', (_, namespace, spec) => {
    expect(policed(namespace, spec)).toEqual([]);
  });
});

test('a Service that selects other pods than those that its service describes has none of them', () => {
  const app = makeShop();
  const service = app.node
    .findAll()
    .find((each): each is ApiObject => ApiObject.isApiObject(each) && each.kind === 'Service');
  service?.addJsonPatch(JsonPatch.replace('/spec/selector', { app: 'other' }));
  expect(found(app)).toEqual([
    "SEL009 shop/monitored/Scrape/Resource spec.selector: 'Service/retail/shop' selects no pods (app=other): those of 'shop/monitored' have app=shop, which does not meet app=other",
  ]);
});
