import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { type KubePrometheusStackProps, SightlineApp } from '../../../../src/sightline';
import { makeShop, makeStack } from '../../constructs/fixtures';

const found = (app: SightlineApp): string[] =>
  app.render().problems.map(({ id, severity, path, message }) => `${id} ${severity} ${path}: ${message}`);

/** The shop, of which the PrometheusRule is patched. */
function patchedShop(...patches: readonly JsonPatch[]): SightlineApp {
  const app = makeShop();
  const rules = app.node
    .findAll()
    .find((each) => ApiObject.isApiObject(each) && each.kind === 'PrometheusRule') as ApiObject;
  rules.addJsonPatch(...patches);
  return app;
}

const rule = 'spec/groups/0/rules/0';

describe('a rule of the program that is patched', () => {
  test('is judged as if it had been declared so', () => {
    const expr = 'sum by (rout) (rate(shop_orders_total{namespace="retail", service="shop"}[5m]))';
    expect(found(patchedShop(JsonPatch.replace(`/${rule}/expr`, expr)))).toEqual([
      expect.stringMatching(
        /^LBL201 error shop\/monitored\/Rules\/Resource\.rules\.shop-golden-signals\.shop:requests:rate5m: .*'rout'/,
      ),
    ]);
  });

  test.each(['sum by (route) (rate(shop_orders_total', 'sum(rate(shop_orders_total))'])(
    'is refused where Prometheus would refuse it (%s)',
    (expr) => {
      const problems = found(patchedShop(JsonPatch.replace(`/${rule}/expr`, expr)));
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.every((problem) => problem.startsWith('PQL'))).toBe(true);
    },
  );

  test('may be patched into another one that works', () => {
    const expr = 'sum by (route) (rate(shop_orders_total{namespace="retail", service="shop"}[10m]))';
    expect(found(patchedShop(JsonPatch.replace(`/${rule}/expr`, expr)))).toEqual([]);
  });

  test('may get an alert beside it, which is judged as one of the service', () => {
    const alert = (expr: string, summary: string): JsonPatch =>
      JsonPatch.add('/spec/groups/0/rules/-', {
        alert: 'ManyOrders',
        expr,
        labels: { severity: 'critical' },
        annotations: { summary },
      });
    const expr = 'sum by (route) (rate(shop_orders_total{namespace="retail", service="shop"}[5m])) > 5';
    expect(found(patchedShop(alert(expr, 'Many at {{ $labels.route }}')))).toEqual([]);
    expect(found(patchedShop(alert(expr, 'Many at {{ $labels.rute }}')))).toEqual([
      expect.stringMatching(/^LBL205 error .*reads label 'rute'/),
    ]);
  });

  test('records under labels by which the others find it', () => {
    const labels = (service: string) =>
      JsonPatch.replace(`/${rule}/labels`, { namespace: 'retail', service });
    expect(found(patchedShop(labels('shop')))).toEqual([]);
    expect(found(patchedShop(labels('store')))).toEqual([
      expect.stringMatching(/^REC502 error .*'shop:requests:rate5m' is recorded by no rule of this service/),
    ]);
    expect(found(patchedShop(JsonPatch.remove(`/${rule}/labels`)))[0]).toMatch(
      /^LBL201 error .*label 'namespace' is not on 'shop:requests:rate5m', which has route/,
    );
  });

  test('is told of only once, and rules beside it are not', () => {
    const problems = found(
      patchedShop(JsonPatch.replace(`/${rule}/expr`, 'rate(shop_wait_second_bucket[5m])')),
    );
    expect(problems).toHaveLength(1);
  });
});

test('a rule that is patched may be a number, as Prometheus takes it', () => {
  expect(found(patchedShop(JsonPatch.add('/spec/groups/0/rules/-', { record: 'a:b:c', expr: '1' })))).toEqual(
    [],
  );
});

