import { ApiObject, Chart } from 'cdk8s';
import {
  availabilityObjective,
  type KubePrometheusStackProps,
  alertRouting,
  type Duration,
  max,
  type MonitoredServiceProps,
  pagerDuty,
  promql,
  recordingRule,
  ruleGroup,
  secretKey,
  serviceContract,
  slack,
  up,
} from '../../../../src/sightline';
import { kept, makeShop, orders, problemsIn, shopSignals } from '../../constructs/fixtures';

const promising = serviceContract({
  name: 'shop',
  metrics: [orders],
  notTraffic: { route: ['/up'] },
  objectives: [
    availabilityObjective({
      name: 'answered',
      objective: 99.5,
      window: '9d',
      description: 'Orders are answered.',
      total: orders,
      bad: orders.where({ code: /5../ }),
    }),
  ],
});

/** What is found of the shop, which promises something, on a stack. */
const found = (stack: Partial<KubePrometheusStackProps>): string[] =>
  makeShop({ contract: promising, rules: [] }, stack)
    .render()
    .problems.map(({ id, severity, path, message }) => `${id} ${severity} ${path}: ${message}`);

describe('a stack that is all right', () => {
  test('has no problem', () => {
    expect(found(kept)).toEqual([]);
  });
});

describe('a chart of another version', () => {
  test.each(['30.0.0', '99.0.0', '88.5.2'])(
    '%s is warned of, since what is known is that of the pinned one',
    (chartVersion) => {
      expect(found({ ...kept, chartVersion })).toEqual([
        `HLM009 warning stack.chartVersion: 'chartVersion' (${chartVersion}) is not 88.5.3: names, selectors, defaults and the version of Prometheus are checked as 88.5.3 has them, and may differ`,
      ]);
    },
  );
});

describe('a part of the stack that is switched off', () => {
  const off = (values: object, rules: MonitoredServiceProps['rules'] = [shopSignals]): string[] =>
    makeShop({ rules }, { values: values as NonNullable<KubePrometheusStackProps['values']> })
      .render()
      .problems.map(({ id, path, message }) => `${id} ${path}: ${message}`);
  const rules = 'PrometheusRule/retail/shop-recording-rules';
  const unread = "release 'prometheus' has no Prometheus, so nobody here reads ServiceMonitor/retail/shop";

  test.each([
    [{ prometheus: { enabled: false } }, 'prometheus.enabled', unread],
    [{ prometheus: { prometheusSpec: { replicas: 0 } } }, 'prometheus.prometheusSpec.replicas', unread],
    [
      { prometheusOperator: { enabled: false } },
      'prometheusOperator.enabled',
      "release 'prometheus' has no operator, so nobody here makes a configuration of ServiceMonitor/retail/shop",
    ],
    [
      { kubeStateMetrics: { enabled: false } },
      'kubeStateMetrics.enabled',
      `release 'prometheus' does not scrape kube-state-metrics, and ${rules} reads 'kube_pod_container_resource_requests': the rule stays empty`,
    ],
    [
      { kubelet: { serviceMonitor: { cAdvisor: false } } },
      'kubelet.serviceMonitor.cAdvisor',
      `release 'prometheus' does not scrape cAdvisor, and ${rules} reads 'container_cpu_usage_seconds_total': the rule stays empty`,
    ],
  ])('is warned of, where others need it: %j', (values, path, sentence) => {
    expect(off(values)).toEqual([`HLM012 stack.values.${path}: ${sentence}`]);
  });

  test.each([
    [{ nodeExporter: { enabled: false } }, [shopSignals]],
    [{ kubeStateMetrics: { enabled: false } }, []],
    [{ prometheus: { prometheusSpec: { replicas: null } } }, [shopSignals]],
  ])('is fine where nobody does: %j', (values, own) => {
    expect(off(values, own)).toEqual([]);
  });
});

test('a group that records less often than a sample counts is warned of, where a rule reads that as it is', () => {
  const rare = (interval: Duration, reader: string, prometheusSpec: object = {}): string[] =>
    makeShop(
      {
        rules: [
          ruleGroup('rare', [recordingRule('shop:up:max', max(up))], { interval }),
          ruleGroup('often', [recordingRule('shop:up:twice', promql(reader))]),
        ],
      },
      { values: { prometheus: { prometheusSpec } } },
    )
      .render()
      .problems.map(({ id, path, message }) => `${id} ${path}: ${message}`);
  expect(rare('6m', '2 * shop:up:max')).toEqual([
    "RNG303 shop/monitored/Rules/Resource spec.groups[0]: group 'rare' is evaluated every 6m, and a sample counts for 5m: 'shop:up:max', which 'shop:up:twice' reads, is not there in between",
  ]);
  expect(rare('5m', '2 * shop:up:max')).toEqual([]);
  expect(rare('6m', '2 * last_over_time(shop:up:max[6m])')).toEqual([]);
  expect(rare('6m', '2 * shop:up:max', { query: { lookbackDelta: '7m' } })).toEqual([]);
});

