import {
  alertingRule,
  availabilityObjective,
  lt,
  mul,
  rate,
  sum,
  recorded,
  recordingRule,
  ruleGroup,
  serviceContract,
  type ObjectiveDeclaration,
} from '../../../src/sightline';
import { makeShop, manifestsOf, orders, problemsIn, shopSignals, wait, kept } from './fixtures';

const description = 'Orders are taken.';
const objective = (options: { readonly name?: string; readonly window?: '7d' | '30d' } = {}) =>
  availabilityObjective({
    name: 'orders',
    objective: 99,
    window: '7d',
    description,
    by: ['route'],
    total: orders,
    bad: orders.where({ code: /5../ }),
    ...options,
  });
const promising = (...objectives: readonly ObjectiveDeclaration[]) =>
  serviceContract({ name: 'shop', metrics: [orders, wait], notTraffic: { route: ['/up'] }, objectives });

/** The groups of the rules on objectives. */
function groupsOf(app: Parameters<typeof manifestsOf>[0]) {
  const spec: unknown = manifestsOf(app)['PrometheusRule/retail/shop-objectives']?.spec;
  // as it was written, and checked against the schema of its kind
  return (
    spec as { groups: { name: string; interval: string; rules: { labels: { severity?: string } }[] }[] }
  ).groups;
}

describe('a service that promises something', () => {
  const app = makeShop({ contract: promising(objective()) }, kept);
  const manifests = manifestsOf(app);
  const rules = manifests['PrometheusRule/retail/shop-objectives'];

  test('has a PrometheusRule for that, which its stack selects', () => {
    expect(rules?.metadata.labels).toEqual({ release: 'prometheus' });
    expect(groupsOf(app).map(({ name, interval }) => [name, interval])).toEqual([
      ['shop-slo-orders-fast', '30s'],
      ['shop-slo-orders-slow', '2m'],
      ['shop-slo-orders-facts', '4m'],
      ['shop-slo-orders-history', '30m'],
    ]);
  });

  test('leaves what is recorded about it as it is', () => {
    expect(manifests['PrometheusRule/retail/shop-recording-rules']).toEqual(
      manifestsOf(makeShop())['PrometheusRule/retail/shop-recording-rules'],
    );
  });

  test('has a page, and for each objective rules and a test that promtool can read, below the manifests', () => {
    const { files, problems } = app.render();
    expect(problems).toEqual([]);
    expect([...files.keys()].filter((path) => path.includes('/'))).toEqual([
      'docs/retail.shop.md',
      'helm/stack.values.yml',
      'tests/retail.shop.orders.long.test.yml',
      'tests/retail.shop.orders.rules.yml',
      'tests/retail.shop.orders.test.yml',
    ]);
  });

  test('makes faster alerts of its stack inhibit slower ones for the same labels', () => {
    const values = app.render().files.get('helm/stack.values.yml');
    expect(values).toContain('inhibit_rules:');
    expect(values).toMatch(/equal:\n\s+- namespace\n\s+- service\n\s+- slo\n\s+- route\n/);
    expect(makeShop().render().files.get('helm/stack.values.yml')).not.toContain('inhibit_rules');
  });

  test('has alerts with the severities that its stack routes by', () => {
    const severe = makeShop(
      { contract: promising(objective()) },
      { alerting: { severities: { page: 'sev1', ticket: 'sev2' }, receivers: {}, routes: [] } as never },
    );
    const severities = groupsOf(severe).flatMap(({ rules: each }) =>
      each.map(({ labels }) => labels.severity),
    );
    expect(new Set(severities)).toEqual(new Set([undefined, 'sev1', 'sev2']));
  });
});

describe('an objective that its stack can not keep', () => {
  test('is refused where samples do not live as long as its window', () => {
    // the chart keeps them for 10 days
    expect(problemsIn(makeShop({ contract: promising(objective({ window: '30d' })) }))).toEqual([
      'RNG302 shop/monitored/Objectives.objectives.orders.window',
    ]);
    expect(
      problemsIn(
        makeShop(
          { contract: promising(objective({ window: '30d' })) },
          {
            ...kept,
            prometheus: { ...kept.prometheus, retention: '31d' },
          },
        ),
      ),
    ).toEqual([]);
  });

  test('is refused where the service is scraped too seldom', () => {
    const own = problemsIn(
      makeShop({ contract: promising(objective()), scrape: { interval: '2m' }, rules: [] }),
    );
    expect(own).toEqual(['RNG305 shop/monitored/Objectives.objectives.orders']);
  });
});