test('rules are held against the interval of a monitor that is patched', () => {
  const scraped = (interval: string): string[] => {
    const app = makeShop();
    const monitor = app.node
      .findAll()
      .find((each) => ApiObject.isApiObject(each) && each.kind === 'ServiceMonitor') as ApiObject;
    monitor.addJsonPatch(JsonPatch.replace('/spec/endpoints/0/interval', interval));
    return found(app);
  };
  expect(scraped('75s')).toEqual([]);
  expect(scraped('3m')).toEqual([
    expect.stringMatching(
      /^RNG301 error shop\/monitored\/Scrape\/Resource spec\.endpoints\[0\]\.interval: 'ServiceMonitor\/retail\/shop' scrapes every 3m, .*window '5m'/,
    ),
  ]);
});

/** An app with the shop and a PrometheusRule by hand. */
function withRule(...rules: readonly object[]): SightlineApp {
  const app = makeShop();
  new ApiObject(new Chart(app, 'own', { namespace: 'retail' }), 'rules', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'own', labels: { release: 'prometheus' } },
    spec: { groups: [{ name: 'own', rules }] },
  });
  return app;
}

describe('a rule by hand', () => {
  test('is warned of what is known of a metric that the cluster exposes', () => {
    expect(found(withRule({ record: 'a:b:c', expr: 'sum(rate(kube_pod_info[5m]))' }))).toEqual([
      expect.stringMatching(/^TYP102 warning own\/rules spec\.groups\[0\]\.rules\[0\]: rate of a gauge/),
    ]);
    expect(found(withRule({ record: 'a:b:c', expr: 'sum by (team) (kube_pod_labels)' }))).toEqual([]);
  });

  test('may read metrics that nobody declared', () => {
    const expr = 'sum by (anything) (rate(somebodys_requests_total{code="5xx"}[5m])) > 3';
    const annotations = { summary: '{{ $labels.anything }}: {{ $value }}' };
    expect(found(withRule({ alert: 'A', expr, annotations }))).toEqual([]);
  });

  test.each([
    ['a text that is no PromQL', 'sum(rate(', 'PQL'],
    ['a rate of a gauge that Prometheus writes', 'rate(up[5m])', 'TYP'],
    ['a label that what the service exposes lacks', 'sum by (rout) (rate(shop_orders_total[5m]))', 'LBL201'],
    ['a label that what the service records lacks', 'max by (pod) (shop:requests:rate5m)', 'LBL201'],
  ])('is refused for %s', (_, expr, id) => {
    const [problem, ...more] = found(
      withRule({ record: 'a:b:c', expr: 'vector(1)' }, { record: 'd:e:f', expr }),
    );
    expect(more).toEqual([]);
    expect(problem).toMatch(
      new RegExp(`^${id}\\w* (error|warning) own/rules spec\\.groups\\[0\\]\\.rules\\[1\\]: `),
    );
  });

  test('is refused for a text of an alert that reads a label that is not there', () => {
    const expr = 'shop:requests:rate5m > 3';
    const alert = (summary: string): object => ({
      alert: 'A',
      expr,
      annotations: { summary },
      labels: { team: 'web' },
    });
    expect(found(withRule(alert('{{ $labels.route }} of {{ $labels.service }}')))).toEqual([]);
    // Prometheus hands a text the labels of the expression, not those of the rule
    expect(found(withRule(alert('{{ $labels.team }}')))).toEqual([
      expect.stringMatching(/^LBL205 error .*reads label 'team'/),
    ]);
    expect(found(withRule(alert('{{ $labels.pod }}')))).toEqual([
      expect.stringMatching(
        /^LBL205 error own\/rules spec\.groups\[0\]\.rules\[0\]\.annotations\.summary: .*reads label 'pod'/,
      ),
    ]);
  });

  test.each([
    [
      'a record',
      'max(shop:request:rate5m) > 3',
      'REC502 warning',
      "'shop:request:rate5m' is recorded by no rule that is known",
    ],
    [
      'a metric',
      'rate(shop_order_total[5m])',
      'TYP101 warning',
      "'shop_order_total' is of no metric that is known",
    ],
    [
      'the buckets of a histogram',
      'rate(shop_wait_seconds[5m])',
      'TYP101 warning',
      "'shop_wait_seconds' is of no metric that is known",
    ],
  ])('is warned of where it has nearly the name of %s', (_, expr, id, message) => {
    expect(found(withRule({ record: 'a:b:c', expr }))).toEqual([
      `${id} own/rules spec.groups[0].rules[0]: ${message}, and nearly the name of ${id.startsWith('REC') ? 'a series that is' : 'one'}`,
    ]);
  });

  test('may read what another rule by hand records, whatever its name is like', () => {
    const recording = { record: 'shop:request:rate5m', expr: 'sum(rate(shop_orders_total[5m]))' };
    expect(found(withRule(recording, { record: 'a:b:c', expr: 'max(shop:request:rate5m)' }))).toEqual([]);
    expect(found(withRule({ record: 'a:b:c', expr: 'sum(rate(shop_v2_orders_total[5m]))' }))).toEqual([]);
  });

  test('is known in the rules of other objects', () => {
    const app = withRule({ record: 'a:x:rate5m', expr: 'sum by (job) (rate(http_requests_total[5m]))' });
    new ApiObject(new Chart(app, 'other', { namespace: 'retail' }), 'rules', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'other', labels: { release: 'prometheus' } },
      spec: { groups: [{ name: 'other', rules: [{ record: 'a:b:c', expr: 'rate(a:x:rate5m[5m])' }] }] },
    });
    expect(found(app)).toEqual([expect.stringMatching(/^TYP102 warning other\/rules /)]);
  });

  test('has windows that hold two scrapes of what a service exposes', () => {
    const rule = (window: string): SightlineApp =>
      withRule({ record: 'a:b:c', expr: `sum(rate(shop_orders_total[${window}]))` });
    expect(found(rule('30s'))).toEqual([expect.stringMatching(/^RNG301 error own\/rules /)]);
    expect(found(rule('2m'))).toEqual([]);
  });

  test('is read as the Prometheus of its stack reads it', () => {
    const app = new SightlineApp();
    makeStack(app, { values: { prometheus: { prometheusSpec: { version: 'v2.45.0' } } } });
    new ApiObject(new Chart(app, 'own', { namespace: 'retail' }), 'rules', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'own', labels: { release: 'prometheus' } },
      spec: { groups: [{ name: 'own', rules: [{ record: 'a:b:c', expr: 'limitk(2, a)' }] }] },
    });
    expect(found(app)).toEqual([expect.stringMatching(/^PQL006 error own\/rules /)]);
  });

  test('is refused where it looks back further than samples are kept', () => {
    // the chart keeps them for ten days
    expect(found(withRule({ record: 'a:b:c', expr: 'avg_over_time(a[11d])' }))).toEqual([
      expect.stringMatching(/^RNG312 error own\/rules /),
    ]);
  });

  test('that the schema refuses is told of once', () => {
    expect(found(withRule({ record: 'a:b:c', expr: 'sum(', lables: {} }))).toEqual([
      expect.stringMatching(/^SCH001 /),
    ]);
  });
});

