import { type Case, testCases } from './files';
import { app, monitor, prometheus, rules } from './shop';

const files = { 'app.yaml': app, 'monitor.yaml': monitor(), 'prometheus.yaml': prometheus };
const release = { release: 'kps', namespace: 'monitoring' };

function podMonitor(
  endpoint: string,
  labels = '{ team: shop }',
  spec = 'selector: { matchLabels: { app: shop } }',
): string {
  return monitor({ kind: 'PodMonitor', endpoints: 'podMetricsEndpoints', endpoint, labels, spec });
}

const toProbe = 'prober: { url: "prober:9115" }\n  targets: { staticConfig: { static: [a.example] } }';

function probe(labels: string, spec = toProbe): string {
  return `apiVersion: monitoring.coreos.com/v1\nkind: Probe\nmetadata:\n  name: shop\n  namespace: retail\n  labels: ${labels}\nspec:\n  ${spec}\n`;
}

function prometheusWith(spec: string): string {
  return `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: { name: main, namespace: monitoring }\nspec:\n  ${spec}\n`;
}

function secret(namespace: string, keys: string): string {
  return `apiVersion: v1\nkind: Secret\nmetadata: { name: access, namespace: ${namespace} }\nstringData: { ${keys} }\n`;
}

function policy(spec: string, namespace = 'retail'): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: deny, namespace: ${namespace} }\nspec:\n  ${spec}\n`;
}

const values = (text: string): Record<string, string> => ({ 'values.yaml': text });

const auth = monitor({
  endpoint:
    'port: web\n      basicAuth:\n        username: { name: access, key: user }\n        password: { name: access, key: password }',
});

/** Each mistake of `mistakes.test.ts` as others make it, by its number there. */
const variants: readonly Case[] = [
  [
    '1: the label of another release',
    { ...files, 'monitor.yaml': monitor({ labels: '{ release: prometheus }' }), 'prometheus.yaml': '' },
    ['SEL001 monitor.yaml:6 labels'],
    release,
  ],
  [
    '1: no label, beside a HelmRelease',
    {
      'app.yaml': app,
      'm.yaml': monitor({ labels: '{}' }),
      'hr.yaml':
        'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: kps, namespace: monitoring }\nspec:\n  chart: { spec: { chart: kube-prometheus-stack } }\n  values: { prometheus: { prometheusSpec: { retention: 3d } } }\n',
    },
    ['SEL001 m.yaml:6 labels'],
  ],
  [
    '1: a ScrapeConfig without the label',
    {
      'm.yaml':
        'apiVersion: monitoring.coreos.com/v1alpha1\nkind: ScrapeConfig\nmetadata:\n  name: shop\n  namespace: retail\nspec:\n  staticConfigs: [{ targets: ["a:9100"] }]\n',
    },
    ['SEL001 m.yaml:3 metadata'],
    release,
  ],
  [
    '2: an empty selector of PodMonitors',
    {
      'm.yaml': podMonitor('port: http', '{}'),
      'app.yaml': app,
      ...values('prometheus:\n  prometheusSpec:\n    podMonitorSelector: {}\n'),
    },
    ['HLM003 values.yaml:3 podMonitorSelector', 'SEL001 m.yaml:6 labels'],
    release,
  ],
  [
    '2: a selector of rules that is null',
    {
      'r.yaml': rules('{ record: "a:b", expr: up }', '{}'),
      ...values(
        'prometheus:\n  prometheusSpec:\n    ruleSelector: null\n    ruleSelectorNilUsesHelmValues: false\n',
      ),
    },
    ['SEL012 r.yaml:6 labels'],
    release,
  ],
  [
    '3: false in quotes for PodMonitors',
    values('prometheus:\n  prometheusSpec:\n    podMonitorSelectorNilUsesHelmValues: "false"\n'),
    ['HLM002 values.yaml:3 podMonitorSelectorNilUsesHelmValues: "false"'],
  ],
  [
    '3: no in quotes',
    values("prometheus:\n  prometheusSpec:\n    ruleSelectorNilUsesHelmValues: 'no'\n"),
    ["HLM002 values.yaml:3 ruleSelectorNilUsesHelmValues: 'no'"],
  ],
  [
    '3: a part that is turned off in quotes',
    values("grafana:\n  enabled: 'false'\nprometheus: {prometheusSpec: {}}\n"),
    ["HLM002 values.yaml:2 enabled: 'false'"],
  ],
  [
    '4: a Probe that a Prometheus object does not select',
    {
      'p.yaml': probe('{ a: b }'),
      'prometheus.yaml': prometheusWith(
        'probeSelector: { matchLabels: { team: shop } }\n  probeNamespaceSelector: {}',
      ),
    },
    ['SEL001 p.yaml:6 labels'],
  ],
  [
    '5: an expression that the chart does not meet',
    values(
      'prometheus:\n  prometheusSpec:\n    serviceMonitorSelector:\n      matchExpressions: [{ key: team, operator: In, values: [a, b] }]\n',
    ),
    ['HLM004 values.yaml:3 serviceMonitorSelector'],
  ],
  [
    '5: a selector of rules that the chart does not meet',
    values('prometheus:\n  prometheusSpec:\n    ruleSelector:\n      matchLabels: { role: alert-rules }\n'),
    ['HLM004 values.yaml:3 ruleSelector'],
  ],
  [
    '6: the name of the port of the container',
    { ...files, 'monitor.yaml': monitor({ endpoint: 'port: http' }) },
    ['SEL006 monitor.yaml:10 port: http'],
  ],
  [
    '6: the number of a port in a PodMonitor',
    { ...files, 'monitor.yaml': podMonitor('port: "8080"') },
    ['SEL006 monitor.yaml:10 port: "8080"'],
  ],
  [
    '6: the same without quotes',
    { ...files, 'monitor.yaml': podMonitor('port: 8080') },
    ['SCH001 monitor.yaml:10 port: 8080'],
  ],
  [
    '7: a capital letter',
    { ...files, 'monitor.yaml': monitor({ endpoint: 'port: Web' }) },
    ['SEL006 monitor.yaml:10 port: Web'],
  ],
  [
    '7: nearly one of two ports',
    {
      ...files,
      'app.yaml': app.replace('      port: 80\n', '      port: 80\n    - name: metrics\n      port: 9090\n'),
      'monitor.yaml': monitor({ endpoint: 'port: metric' }),
    },
    ['SEL006 monitor.yaml:10 port: metric'],
  ],
  [
    '8: a name that no container declares',
    { ...files, 'monitor.yaml': monitor({ endpoint: 'targetPort: metrics' }) },
    ['SEL006 monitor.yaml:10 targetPort: metrics'],
  ],
  [
    '8: the same in the Service',
    { ...files, 'app.yaml': app.replace('targetPort: http', 'targetPort: metrics') },
    ['SEL006 app.yaml:12 targetPort: metrics'],
  ],
  [
    '8: a number as text',
    { ...files, 'monitor.yaml': monitor({ endpoint: 'targetPort: "9090"' }) },
    ['SEL006 monitor.yaml:10 targetPort: "9090"'],
  ],
  [
    '9: a number that no container declares',
    { ...files, 'monitor.yaml': podMonitor('portNumber: 9090') },
    ['SEL006 monitor.yaml:10 portNumber: 9090'],
  ],
  [
    '9: containers without ports',
    {
      ...files,
      'app.yaml': app.replace('          ports: [{ name: http, containerPort: 8080 }]\n', ''),
      'monitor.yaml': podMonitor('port: http'),
    },
    ['SEL006 monitor.yaml:10 port: http'],
  ],
  [
    '10: a PodMonitor that misspells a label',
    {
      ...files,
      'monitor.yaml': podMonitor('port: http', '{ team: shop }', 'selector: { matchLabels: { app: shopp } }'),
    },
    ['SEL004 monitor.yaml:8 selector'],
  ],
  [
    '10: another label of the same value',
    {
      ...files,
      'monitor.yaml': monitor({ spec: 'selector: { matchLabels: { app.kubernetes.io/name: shop } }' }),
    },
    ['SEL004 monitor.yaml:8 selector'],
  ],
  [
    '10: the same, and a monitor by another name',
    {
      ...files,
      'monitor.yaml': monitor({
        spec: 'selector: { matchLabels: { app.kubernetes.io/name: shop } }',
      }).replace('name: shop', 'name: shop-monitor'),
    },
    ['SEL004 monitor.yaml:8 selector'],
  ],
  [
    '10: an expression',
    {
      ...files,
      'monitor.yaml': monitor({
        spec: 'selector: { matchExpressions: [{ key: app, operator: In, values: [Shop] }] }',
      }),
    },
    ['SEL004 monitor.yaml:8 selector'],
  ],
  [
    '10: a PodMonitor with the labels of the Service',
    {
      ...files,
      'app.yaml': app.replace(
        'labels: { app: shop }\nspec:\n  selector',
        'labels: { svc: shop }\nspec:\n  selector',
      ),
      'monitor.yaml': podMonitor('port: http', '{ team: shop }', 'selector: { matchLabels: { svc: shop } }'),
    },
    ['SEL004 monitor.yaml:8 selector'],
  ],
  [
    '11: a PodMonitor in another namespace',
    {
      ...files,
      'monitor.yaml': podMonitor('port: http').replace('namespace: retail', 'namespace: monitoring'),
    },
    ['SEL005 monitor.yaml:7 spec'],
  ],
  [
    '11: a misspelled namespace',
    {
      ...files,
      'monitor.yaml': monitor({
        spec: 'selector: { matchLabels: { app: shop } }\n  namespaceSelector: { matchNames: [retial] }',
      }),
    },
    ['SEL005 monitor.yaml:9 namespaceSelector'],
  ],
  [
    '12: labels without matchLabels',
    {
      'prometheus.yaml': prometheus.replace(
        'serviceMonitorSelector: { matchLabels: { team: shop } }',
        'serviceMonitorSelector: { team: shop }',
      ),
    },
    ['SEL003 prometheus.yaml:5 serviceMonitorSelector'],
  ],
  [
    '12: matchLabels in a selector by names',
    {
      ...files,
      'monitor.yaml': monitor({
        spec: 'selector: { matchLabels: { app: shop } }\n  namespaceSelector: { matchLabels: { a: b } }',
      }),
    },
    ['SCH001 monitor.yaml:9 matchLabels'],
  ],
  [
    '12: matchNames in values',
    values(
      'prometheus:\n  prometheusSpec:\n    serviceMonitorNamespaceSelector:\n      matchNames: [retail]\n',
    ),
    ['SEL003 values.yaml:3 serviceMonitorNamespaceSelector'],
  ],
  [
    '12: any in values',
    values('prometheus:\n  prometheusSpec:\n    serviceMonitorNamespaceSelector:\n      any: true\n'),
    ['SEL003 values.yaml:3 serviceMonitorNamespaceSelector'],
  ],
  [
    '14: files of a client certificate',
    {
      ...files,
      'monitor.yaml': monitor({ endpoint: 'port: web\n      tlsConfig: { certFile: /a, keyFile: /b }' }),
      'prometheus.yaml': `${prometheus}  arbitraryFSAccessThroughSMs: { deny: true }\n`,
    },
    ['OPR002 monitor.yaml:11 certFile: /a', 'OPR002 monitor.yaml:11 keyFile: /b'],
  ],
  [
    '15: longer than the interval of Prometheus',
    {
      ...files,
      'monitor.yaml': monitor({ endpoint: 'port: web\n      scrapeTimeout: 45s' }),
      'prometheus.yaml': `${prometheus}  scrapeInterval: 30s\n`,
    },
    ['OPR001 monitor.yaml:11 scrapeTimeout: 45s'],
  ],
  [
    '15: a PodMonitor',
    { ...files, 'monitor.yaml': podMonitor('port: http\n      interval: 1m\n      scrapeTimeout: 90s') },
    ['OPR001 monitor.yaml:12 scrapeTimeout: 90s'],
  ],
  [
    '15: a Probe',
    {
      'p.yaml': probe(
        '{ team: shop }',
        'interval: 10s\n  scrapeTimeout: 20s\n  prober: { url: "prober:9115" }\n  targets: { staticConfig: { static: [a.example] } }',
      ),
      'prometheus.yaml': prometheus,
    },
    ['OPR001 p.yaml:9 scrapeTimeout: 20s'],
  ],
  [
    '16: a Secret in another namespace',
    { ...files, 'monitor.yaml': auth, 's.yaml': secret('monitoring', "user: '${USER}', password: '${P}'") },
    ['OPR003 monitor.yaml:12 name: access', 'OPR003 monitor.yaml:13 name: access'],
  ],
  [
    '16: a Secret with nearly the name',
    {
      ...files,
      'monitor.yaml': auth,
      's.yaml': secret('retail', "user: '${USER}', password: '${P}'").replace('name: access', 'name: acces'),
    },
    ['OPR003 monitor.yaml:12 name: access', 'OPR003 monitor.yaml:13 name: access'],
  ],
  [
    '16: a ConfigMap without the key',
    {
      ...files,
      'monitor.yaml': monitor({
        endpoint:
          'port: web\n      scheme: https\n      tlsConfig: { ca: { configMap: { name: ca, key: ca.crt } } }',
      }),
      's.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ca, namespace: retail }\ndata: { ca.pem: x }\n',
    },
    ['OPR003 monitor.yaml:12 key: ca.crt'],
  ],
  [
    '16: a token of a PodMonitor',
    {
      ...files,
      'monitor.yaml': podMonitor('port: http\n      bearerTokenSecret: { name: access, key: token }'),
      's.yaml': secret('retail', "tokn: '${T}'"),
    },
    ['OPR003 monitor.yaml:11 key: token'],
  ],
  [
    '16: a Probe without a password',
    {
      'p.yaml': probe(
        '{ team: shop }',
        'prober: { url: "prober:9115" }\n  targets: { staticConfig: { static: [a.example] } }\n  basicAuth: { username: { name: access, key: u } }',
      ),
      'prometheus.yaml': prometheus,
      's.yaml': secret('retail', "user: '${T}'"),
    },
    ['OPR003 p.yaml:10 basicAuth'],
  ],
  [
    '19: nothing is let in',
    { ...files, 'np.yaml': policy('podSelector: {}\n  policyTypes: [Ingress]') },
    ['NET001 np.yaml:4 spec'],
  ],
  [
    '19: the port of the Service, which is not that of the pods',
    {
      ...files,
      'np.yaml': policy('podSelector: {}\n  policyTypes: [Ingress]\n  ingress: [{ ports: [{ port: 80 }] }]'),
    },
    ['NET001 np.yaml:7 ingress'],
  ],
  [
    '19: a misspelled namespace, of a PodMonitor',
    {
      ...files,
      'monitor.yaml': podMonitor('port: http'),
      'np.yaml': policy(
        'podSelector: {}\n  ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitor } } }] }]',
      ),
    },
    ['NET001 np.yaml:6 ingress'],
  ],
  [
    '19: nothing is let out of Prometheus',
    { ...files, 'np.yaml': policy('podSelector: {}\n  policyTypes: [Egress]\n  egress: []', 'monitoring') },
    ['NET001 np.yaml:7 egress'],
  ],
  [
    '21: two monitors',
    { ...files, 'm2.yaml': monitor().replace('name: shop', 'name: shop-2') },
    ['SEL011 monitor.yaml:7 spec'],
  ],
  [
    '21: a monitor of each kind',
    { ...files, 'm2.yaml': podMonitor('port: http') },
    ['SEL011 monitor.yaml:7 spec'],
  ],
  [
    '21: two endpoints',
    { ...files, 'monitor.yaml': monitor({ endpoint: 'port: web\n    - targetPort: http' }) },
    ['SEL011 monitor.yaml:7 spec'],
  ],
  [
    '24: the label on the group',
    {
      'r.yaml': rules('alert: Down\n          expr: up == 0', '{}').replace(
        'spec:\n  groups:\n    - name: shop',
        'spec:\n  groups:\n    - name: shop\n      labels: { release: kps }',
      ),
    },
    ['SEL012 r.yaml:6 labels'],
    release,
  ],
  [
    '24: the label among annotations',
    {
      'r.yaml': rules('alert: Down\n          expr: up == 0', '{}').replace(
        'labels: {}',
        'annotations: { release: kps }',
      ),
    },
    ['SEL012 r.yaml:3 metadata'],
    release,
  ],
  [
    '24: the label on the rule, and a Prometheus object',
    {
      'r.yaml': rules('alert: Down\n          expr: up == 0\n          labels: { role: alert-rules }', '{}'),
      'prometheus.yaml': prometheusWith(
        'ruleSelector: { matchLabels: { role: alert-rules } }\n  ruleNamespaceSelector: {}',
      ),
    },
    ['SEL012 r.yaml:6 labels'],
  ],
  [
    '25: a number for a label',
    { 'r.yaml': rules('alert: Down\n          expr: up == 0\n          labels: { priority: 1 }') },
    ['SCH004 r.yaml:13 priority: 1'],
  ],
  [
    '25: a group that is there twice',
    { 'r.yaml': rules('{ record: "a:b", expr: up }') + '    - name: shop\n      rules: []\n' },
    ['SCH002 r.yaml:12 name: shop'],
  ],
  [
    '25: a template that does not end',
    {
      'r.yaml': rules(
        'alert: Down\n          expr: up == 0\n          annotations: { summary: "{{ $labels.job }" }',
      ),
    },
    ['ALR403 r.yaml:13 summary: "{{ $labels.job }"'],
  ],
  [
    '25: a duration in words',
    { 'r.yaml': rules('alert: Down\n          expr: up == 0\n          for: 5 minutes') },
    ['SCH001 r.yaml:13 for: 5 minutes'],
  ],
  [
    '25: yes for an annotation',
    { 'r.yaml': rules('alert: Down\n          expr: up == 0\n          annotations: { runbook: yes }') },
    ['SCH004 r.yaml:13 runbook: yes'],
  ],
  [
    '25: a misspelled field of a rule file',
    { 'r.yaml': 'groups:\n  - name: a\n    rules:\n      - alert: X\n        exp: up == 0\n' },
    ['SCH001 r.yaml:5 exp: up == 0', 'SCH002 r.yaml:4 alert: X'],
  ],
  [
    '27: the sidecar outside of grafana',
    values(
      'grafana:\n  dashboards:\n    label: x\nsidecar:\n  dashboards: { enabled: true }\nprometheus: { prometheusSpec: {} }\n',
    ),
    ['HLM001 values.yaml:4 sidecar'],
  ],
  [
    '27: keys outside of prometheusSpec',
    values('prometheus:\n  storageSpec: { }\n  additionalScrapeConfigs: []\n  prometheusSpec: {}\n'),
    ['HLM001 values.yaml:2 storageSpec', 'HLM001 values.yaml:3 additionalScrapeConfigs'],
  ],
  [
    '27: receivers outside of config',
    values('alertmanager:\n  alertmanagerSpec: {}\n  receivers: []\n'),
    ['HLM001 values.yaml:3 receivers'],
  ],
  [
    '30: a recording rule',
    {
      'r.yaml': rules(
        'record: job:lat:p99\n          expr: histogram_quantile(0.99, sum(rate(http_request_duration_seconds_bucket[5m])))',
      ),
    },
    ['TYP105 r.yaml:12 histogram_quantile(0.99, sum(rate(http_request_duration_seconds_bucket[5m])))'],
  ],
  [
    '30: without le',
    {
      'r.yaml': rules(
        'alert: S\n          expr: histogram_quantile(0.99, sum without (le, instance) (rate(a_bucket[5m]))) > 1',
      ),
    },
    ['TYP105 r.yaml:12 histogram_quantile(0.99, sum without (le, instance) (rate(a_bucket[5m])))'],
  ],
  [
    '30: a rule file',
    {
      'r.yaml':
        'groups:\n  - name: a\n    rules:\n      - alert: X\n        expr: histogram_quantile(0.9, sum by (route) (rate(a_bucket[5m]))) > 3\n',
    },
    ['TYP105 r.yaml:5 histogram_quantile(0.9, sum by (route) (rate(a_bucket[5m])))'],
  ],
  [
    '31: the name of the monitor',
    {
      ...files,
      'app.yaml': app.replace('name: shop\n  namespace', 'name: shop-svc\n  namespace'),
      'r.yaml': rules('alert: Down\n          expr: up{job="shop"} == 0'),
    },
    ['LBL202 r.yaml:12 job="shop"'],
  ],
  [
    '31: the name of a PodMonitor, whose job has its namespace',
    {
      ...files,
      'monitor.yaml': podMonitor('port: http'),
      'r.yaml': rules('alert: Down\n          expr: up{job="shop"} == 0'),
    },
    ['LBL202 r.yaml:12 job="shop"'],
  ],
  [
    '31: alternatives',
    { ...files, 'r.yaml': rules('alert: Down\n          expr: up{job=~"shops|shopz"} == 0') },
    ['LBL202 r.yaml:12 job=~"shops|shopz"'],
  ],
  [
    '31: a misspelled namespace of a job',
    { ...files, 'r.yaml': rules('alert: Down\n          expr: up{job="shop",namespace="retial"} == 0') },
    ['LBL202 r.yaml:12 namespace="retial"'],
  ],
  [
    '31: a rule file',
    {
      ...files,
      'r.yaml': 'groups:\n  - name: a\n    rules:\n      - alert: X\n        expr: up{job="shops"} == 0\n',
    },
    ['LBL202 r.yaml:5 job="shops"'],
  ],
  [
    '32: https at a port of http',
    {
      ...files,
      'app.yaml': app.replace('name: web', 'name: http'),
      'monitor.yaml': monitor({ endpoint: 'port: http\n      scheme: https' }),
    },
    ['NET003 monitor.yaml:10 port: http'],
  ],
  [
    '32: the protocol of the port',
    { ...files, 'app.yaml': app.replace('port: 80\n', 'port: 80\n      appProtocol: https\n') },
    ['NET003 monitor.yaml:10 port: web'],
  ],
  [
    '32: a port of a container',
    {
      ...files,
      'app.yaml': app.replace('name: http, containerPort: 8080', 'name: https-metrics, containerPort: 8443'),
      'monitor.yaml': podMonitor('port: https-metrics'),
    },
    ['NET003 monitor.yaml:10 port: https-metrics'],
  ],
  [
    '32: a port of a container behind a Service',
    {
      ...files,
      'app.yaml': app
        .replace('targetPort: http', 'targetPort: https')
        .replace('name: http, containerPort: 8080', 'name: https, containerPort: 8443'),
    },
    ['NET003 monitor.yaml:10 port: web'],
  ],
];

describe('a mistake of another user is found, too', () => {
  testCases(variants);
});
