import { ApiObject, Chart } from 'cdk8s';
import {
  availabilityObjective,
  counter,
  httpStatus,
  KubePrometheusStack,
  MonitoredService,
  recordingRule,
  ruleGroup,
  serviceContract,
  SightlineApp,
  sum,
  rate,
  type KubePrometheusStackProps,
} from '../../../src/sightline';
import { checkStackOptions } from '../../../src/sightline/stack/check-options';
import { kept } from './fixtures';

const requests = counter('shop_requests_total', 'Requests', { status: httpStatus });
const contract = serviceContract({
  name: 'shop',
  metrics: [requests],
  notTraffic: {},
  objectives: [
    availabilityObjective({
      name: 'availability',
      objective: 99.9,
      description: 'Requests are answered.',
      total: requests,
      bad: requests.where({ status: /5../ }),
    }),
  ],
});
const without = serviceContract({ name: 'bank', metrics: [requests], notTraffic: {} });
const recorded = ruleGroup('own', [recordingRule('bank:requests:rate5m', sum(rate(requests.over('5m'))))]);

const props: KubePrometheusStackProps = {
  grafana: false,
  ...kept,
  prometheus: { ...kept.prometheus, retention: '35d' },
};

/** An app with a stack, and what it watches over. */
function appWith(
  more: Partial<KubePrometheusStackProps> = {},
  { objectives = true }: { readonly objectives?: boolean } = {},
): SightlineApp {
  const app = new SightlineApp();
  const stack = new KubePrometheusStack(app, 'stack', { ...props, ...more });
  const chart = new Chart(app, 'services', { namespace: 'retail' });
  const pods = { labels: { app: 'a' }, ports: { web: 80 } };
  new MonitoredService(chart, 'bank', { stack, contract: without, pods, rules: [recorded] });
  if (objectives)
    new MonitoredService(chart, 'shop', { stack, contract, pods: { ...pods, labels: { app: 'b' } } });
  return app;
}

interface Rule {
  readonly alert?: string;
  readonly labels: Readonly<Record<string, string>>;
}
interface Manifest {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: object };
  readonly spec: { readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[] };
}
const watching = (app: SightlineApp): readonly Manifest[] =>
  app.node
    .findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each))
    .map((each) => each.toJson() as Manifest)
    .filter(({ metadata }) => metadata.name.includes('rule-evaluation'));
const rulesOf = (app: SightlineApp): readonly Rule[] =>
  watching(app).flatMap(({ spec }) => spec.groups.flatMap(({ rules }) => rules));
const severitiesIn = (app: SightlineApp): (string | undefined)[] =>
  rulesOf(app).flatMap(({ alert, labels }) => (alert === undefined ? [] : [labels['severity']]));

describe('alerts on the evaluation of rules', () => {
  test('are in one PrometheusRule in the namespace of the stack, which its Prometheus selects', () => {
    const app = appWith();
    expect(watching(app).map(({ metadata }) => metadata)).toEqual([
      { name: 'prometheus-rule-evaluation', namespace: 'monitoring', labels: { release: 'prometheus' } },
    ]);
    expect([...app.render().files.keys()]).toContain('stack-rules.k8s.yaml');
    expect(app.render().problems).toEqual([]);
  });

  test('know the service of every file that the stack evaluates', () => {
    const files = rulesOf(appWith()).flatMap(({ alert, labels }) => (alert === undefined ? [labels] : []));
    expect(files).toEqual([
      { namespace: 'retail', service: 'bank', rule_file: 'retail-bank' },
      { namespace: 'retail', service: 'shop', rule_file: 'retail-shop' },
    ]);
  });

  test('are three, and can wait', () => {
    expect(rulesOf(appWith()).map(({ alert }) => alert)).toEqual([
      undefined,
      undefined,
      'RuleEvaluationFailing',
      'RuleEvaluationSkipped',
      'RuleEvaluationLate',
    ]);
    expect(severitiesIn(appWith())).toEqual(['warning', 'warning', 'warning']);
  });

  test('page where they are to', () => {
    expect(severitiesIn(appWith({ evaluationAlerts: 'page' }))).toEqual(['critical', 'critical', 'critical']);
  });

  test.each<[string, SightlineApp]>([
    ['where they are not wanted', appWith({ evaluationAlerts: false })],
    ['where nothing is promised', appWith({}, { objectives: false })],
  ])('are not there %s', (_, app) => {
    expect(watching(app)).toEqual([]);
    expect([...app.render().files.keys()]).not.toContain('stack-rules.k8s.yaml');
  });

  test('read the Prometheus that the values name', () => {
    const values = { fullnameOverride: 'mine' };
    expect(JSON.stringify(rulesOf(appWith({ namespace: 'obs', values })))).toContain(
      String.raw`{job=\"mine-prometheus\",namespace=\"obs\"}`,
    );
  });

  test('stand in the chart of the stack, where it is in one', () => {
    const app = new SightlineApp();
    const stack = new KubePrometheusStack(new Chart(app, 'home'), 'stack', props);
    stack.bindObjectives([]);
    stack.bindRules({
      name: 'a-objectives',
      namespace: 'b',
      target: { namespace: 'b', service: 'a' },
      interval: 30_000,
    });
    expect(watching(app)).toHaveLength(1);
    expect([...app.render().files.keys()]).toEqual(['helm/stack.values.yml', 'home.k8s.yaml']);
  });

  test('are in as many PrometheusRules as the operator needs: it takes no file over 512 KiB', () => {
    const app = new SightlineApp();
    const stack = new KubePrometheusStack(app, 'stack', props);
    // names as long as they may be
    const long = 'x'.repeat(58);
    for (let index = 0; index < 2_001; index++) {
      const service = `${long}-${String(index).padStart(4, '0')}`;
      for (const kind of ['objectives', 'recording-rules'])
        stack.bindRules({
          name: `${service}-${kind}`,
          namespace: long,
          target: { namespace: long, service },
          interval: 1,
        });
    }
    stack.bindObjectives([]);
    expect(watching(app).map(({ metadata }) => metadata.name)).toEqual([
      'prometheus-rule-evaluation',
      'prometheus-rule-evaluation-2',
      'prometheus-rule-evaluation-3',
    ]);
    expect(watching(app).map(({ spec }) => spec.groups.map(({ rules }) => rules.length))).toEqual([
      [1003],
      [1000],
      [1],
    ]);
    const [first = ''] = [...app.render().files]
      .filter(([path]) => path === 'stack-rules.k8s.yaml')
      .map(([, text]) => text);
    expect(Buffer.byteLength(first.split('\n---\n')[0] ?? '')).toBeLessThan(512 * 1024);
  });
});