describe('rules by hand beside each other', () => {
  const record = (name: string, expr: string, labels = {}) => ({ record: name, expr, labels });
  const total = 'sum(rate(shop_orders_total[5m]))';
  const alert = { alert: 'A', expr: `${total} > 5`, labels: { severity: 'critical' } };

  test.each<[string, object[], string]>([
    ['one rule twice', [record('a:b:c', total), record('a:b:c', `${total} `)], 'REC503 rules[1]'],
    ['two totals', [record('a:b:c', total), record('a:b:c', 'sum(up)')], 'REC503 rules[1]'],
    ['two by label', [record('a:b:c', total, { by: 'x' }), record('a:b:c', 'sum(up)', { by: 'y' })], ''],
    ['two by series', [record('a:b:c', 'up{job="a"}'), record('a:b:c', 'up{job="b"}')], ''],
    ['one alert twice', [alert, alert], 'ALR408 rules[1]'],
    ['one alert in two severities', [alert, { ...alert, labels: { severity: 'warning' } }], ''],
    ['a later one', [record('a:x:y', 'a:b:c * 2'), record('a:b:c', total)], 'REC511 rules[0]'],
    ['a later one over a window', [record('a:x:y', 'max_over_time(a:b:c[1h])'), record('a:b:c', total)], ''],
    [
      'a template in a recorded label',
      [record('a:b:c', total, { to: '{{ $labels.route }}' })],
      'ALR428 rules[0].labels.to',
    ],
    ['a template in a name', [{ ...alert, alert: 'Down {{ $labels.pod }}' }], 'ALR428 rules[0].alert'],
    [
      'a template in an expression',
      [{ ...alert, expr: 'up{job="{{ $labels.job }}"} == 0' }],
      'ALR428 rules[0].expr',
    ],
    ['a template in a label of an alert', [{ ...alert, labels: { to: '{{ $value }}' } }], ''],
    ['a name as a label', [record('a:b:c', total, { __name__: 'x' })], 'SCH002 rules[0].labels.__name__'],
    ['a series in braces', [record('a:b:c{d="e"}', total)], 'SCH002 rules[0].record'],
    ['a job that is nearly there', [{ ...alert, expr: 'absent(up{job="shopp"})' }], 'LBL202 rules[0]'],
    [
      'a namespace that is nearly there',
      [{ ...alert, expr: 'sum(rate(shop_orders_total{namespace="retial"}[5m])) > 5' }],
      'LBL202 rules[0]',
    ],
    [
      'another namespace',
      [{ ...alert, expr: 'sum(rate(shop_orders_total{namespace="archive"}[5m])) > 5' }],
      '',
    ],
  ])('with %s', (_, rules, expected) => {
    const told = withRule(...rules)
      .render()
      .problems.map(({ id, path }) => `${id} ${(path ?? '').replace(/^.*groups\[0\]\./, '')}`);
    expect(told).toEqual(expected === '' ? [] : [expected]);
  });
});