describe('a budget', () => {
  const lost = (why: string): string =>
    `SLO001 warning stack.prometheus.storage: the samples of 'prometheus' are lost with its pod (${why}), so each new pod begins the budget of objective 'answered' of 'shop' (9d) anew`;

  test.each([
    ['by default', { prometheus: {} }, "the chart's default is an emptyDir"],
    ['by choice', { prometheus: { storage: 'ephemeral' as const } }, "'storageSpec.emptyDir'"],
    [
      'by a value',
      { values: { prometheus: { prometheusSpec: { storageSpec: null } } } },
      "the chart's default is an emptyDir",
    ],
    [
      'by a volume of the pod',
      {
        prometheus: {},
        values: {
          prometheus: { prometheusSpec: { storageSpec: { ephemeral: { volumeClaimTemplate: {} } } } },
        },
      },
      "'storageSpec.ephemeral'",
    ],
  ])('is lost with the pod of Prometheus %s', (_, stack, why) => {
    expect(found({ ...kept, ...stack })).toEqual([lost(why)]);
  });

  test('is kept on a volume, however it is claimed', () => {
    const claim = { volumeClaimTemplate: { spec: { storageClassName: 'fast' } } };
    expect(
      found({ ...kept, prometheus: {}, values: { prometheus: { prometheusSpec: { storageSpec: claim } } } }),
    ).toEqual([]);
  });

  test('is no matter where nothing is promised', () => {
    expect(makeShop().render().problems).toEqual([]);
  });
});

describe('a Prometheus of several shards', () => {
  test('is warned of, since each evaluates the rules over its own part', () => {
    expect(
      found({ ...kept, values: { prometheus: { prometheusSpec: { shards: 3 } }, fullnameOverride: 'p' } }),
    ).toEqual([
      "HLM010 warning stack.values.prometheus.prometheusSpec.shards: 'prometheus.prometheusSpec.shards' (3) splits the targets of 'prometheus', and each shard evaluates all rules over its own part: sums and quantiles of 'shop' are of some of its pods, and an alert on absence fires in a shard that has none of them",
    ]);
    expect(found({ ...kept, values: { prometheus: { prometheusSpec: { shards: 1 } } } })).toEqual([]);
  });
});