describe('alerts on the evaluation of rules that cannot say what they should', () => {
  const found = (values: Record<string, unknown>, more: Partial<KubePrometheusStackProps> = {}): string[] =>
    appWith({ values, ...more })
      .render()
      .problems.map(({ id, severity, path, message }) => `${id} ${severity} ${path ?? ''}: ${message}`);
  const prometheusSpec = { enforcedNamespaceLabel: 'namespace' };

  test('are warned of where Prometheus does not scrape itself', () => {
    const values = { prometheus: { serviceMonitor: { selfMonitor: false } } };
    expect(found(values)).toEqual([
      "ALR410 warning stack/EvaluationAlerts.values.prometheus.serviceMonitor.selfMonitor: 'values.prometheus.serviceMonitor.selfMonitor' leaves Prometheus' own metrics out, so no alert can say that rules about a service fail",
    ]);
    expect(found(values, { evaluationAlerts: false })).toEqual([]);
  });

  test('are warned of where the operator narrows them to their namespace', () => {
    expect(found({ prometheus: { prometheusSpec } })).toEqual([
      expect.stringMatching(
        /^ALR427 warning stack\/EvaluationAlerts\.values\.prometheus\.prometheusSpec\.enforcedNamespaceLabel: /,
      ),
    ]);
    const excludedFromEnforcement = [
      { group: 'monitoring.coreos.com', resource: 'prometheusrules', namespace: 'monitoring' },
    ];
    expect(found({ prometheus: { prometheusSpec: { ...prometheusSpec, excludedFromEnforcement } } })).toEqual(
      [],
    );
  });

  test('are warned of where two files have one name', () => {
    const app = new SightlineApp();
    const stack = new KubePrometheusStack(app, 'stack', props);
    stack.bindObjectives([]);
    for (const [namespace, service] of [['a', 'b-c'], ['a-b', 'c']] as const)
      stack.bindRules({ name: `${service}-objectives`, namespace, target: { namespace, service }, interval: 1 });
    expect(app.render().problems).toMatchObject([
      {
        id: 'ALR427',
        severity: 'warning',
        message:
          "the rule files of 'b-c' in 'a' and 'c' in 'a-b' are both 'a-b-c' to Prometheus, so no alert can say which of them has rules that fail",
      },
    ]);
  }); // prettier-ignore
});

test.each(['critical', true, 'none'])(
  'a stack whose evaluationAlerts are %s is refused',
  (evaluationAlerts) => {
    expect(checkStackOptions({ grafana: false, evaluationAlerts })).toMatchObject([
      { id: 'OPT002', path: 'evaluationAlerts' },
    ]);
  },
);

describe('the external labels of a stack', () => {
  test('are those of its options and of its values, which win', () => {
    const stack = new KubePrometheusStack(new SightlineApp(), 'stack', {
      ...props,
      prometheus: { externalLabels: { cluster: 'eu-1', region: 'eu' } },
      values: { prometheus: { prometheusSpec: { externalLabels: { cluster: 'eu-2' } } } },
    });
    expect(stack.externalLabels).toEqual({ cluster: 'eu-2', region: 'eu' });
  });

  test('are none where nobody names any', () => {
    expect(new KubePrometheusStack(new SightlineApp(), 'stack', props).externalLabels).toEqual({});
  });
});
