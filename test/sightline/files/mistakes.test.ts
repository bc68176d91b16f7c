import { checkTexts, errorsOf, foundOf } from './files';
import { app, monitor, prometheus, rules } from './shop';

const release = { release: 'kps', namespace: 'monitoring' };

describe('the mistakes that people make most often', () => {
  it('are not there in what they meant', () => {
    const report = checkTexts({ 'app.yaml': app, 'monitor.yaml': monitor(), 'prometheus.yaml': prometheus });
    expect(report.problems).toEqual([]);
    expect(report.undecided).toEqual([]);
  });

  it('1: a ServiceMonitor without the label of the release', () => {
    const files = { 'app.yaml': app, 'monitor.yaml': monitor() };
    expect(errorsOf(checkTexts(files, release))).toEqual(['SEL001 monitor.yaml:6 labels']);
  });

  it('2: an empty selector of the chart that is meant to select everything', () => {
    const values = 'prometheus:\n  prometheusSpec:\n    serviceMonitorSelector: {}\n';
    const files = { 'app.yaml': app, 'monitor.yaml': monitor(), 'values.yaml': values };
    expect(errorsOf(checkTexts(files, release))).toEqual([
      'HLM003 values.yaml:3 serviceMonitorSelector',
      'SEL001 monitor.yaml:6 labels',
    ]);
  });

  it('3: false in quotes', () => {
    const values =
      'prometheus:\n  prometheusSpec:\n    # all monitors\n    serviceMonitorSelectorNilUsesHelmValues: "false"\n';
    expect(errorsOf(checkTexts({ 'values.yaml': values }))).toEqual([
      'HLM002 values.yaml:4 serviceMonitorSelectorNilUsesHelmValues: "false"',
    ]);
  });

  it.each([
    [
      'PodMonitor',
      monitor({ kind: 'PodMonitor', endpoints: 'podMetricsEndpoints', endpoint: 'port: http' }),
      'SEL001',
    ],
    ['PrometheusRule', rules('{ record: "shop:up:sum", expr: sum(up) }'), 'SEL012'],
    [
      'Probe',
      'apiVersion: monitoring.coreos.com/v1\nkind: Probe\nmetadata:\n  name: shop\n  namespace: retail\n  labels: { a: b }\nspec: { prober: { url: prober:9115 }, targets: { staticConfig: { static: [a.example] } } }\n',
      'SEL001',
    ],
  ])('4: a %s without it', (_kind, text, id) => {
    expect(errorsOf(checkTexts({ 'app.yaml': app, 'object.yaml': text }, release))).toEqual([
      `${id} object.yaml:6 labels`,
    ]);
  });

  it('5: a selector that leaves out the monitors of the chart', () => {
    const values =
      'prometheus:\n  prometheusSpec:\n    serviceMonitorSelector:\n      matchLabels: { team: shop }\n';
    expect(foundOf(checkTexts({ 'values.yaml': values }), 'warning')).toEqual([
      'HLM004 values.yaml:3 serviceMonitorSelector',
    ]);
    const common = `commonLabels: { team: shop }\n${values}`;
    expect(checkTexts({ 'values.yaml': common }).problems).toEqual([]);
  });

  it.each([
    ['6', 'port: "80"', 'SEL006 monitor.yaml:10 port: "80"'],
    ['7', 'port: metrics', 'SEL006 monitor.yaml:10 port: metrics'],
    ['8', 'targetPort: 9090', 'SEL006 monitor.yaml:10 targetPort: 9090'],
  ])('%s: a port that is not there: %s', (_row, endpoint, found) => {
    const files = { 'app.yaml': app, 'monitor.yaml': monitor({ endpoint }), 'prometheus.yaml': prometheus };
    expect(errorsOf(checkTexts(files))).toEqual([found]);
  });

  it('6: the number of a port without quotes', () => {
    const files = { 'app.yaml': app, 'monitor.yaml': monitor({ endpoint: 'port: 80' }) };
    expect(errorsOf(checkTexts(files))).toEqual(['SCH001 monitor.yaml:10 port: 80']);
  });

  it('7: a port of a Service without a name', () => {
    const files = {
      'app.yaml': app.replace('- name: web\n      port', '- port'),
      'monitor.yaml': monitor(),
      'prometheus.yaml': prometheus,
    };
    expect(errorsOf(checkTexts(files))).toEqual(['SEL006 monitor.yaml:10 port: web']);
  });

  it('9: a port of a PodMonitor that no container declares', () => {
    const text = monitor({ kind: 'PodMonitor', endpoints: 'podMetricsEndpoints', endpoint: 'port: web' });
    const files = { 'app.yaml': app, 'monitor.yaml': text, 'prometheus.yaml': prometheus };
    expect(errorsOf(checkTexts(files))).toEqual(['SEL006 monitor.yaml:10 port: web']);
  });

  it('10: a selector copied from the labels of the pods', () => {
    const files = {
      'app.yaml': app.replace(
        'labels: { app: shop }\nspec:\n  selector',
        'labels: { tier: web }\nspec:\n  selector',
      ),
      'monitor.yaml': monitor(),
      'prometheus.yaml': prometheus,
    };
    expect(errorsOf(checkTexts(files))).toEqual(['SEL004 monitor.yaml:8 selector']);
  });

  it('11: a Service in another namespace', () => {
    const files = {
      'app.yaml': app,
      'monitor.yaml': monitor().replace('namespace: retail', 'namespace: monitoring'),
      'prometheus.yaml': prometheus,
    };
    expect(errorsOf(checkTexts(files))).toEqual(['SEL005 monitor.yaml:7 spec']);
  });

  it('12: matchNames in a selector by labels', () => {
    const text = prometheus.replace(
      'serviceMonitorNamespaceSelector: {}',
      'serviceMonitorNamespaceSelector: { matchNames: [retail] }',
    );
    expect(errorsOf(checkTexts({ 'prometheus.yaml': text }))).toEqual([
      'SEL003 prometheus.yaml:6 serviceMonitorNamespaceSelector',
    ]);
  });

  it('12: a field that nobody knows', () => {
    const text = monitor({ spec: 'selector: { matchLabel: { app: shop } }' });
    expect(errorsOf(checkTexts({ 'app.yaml': app, 'monitor.yaml': text }))).toEqual([
      'SCH001 monitor.yaml:8 matchLabel',
    ]);
  });

  describe('13: a Prometheus that may not look for targets in the namespace', () => {
    const account = `${prometheus}  serviceAccountName: prometheus\n`;
    const role = (namespace: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: prometheus, namespace: ${namespace} }
rules:
  - { apiGroups: [''], resources: [services, endpoints, pods], verbs: [get, list, watch] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: prometheus, namespace: ${namespace} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: prometheus }
subjects: [{ kind: ServiceAccount, name: prometheus, namespace: monitoring }]
`;
    const files = { 'app.yaml': app, 'monitor.yaml': monitor(), 'prometheus.yaml': account };

    it('is told where roles are there', () => {
      expect(errorsOf(checkTexts({ ...files, 'roles.yaml': role('monitoring') }))).toEqual([
        'NET002 prometheus.yaml:13 serviceAccountName: prometheus',
      ]);
      expect(errorsOf(checkTexts({ ...files, 'roles.yaml': role('retail') }))).toEqual([]);
    });

    it('is not claimed where nothing binds the service account', () => {
      expect(errorsOf(checkTexts(files))).toEqual([]);
    });
  });

  it('14: a token file where files are denied', () => {
    const files = {
      'app.yaml': app,
      'monitor.yaml': monitor({ endpoint: 'port: web\n      bearerTokenFile: /var/run/token' }),
      'prometheus.yaml': `${prometheus}  arbitraryFSAccessThroughSMs: { deny: true }\n`,
    };
    expect(errorsOf(checkTexts(files))).toEqual(['OPR002 monitor.yaml:11 bearerTokenFile: /var/run/token']);
  });

  it('15: a timeout that is longer than the interval', () => {
    const endpoint = 'port: web\n      interval: 10s\n      scrapeTimeout: 30s';
    const files = { 'app.yaml': app, 'monitor.yaml': monitor({ endpoint }), 'prometheus.yaml': prometheus };
    expect(errorsOf(checkTexts(files))).toEqual(['OPR001 monitor.yaml:12 scrapeTimeout: 30s']);
  });

  describe('16: a Secret that is not there, or lacks the key', () => {
    const endpoint = `port: web
      basicAuth:
        username: { name: access, key: user }
        password: { name: access, key: password }`;
    const files = { 'app.yaml': app, 'monitor.yaml': monitor({ endpoint }), 'prometheus.yaml': prometheus };

    it('is told where the Secret is among the files, with the key that is nearest', () => {
      const secret = `apiVersion: v1
kind: Secret
metadata: { name: access, namespace: retail }
stringData: { user: '\${USER}', passwort: '\${PASSWORD}' }
`;
      const report = checkTexts({ ...files, 'secret.yaml': secret });
      expect(errorsOf(report)).toEqual(['OPR003 monitor.yaml:13 key: password']);
      expect(report.problems[0]?.fix).toBe("did you mean 'password'?".replace('password', 'passwort'));
    });

    it('is undecided where it is not', () => {
      const report = checkTexts(files);
      expect(report.problems).toEqual([]);
      expect(report.undecided.map(({ missing }) => missing)).toEqual([
        ["the key 'user' of Secret retail/access", "the key 'password' of Secret retail/access"],
      ]);
    });
  });

  it('19: a NetworkPolicy that shuts Prometheus out', () => {
    const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: shop, namespace: retail }
spec:
  podSelector: { matchLabels: { app: shop } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: {} }]
`;
    const files = { 'app.yaml': app, 'monitor.yaml': monitor(), 'policy.yaml': policy };
    expect(errorsOf(checkTexts({ ...files, 'prometheus.yaml': prometheus }))).toEqual([
      'NET001 policy.yaml:7 ingress',
    ]);
    const open = checkTexts(files);
    expect(errorsOf(open)).toEqual([]);
    expect(open.undecided.map(({ link }) => link)).toEqual(['selected', 'reachable']);
  });

  it('21: two Services before the same pods', () => {
    const files = {
      'app.yaml': app,
      'headless.yaml': app.slice(0, app.indexOf('---')).replace('name: shop', 'name: shop-headless'),
      'monitor.yaml': monitor(),
      'prometheus.yaml': prometheus,
    };
    expect(errorsOf(checkTexts(files))).toEqual(['SEL011 monitor.yaml:7 spec']);
  });

  it('24: the label of the release on the rule, and not on the object', () => {
    const text = rules('alert: Down\n          expr: up == 0\n          labels: { release: kps }');
    expect(errorsOf(checkTexts({ 'rules.yaml': text }, release))).toEqual(['SEL012 rules.yaml:6 labels']);
  });

  it('25: an expression that Prometheus does not read', () => {
    const text = rules(
      'alert: Down\n          expr: sum(rate(up[5m]) > 0\n          labels: { severity: page }',
    );
    expect(errorsOf(checkTexts({ 'rules.yaml': text }))).toEqual([
      expect.stringMatching(/^PQL001 rules\.yaml:12 /) as string,
    ]);
  });

  it('25: a label that YAML takes for false', () => {
    const text = rules('alert: Down\n          expr: up == 0\n          labels: { paging: No }');
    expect(errorsOf(checkTexts({ 'rules.yaml': text }))).toEqual(['SCH004 rules.yaml:13 paging: No']);
  });

  it('30: a quantile of buckets without le', () => {
    const text = rules(
      'alert: Slow\n          expr: histogram_quantile(0.95, sum by (job) (rate(http_request_duration_seconds_bucket[5m]))) > 1',
    );
    expect(foundOf(checkTexts({ 'rules.yaml': text }), 'warning')).toEqual([
      expect.stringMatching(/^TYP105 rules\.yaml:12 /) as string,
    ]);
  });

  it('27: a value at a place that no template reads', () => {
    const values =
      'additionalServiceMonitors: []\nprometheus:\n  retention: 30d\n  prometheusSpec:\n    retentoin: 30d\n';
    const report = checkTexts({ 'values.yaml': values });
    expect(errorsOf(report)).toEqual([
      'HLM001 values.yaml:1 additionalServiceMonitors',
      'HLM001 values.yaml:3 retention: 30d',
      'HLM001 values.yaml:5 retentoin: 30d',
    ]);
    expect(report.problems.map(({ fix }) => fix)).toEqual([
      "this key lives at 'prometheus.additionalServiceMonitors'",
      "this key lives at 'prometheus.prometheusSpec.retention'",
      "did you mean 'values.prometheus.prometheusSpec.retention'?",
    ]);
  });

  it('31: the job of no target', () => {
    const files = { 'app.yaml': app, 'monitor.yaml': monitor(), 'prometheus.yaml': prometheus };
    const near = rules('alert: Down\n          expr: absent(up{job="shops"})');
    const far = rules('alert: Down\n          expr: absent(up{job="checkout-api"})');
    const warnings = (text: string, isClosed: boolean): string[] =>
      foundOf(checkTexts({ ...files, 'rules.yaml': text }, { isClosed }), 'warning');
    expect(warnings(near, false)).toEqual(['LBL202 rules.yaml:12 job="shops"']);
    expect(warnings(far, false)).toEqual([]);
    expect(warnings(far, true)).toEqual(['LBL202 rules.yaml:12 job="checkout-api"']);
  });

  it('20: a mesh that takes nothing but its own TLS, where its policy is there', () => {
    const policy = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: strict, namespace: retail }
spec: { mtls: { mode: STRICT } }
`;
    const files = { 'app.yaml': app, 'monitor.yaml': monitor(), 'prometheus.yaml': prometheus };
    const warnings = (text: string): string[] =>
      foundOf(checkTexts({ ...files, 'mesh.yaml': text }), 'warning');
    expect(warnings(policy)).toEqual(['NET003 monitor.yaml:10 port: web']);
    expect(warnings(policy.replace('STRICT', 'PERMISSIVE'))).toEqual([]);
    expect(
      warnings(policy.replace('STRICT }', 'STRICT }, portLevelMtls: { 8080: { mode: DISABLE } }')),
    ).toEqual([]);
    expect(checkTexts(files).problems).toEqual([]);
  });

  it('32: a port of https that is scraped by http', () => {
    const secured = app.replace('name: web', 'name: https').replace('port: 80', 'port: 443');
    const files = { 'app.yaml': secured, 'prometheus.yaml': prometheus };
    const warnings = (endpoint: string): string[] =>
      foundOf(checkTexts({ ...files, 'monitor.yaml': monitor({ endpoint }) }), 'warning');
    expect(warnings('port: https')).toEqual(['NET003 monitor.yaml:10 port: https']);
    expect(warnings('port: https\n      scheme: https')).toEqual([]);
  });
});