describe('a stack whose options are wrong', () => {
  test('is told of alone: what depends on them is not held against its services', () => {
    const wrong = { prometheus: { retention: '35 days' } };
    expect(problemsIn(makeShop({ contract: promising(objective({ window: '30d' })) }, wrong))).toEqual([
      'OPT002 stack.prometheus.retention',
    ]);
  });
});

describe('an objective that is wrong', () => {
  test('is reported with the contract, and nothing is written', () => {
    const wrong = promising(objective(), objective());
    expect(problemsIn(makeShop({ contract: wrong }))).toEqual([
      'REC503 shop/monitored.contract.objectives.orders',
    ]);
  });
});

describe('objectives that are given to the service', () => {
  test('are told where they belong', () => {
    expect(makeShop({ objectives: [objective()] } as never).render().problems).toMatchObject([
      { id: 'OPT001', path: 'shop/monitored.objectives', fix: 'move it to serviceContract({ objectives })' },
    ]);
  });
});

describe('rules of one service', () => {
  test('may read what its objectives record', () => {
    const read = (slo: string) =>
      ruleGroup('shop-own', [
        recordingRule(
          'shop:budget_left:percent',
          mul(
            recorded('slo:error_budget_remaining:ratio', ['namespace', 'service', 'slo', 'route']).where({
              slo,
            }),
            100,
          ),
        ),
      ]);
    const contract = promising(objective());
    expect(problemsIn(makeShop({ contract, rules: [shopSignals, read('orders')] }, kept))).toEqual([]);
    expect(problemsIn(makeShop({ contract, rules: [shopSignals, read('other')] }))).toEqual([
      'REC502 shop/monitored/Rules.rules.shop-own.shop:budget_left:percent',
    ]);
  });
});

describe('an alert of one service', () => {
  const usual = {
    alert: 'NoOrders',
    expression: lt(sum(rate(orders.over('10m'))), 1),
    severity: 'page',
    annotations: { summary: '{{ $value }} orders a second' },
  } as const;
  const problems = (alert: object) =>
    makeShop({ rules: [ruleGroup('own', [alertingRule(alert as typeof usual)])] })
      .render()
      .problems.map(({ id, path, fix }) => `${id} ${path}${fix === undefined ? '' : ` (${fix})`}`);

  test('is written with the severity of its stack', () => {
    const app = makeShop({ rules: [ruleGroup('own', [alertingRule(usual)])] }, kept);
    expect(app.render().problems).toEqual([]);
    expect(manifestsOf(app)['PrometheusRule/retail/shop-alerts']?.spec.groups[0].rules).toEqual([
      {
        alert: 'NoOrders',
        expr: 'sum(rate(shop_orders_total{namespace="retail",service="shop"}[10m])) < 1',
        labels: { namespace: 'retail', service: 'shop', severity: 'critical' },
        annotations: usual.annotations,
      },
    ]);
  });

  test('says which of its properties is wrong', () => {
    const { annotations: _, ...bare } = usual;
    expect(problems({ ...usual, lables: {} })).toEqual([
      "OPT001 shop/monitored.rules[0].rules[0].lables (write 'labels')",
    ]);
    expect(problems(bare)).toEqual(['OPT003 shop/monitored.rules[0].rules[0].annotations']);
    expect(problems({ ...usual, severity: 'critical' })).toEqual([
      'OPT002 shop/monitored.rules[0].rules[0].severity',
    ]);
    expect(problems({ ...usual, for: '10 minutes' })).toEqual([
      'OPT002 shop/monitored.rules[0].rules[0].for',
    ]);
    expect(problems({ ...usual, expression: 1 })).toEqual([
      'OPT002 shop/monitored.rules[0].rules[0].expression',
    ]);
  });
});