describe('what the chart makes of values', () => {
  const rules = (expr: string) => ({ groups: [{ name: 'own', rules: [{ record: 'a:b:c', expr }] }] });
  const onStack = (values: KubePrometheusStackProps['values']): string[] =>
    makeShop({}, { values })
      .render()
      .problems.map(({ id, path }) => `${id} ${path ?? ''}`);

  test('is judged as objects of the program', () => {
    expect(
      onStack({
        additionalPrometheusRulesMap: { own: rules('sum by (route) (rate(shop_orders_total[5m]))') },
      }),
    ).toEqual([]);
    expect(
      onStack({
        additionalPrometheusRulesMap: { own: rules('sum by (rout) (rate(shop_orders_total[5m]))') },
      }),
    ).toEqual(['LBL201 stack.values.additionalPrometheusRulesMap.own spec.groups[0].rules[0]']);
    expect(
      onStack({
        prometheus: {
          additionalServiceMonitors: [
            {
              name: 'own',
              selector: { matchLabels: { app: 'shopp' } },
              namespaceSelector: { matchNames: ['retail'] },
              endpoints: [{ port: 'web' }],
            },
          ],
        },
      }),
    ).toEqual(['SEL004 stack.values.prometheus.additionalServiceMonitors[0] spec.selector']);
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'deny', namespace: 'retail' },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    };
    expect(onStack({ extraManifests: [policy] })).toEqual([expect.stringMatching(/^NET001 /)]);
  });
});
