import { parse } from 'yaml';
import * as fc from '../../fast-check';
import {
  alertingRule,
  alertRouting,
  gt,
  KubePrometheusStack,
  pagerDuty,
  rate,
  ruleGroup,
  secretKey,
  SightlineApp,
} from '../../../src/sightline';
import type { LabelMatch } from '../../../src/sightline/stack/alerting/alert-routing';
import { makeShop, makeStack, orders, problemsIn, shop } from './fixtures';

describe('a kube-prometheus-stack', () => {
  test('writes its values below the top level of dist, where kubectl does not look', () => {
    const app = new SightlineApp();
    makeStack(app);
    const { files } = app.render();
    expect([...files.keys()]).toEqual(['helm/stack.values.yml']);
    expect(parse(files.get('helm/stack.values.yml') ?? '')).toEqual({
      grafana: {
        enabled: true,
        admin: { existingSecret: 'grafana-admin', userKey: 'admin-user', passwordKey: 'admin-password' },
        // Grafana follows the annotation only with both
        sidecar: {
          dashboards: {
            folderAnnotation: 'grafana_folder',
            provider: { foldersFromFilesStructure: true },
          },
        },
      },
      prometheus: {
        prometheusSpec: {
          serviceMonitorSelectorNilUsesHelmValues: false,
          podMonitorSelectorNilUsesHelmValues: false,
        },
      },
    });
  });

  test('has the flags of the lesson as booleans, never as text', () => {
    const app = new SightlineApp();
    makeStack(app, { serviceMonitorSelectorNilUsesHelmValues: true });
    expect(app.render().files.get('helm/stack.values.yml')).toContain(
      'serviceMonitorSelectorNilUsesHelmValues: true\n',
    );
  });

  test('lets open values win over its options', () => {
    const app = new SightlineApp();
    const stack = makeStack(app, {
      prometheus: { retention: '3d' },
      values: { prometheus: { prometheusSpec: { retention: '5w' } }, nodeExporter: { enabled: false } },
    });
    expect(stack.values).toMatchObject({
      prometheus: { prometheusSpec: { retention: '5w' } },
      nodeExporter: { enabled: false },
    });
  });

  test('gives its values as a copy', () => {
    const stack = makeStack(new SightlineApp());
    const copy = stack.values as { grafana: { enabled: boolean } };
    copy.grafana.enabled = false;
    expect(stack.values).toMatchObject({ grafana: { enabled: true } });
  });

  test('refuses a literal password, and does not print it', () => {
    const app = new SightlineApp();
    makeStack(app, { values: { grafana: { adminPassword: 'hunter2-hunter2' } } });
    const [problem, ...others] = app.render().problems;
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ id: 'HLM007', path: 'stack.values.grafana.adminPassword' });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  test('says all that is wrong at once', () => {
    const app = new SightlineApp();
    makeStack(app, {
      release: 'Prometheus',
      retention: '15d',
      createNamespace: 'yes',
      prometheus: { scrapeInterval: 30 },
    } as never);
    expect(problemsIn(app).sort()).toEqual([
      'OPT001 stack.retention',
      'OPT002 stack.createNamespace',
      'OPT002 stack.prometheus.scrapeInterval',
      'OPT002 stack.release',
    ]);
  });

  test('reports and does not throw, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (garbage) => {
        const app = new SightlineApp();
        new KubePrometheusStack(app, 'stack', garbage as never);
        expect(app.render().problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the Alertmanager of a stack', () => {
  const alerting = alertRouting({
    receivers: { pager: pagerDuty({ routingKey: secretKey('pd', 'key') }) },
    routes: [{ severity: 'page', receiver: 'pager' }],
  });
  const valuesIn = (app: SightlineApp): unknown =>
    parse(app.render().files.get('helm/stack.values.yml') ?? '');
  const equal = (values: unknown): readonly string[] =>
    // the last rule is by tier, after those of the chart
    (
      values as { alertmanager: { config: { inhibit_rules: { equal: string[] }[] } } }
    ).alertmanager.config.inhibit_rules.at(-1)?.equal ?? [];

  test('is given the routing, and nothing that its Prometheus evaluates', () => {
    const app = new SightlineApp();
    makeStack(app, { alerting });
    expect(app.render().problems).toEqual([]);
    expect(valuesIn(app)).toMatchObject({
      alertmanager: {
        alertmanagerSpec: { secrets: ['pd'] },
        config: { route: { routes: [{ receiver: 'null' }, { receiver: 'pager' }] } },
      },
    });
    expect(app.render().files.get('helm/stack.values.yml')).not.toContain('inhibit_rules');
  });

  test('goes with the severities of the stack, for whoever writes alerts', () => {
    expect(makeStack(new SightlineApp()).severities).toEqual({ page: 'critical', ticket: 'warning' });
    const urgent = alertRouting({ severities: { page: 'p1' }, receivers: {}, routes: [], otherwise: 'null' });
    expect(makeStack(new SightlineApp(), { alerting: urgent }).severities).toEqual({
      page: 'p1',
      ticket: 'warning',
    });
  });

  test('inhibits the slower tiers of objectives that are bound after it was made, with or without a routing', () => {
    for (const props of [{}, { alerting }]) {
      const app = new SightlineApp();
      const stack = makeStack(app, props);
      stack.bindObjectives(['route']);
      stack.bindObjectives([]);
      stack.bindObjectives(['endpoint', 'route']);
      expect(app.render().problems).toEqual([]);
      expect(equal(valuesIn(app))).toEqual(['namespace', 'service', 'slo', 'endpoint', 'route']);
      expect(equal(stack.values)).toEqual(['namespace', 'service', 'slo', 'endpoint', 'route']);
    }
  });

  test('has a warning where open values replace these rules, and they win', () => {
    const app = new SightlineApp();
    makeStack(app, { values: { alertmanager: { config: { inhibit_rules: [] } } } }).bindObjectives([]);
    expect(problemsIn(app)).toEqual(['RTE010 stack.values.alertmanager.config.inhibit_rules']);
    expect(valuesIn(app)).toMatchObject({ alertmanager: { config: { inhibit_rules: [] } } });
  });

  test('refuses what is no label, and does not throw', () => {
    const app = new SightlineApp();
    const stack = makeStack(app);
    stack.bindObjectives(['a-b']);
    stack.bindObjectives(undefined as never);
    expect(problemsIn(app)).toEqual(['OPT002 stack.groupingLabels[0]', 'OPT002 stack.groupingLabels']);
  });

  test('is not given a literal secret', () => {
    const app = new SightlineApp();
    const receivers = {
      pager: { ...pagerDuty({ routingKey: 'e93facc04764012d7bfb002500d5d1a6' as never }) },
    };
    makeStack(app, { alerting: { receivers, routes: [{ receiver: 'pager', severity: 'page' }] } as never });
    const { problems } = app.render();
    expect(problems).toMatchObject([
      {
        id: 'HLM007',
        path: 'stack.alerting.receivers.pager.routingKey',
        fix: "put it in a Secret in the namespace of the stack and write secretKey('name of the Secret', 'key')",
      },
    ]);
    expect(JSON.stringify(problems)).not.toContain('e93facc0');
  });
});

describe('a route by labels', () => {
  type Match = Readonly<Record<string, LabelMatch>>;
  const routed = (match: Match) =>
    alertRouting({
      receivers: { pager: pagerDuty({ routingKey: secretKey('pd', 'key') }) },
      routes: [{ severity: 'page', receiver: 'pager', match }],
      otherwise: 'pager',
    });
  const alert = alertingRule({
    alert: 'ManyOrders',
    expression: gt(rate(orders.over('5m')), 9),
    severity: 'page',
    labels: { squad: 'a' },
    annotations: { summary: 'Many' },
  });
  // the shop is in the namespace retail, its metrics have the labels route and code
  const told = (match: Match, props: Parameters<typeof makeShop>[0] = {}) =>
    makeShop({ rules: [ruleGroup('own', [alert])], ...props }, { alerting: routed(match) })
      .render()
      .problems.map(({ id, severity, path, fix }) => `${severity} ${id} ${path} (${fix})`);
  const at = 'warning RTE012 stack.alerting.routes[0].match';

  test.each<[string, Match, string[]]>([
    ['a misspelt service', { service: 'shpo' }, [`${at}.service (write 'shop')`]],
    ['one misspelt service of several', { service: ['shop', 'shpo'] }, [`${at}.service (write 'shop')`]],
    ['another service', { service: 'billing' }, [`${at}.service (known are 'shop')`]],
    ['a misspelt namespace', { namespace: 'retial' }, [`${at}.namespace (write 'retail')`]],
    ['a misspelt label', { servce: 'shop' }, [`${at}.servce (write 'service')`]],
    ['a misspelt label of a metric', { ruote: '/' }, [`${at}.ruote (write 'route')`]],
    ['a misspelt label of an alert', { sqaud: 'a' }, [`${at}.sqaud (write 'squad')`]],
  ])('has a warning for %s', (_, match, expected) => {
    expect(told(match)).toEqual(expected);
  });

  test.each<[string, Match]>([
    ['the service', { service: 'shop', namespace: 'retail' }],
    ['a regular expression', { service: /b.*/ }],
    ['labels of the service and of alerts', { route: '/', slo: 'a', tier: 'fast', squad: 'a' }],
    ['alerts of the chart', { namespace: ['kube-system', 'monitoring'], device: 'sda', persistentvolumeclaim: 'a' }],
  ])('has none for %s', (_, match) => {
    expect(told(match)).toEqual([]);
  }); // prettier-ignore

  test('is not held against services that are wrong themselves, or are none', () => {
    expect(told({ service: 'shpo' }, { pods: { labels: {}, ports: { web: 80 } } })).toEqual([
      expect.stringContaining('pods.labels') as string,
    ]);
    const app = new SightlineApp();
    makeStack(app, { alerting: routed({ service: shop.name }) });
    expect(problemsIn(app)).toEqual([]);
  });
});