describe('an alert that pages', () => {
  const nobody =
    "RTE004 warning stack.alerting: objective 'answered' of 'shop' pages (severity \"critical\"), and by the routes of 'prometheus' nobody is told of it";
  const { prometheus } = kept;

  test('reaches nobody by the routing of the chart alone', () => {
    expect(found({ prometheus })).toEqual([nobody]);
  });

  test('reaches nobody where there is no Alertmanager', () => {
    expect(found({ prometheus, values: { alertmanager: { enabled: false } } })).toEqual([nobody]);
  });

  test.each([
    ['the root receiver', { route: { receiver: 'null' } }],
    ['all routes', { route: { receiver: 'null', routes: [] } }],
    ['all receivers', { receivers: [{ name: 'null' }, { name: 'pager' }] }],
    [
      'the integrations of a receiver',
      { receivers: [{ name: 'null' }, { name: 'pager', webhook_configs: [] }] },
    ],
  ])('is lost where values replace %s', (_, config) => {
    const problems = found({
      prometheus,
      alerting: alertRouting({
        receivers: { pager: pagerDuty({ routingKey: secretKey('pd', 'key') }) },
        routes: [],
        otherwise: 'pager',
      }),
      values: { alertmanager: { config } },
    });
    expect(problems).toEqual([
      "RTE008 error stack.values.alertmanager: 'values.alertmanager' leaves the routing of 'alerting' without effect: objective 'answered' of 'shop' pages (severity \"critical\"), and by the final routes nobody is told",
    ]);
  });

  test('is missed by a routing that knows none, whether or not anything is promised yet', () => {
    const chat = slack({ webhookUrl: secretKey('chat', 'url'), channel: '#shop' });
    const routed = (routes: Parameters<typeof alertRouting>[0]['routes'], otherwise?: 'chat'): string[] => {
      const alerting = alertRouting({
        receivers: { chat },
        routes: routes as never, // its receivers are those above
        ...(otherwise === undefined ? {} : { otherwise }),
      });
      return problemsIn(makeShop({}, { alerting }));
    };
    const ticket = { severity: 'ticket', receiver: 'chat' } as const;
    expect(routed([ticket])).toEqual(['RTE004 stack.alerting']);
    expect(routed([ticket, { severity: 'page', receiver: 'null' }])).toEqual(['RTE004 stack.alerting']);
    expect(routed([ticket], 'chat')).toEqual([]);
    expect(routed([{ receiver: 'chat', match: { severity: /critical|warning/ } }])).toEqual([]);
  });

  test('may be told of by what is not in the values', () => {
    const spec = (alertmanagerSpec: object) => ({
      prometheus,
      values: { alertmanager: { alertmanagerSpec } },
    });
    expect(found(spec({ configSecret: 'own' }))).toEqual([]);
    expect(found(spec({ alertmanagerConfiguration: { name: 'main' } }))).toEqual([]);
    const additional = { additionalAlertManagerConfigs: [{ static_configs: [{ targets: ['am:9093'] }] }] };
    expect(found({ prometheus, values: { prometheus: { prometheusSpec: additional } } })).toEqual([]);
  });

  test.each([
    ['severity', ['severity = "critical"']],
    ['severity, without quotes and spaces', ['severity=critical']],
    ['namespace', ['namespace =~ "ret.*"', 'severity != "warning"']],
    ['a label of its own', ['tier =~ "fast|medium"']],
    ['its name', ['alertname =~ ".+"']],
  ])('is told of by a route in the values for %s', (_, matchers) => {
    const config = {
      route: { routes: [{ receiver: 'own', matchers }] },
      receivers: [
        { name: 'null' },
        { name: 'own', slack_configs: [{ channel: '#x', api_url_file: '/url' }] },
      ],
    };
    expect(found({ prometheus, values: { alertmanager: { config } } })).toEqual([]);
  });

  test.each([
    ['another severity', ['severity = "warning"']],
    ['another service', ['service !~ "shop|bank"']],
  ])('is not told of by a route in the values for %s', (_, matchers) => {
    const config = {
      route: { routes: [{ receiver: 'own', matchers }] },
      receivers: [
        { name: 'null' },
        { name: 'own', slack_configs: [{ channel: '#x', api_url_file: '/url' }] },
      ],
    };
    expect(found({ prometheus, values: { alertmanager: { config } } })).toEqual([nobody]);
  });

  test('is lost where the values route it to nobody by its name, though nothing is promised', () => {
    const alerting = alertRouting({
      receivers: { chat: slack({ webhookUrl: secretKey('chat', 'url'), channel: '#shop' }) },
      routes: [],
      otherwise: 'chat',
    });
    const config = { route: { routes: [{ receiver: 'null', matchers: ['alertname = "A"'] }] } };
    const told = (alert: string, severity: string, routed: boolean): string[] => {
      const app = makeShop(
        {},
        { ...kept, ...(routed ? { alerting, values: { alertmanager: { config } } } : {}) },
      );
      const spec = { groups: [{ name: 'g', rules: [{ alert, expr: 'a > 1', labels: { severity } }] }] };
      const metadata = { name: 'own', labels: { release: 'prometheus' } };
      new ApiObject(new Chart(app, 'own', { namespace: 'retail' }), 'rules', {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata,
        spec,
      });
      return app.render().problems.map(({ id, message }) => `${id} ${message}`);
    };
    expect(told('A', 'critical', true)).toEqual([
      `RTE008 'values.alertmanager' leaves the routing of 'alerting' without effect: alert 'A' of 'PrometheusRule/retail/own' pages (severity "critical"), and by the final routes nobody is told`,
    ]);
    expect(told('B', 'critical', true)).toEqual([]);
    expect(told('A', 'warning', true)).toEqual([]);
    // who says nothing of routing may tell of it in another way
    expect(told('A', 'critical', false)).toEqual([]);
  });

  test('goes on to further routes only where one says so', () => {
    const config = (goOn: boolean) => ({
      prometheus,
      values: {
        alertmanager: {
          config: {
            route: {
              routes: [
                { receiver: 'null', match: { severity: 'critical' }, continue: goOn },
                { receiver: 'own', match_re: { severity: 'crit.*' } },
              ],
            },
            receivers: [
              { name: 'null' },
              { name: 'own', slack_configs: [{ channel: '#x', api_url_file: '/url' }] },
            ],
          },
        },
      },
    });
    expect(found(config(true))).toEqual([]);
    expect(found(config(false))).toEqual([nobody]);
  });
});

describe('a configuration of Alertmanager in the values', () => {
  const given = (more: object): string[] =>
    found({
      prometheus: kept.prometheus,
      values: {
        alertmanager: {
          config: {
            route: { receiver: 'own', routes: [] },
            receivers: [{ name: 'own', webhook_configs: [{ url_file: '/url' }] }],
            ...more,
          },
        },
      },
    });

  test('is judged as one in a file', () => {
    expect(given({})).toEqual([]);
    expect(given({ receivers: [{ name: 'own', webhook_configs: [{}] }] })).toEqual([
      "RTE014 error stack.values.alertmanager.config.receivers[0].webhook_configs[0]: the integration has none of 'url', 'url_file': Alertmanager refuses the whole configuration, and goes on with the old one",
    ]);
  });

  test('asks for severities in the words of alerts', () => {
    expect(
      given({ route: { receiver: 'own', routes: [{ receiver: 'own', matchers: ['severity="page"'] }] } }),
    ).toEqual([
      'RTE012 warning stack.values.alertmanager.config.route.routes[0]: \'the values of \'prometheus\'\' asks for severity="page", which no alert here has: the alerts of this stack have severity="critical" and severity="warning"',
    ]);
  });
});
