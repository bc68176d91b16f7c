import { type Case, indented, testCases } from './files';
import { app, monitor, prometheus, rules } from './shop';

const release = { release: 'kps', namespace: 'monitoring' };

/** Values that ask for an empty selector, which is not everything, below a number of spaces. */
const empty = (by: number): string =>
  indented('prometheus:\n  prometheusSpec:\n    serviceMonitorSelector: {}\n', by);
const argo = (helm: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: kps, namespace: argocd }\nspec:\n  destination: { namespace: monitoring }\n  source:\n    chart: kube-prometheus-stack\n    helm:\n${helm}`;
const setting = 'prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues';
const extra = (kind: string, endpoints: string): string =>
  `prometheus:\n  additional${kind}s:\n    - name: shop\n      selector: { matchLabels: { app: shop } }\n      namespaceSelector: { any: true }\n      ${endpoints}\n`;
const groups = (by: number, rule: string): string =>
  indented(`groups:\n  - name: a\n    rules:\n      - ${rule}\n`, by);

const ruler = (team: string): string =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ThanosRuler\nmetadata: { name: main, namespace: monitoring }\nspec:\n  image: thanos:1\n  queryEndpoints: [thanos]\n  ruleSelector: { matchLabels: { team: ${team} } }\n  ruleNamespaceSelector: {}\n`;
const recorded = rules('{ record: "shop:up:sum", expr: sum(up) }');

const service = app.slice(0, app.indexOf('---')).replace('  selector: { app: shop }\n', '');
const endpoints = (name: string, port: string): string =>
  `${service}---\napiVersion: v1\nkind: Endpoints\nmetadata: { name: ${name}, namespace: retail }\nsubsets: [{ addresses: [{ ip: 10.0.0.1 }], ports: [${port}] }]\n`;
const slice = (port: string): string =>
  `${service}---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: shop-1, namespace: retail, labels: { kubernetes.io/service-name: shop } }\naddressType: IPv4\nports: [${port}]\nendpoints: [{ addresses: [10.0.0.1] }]\n`;
const behind = (text: string, role = 'Endpoints'): Record<string, string> => ({
  'app.yaml': text,
  'monitor.yaml': monitor(),
  'prometheus.yaml': `${prometheus}  serviceDiscoveryRole: ${role}\n`,
});
const by = (expression: string): Record<string, string> => ({
  ...behind(app),
  'monitor.yaml': monitor({ spec: `selector: { matchExpressions: [${expression}] }` }),
});

const dashboard = (more = ''): string =>
  JSON.stringify({ uid: 'shop', title: 'Shop', schemaVersion: 41, panels: [] }) + more;
const configMap = (name: string, metadata: string, text = dashboard(), kind = 'ConfigMap'): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: retail\n  ${metadata}\n${kind === 'Secret' ? 'stringData' : 'data'}:\n  shop.json: '${text}'\n`;
const labelled = "labels: { grafana_dashboard: '1' }";
const grafana = (dashboards: string, more = ''): string =>
  `prometheus: { prometheusSpec: {} }\ngrafana: { sidecar: { dashboards: { ${dashboards} }${more} } }\n`;

const routes = (labels: string, namespace = 'retail'): string =>
  `apiVersion: monitoring.coreos.com/v1alpha1\nkind: AlertmanagerConfig\nmetadata:\n  name: shop\n  namespace: ${namespace}\n  labels: ${labels}\nspec:\n  route: { receiver: pager }\n  receivers: [{ name: pager, webhookConfigs: [{ url: 'http://pager' }] }]\n`;
const alertmanager = (spec: string): Record<string, string> => ({
  'a.yaml': `apiVersion: monitoring.coreos.com/v1\nkind: Alertmanager\nmetadata: { name: main, namespace: monitoring }\nspec: { version: v0.28.0, ${spec} }\n`,
});
const everywhere = 'alertmanagerConfigNamespaceSelector: {}';

const token = {
  ...behind(app),
  'monitor.yaml': monitor({ endpoint: 'port: web\n      bearerTokenSecret: { name: access, key: token }' }),
};
const probed = (scheme: string): string =>
  app.replace(
    'ports: [{ name: http',
    `readinessProbe: { httpGet: { path: /, port: http${scheme} } }\n          ports: [{ name: http`,
  );

const reading = (expression: string, relabeling: string): Record<string, string> => ({
  ...behind(app),
  'monitor.yaml': monitor({ endpoint: `port: web\n      metricRelabelings: [${relabeling}]` }),
  'r.yaml': rules(`alert: Down\n          expr: ${expression}`),
});
const drop = '{ action: drop, sourceLabels: [__name__], regex: http_.* }';
const job = (value: string): string =>
  rules(`alert: Down\n          expr: up{job="${value}"} == 0`, '{ release: kps }');

const role = (namespace: string, subject: string): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: scrape, namespace: ${namespace} }\nrules: [{ apiGroups: [''], resources: [services, endpoints, pods], verbs: [get, list, watch] }]\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: scrape, namespace: ${namespace} }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: scrape }\nsubjects: [${subject}]\n`;

/** What users write in another form than in `variants.test.ts`, and what is told of it. */
const cases: readonly Case[] = [
  [
    'values as a text of an Application',
    { 'a.yaml': argo(`      values: |\n${empty(8)}`) },
    ['HLM003 a.yaml:12 serviceMonitorSelector'],
  ],
  [
    'a parameter of an Application that stays a text',
    { 'a.yaml': argo(`      parameters: [{ name: ${setting}, value: 'false', forceString: true }]\n`) },
    ['HLM002 a.yaml:8 helm'],
  ],
  [
    'a parameter of an Application that makes a monitor without labels selected',
    {
      'a.yaml': argo(`      parameters: [{ name: ${setting}, value: 'false' }]\n`),
      'm.yaml': monitor({ labels: '{}' }),
    },
    [],
  ],
  [
    'values of which a HelmRelease has others in a ConfigMap',
    {
      'a.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: kps, namespace: monitoring }\nspec:\n  chart: { spec: { chart: kube-prometheus-stack } }\n  valuesFrom: [{ kind: ConfigMap, name: more }]\n  values: { prometheus: { prometheusSpec: { retention: 3d } } }\n`,
      'm.yaml': monitor({ labels: '{}' }),
    },
    [],
  ],
  [
    'a HelmChart of K3s',
    {
      'a.yaml': `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: { name: kps, namespace: kube-system }\nspec:\n  chart: kube-prometheus-stack\n  targetNamespace: monitoring\n  valuesContent: |-\n${empty(4)}`,
    },
    ['HLM003 a.yaml:10 serviceMonitorSelector'],
  ],
  [
    'a kustomization with charts',
    {
      'kustomization.yaml': `helmCharts:\n  - name: kube-prometheus-stack\n    releaseName: kps\n    valuesInline:\n${empty(6)}`,
    },
    ['HLM003 kustomization.yaml:7 serviceMonitorSelector'],
  ],
  [
    'a chart around the stack, under an alias',
    { 'values.yaml': `metrics:\n${empty(2)}` },
    ['HLM003 values.yaml:4 serviceMonitorSelector'],
  ],
  [
    'a port of a ServiceMonitor in values',
    { 'app.yaml': app, 'v.yaml': extra('ServiceMonitor', 'endpoints: [{ port: http }]') },
    ['SEL006 v.yaml:6 port: http'],
    release,
  ],
  [
    'a port of a PodMonitor in values',
    { 'app.yaml': app, 'v.yaml': extra('PodMonitor', 'podMetricsEndpoints: [{ port: web }]') },
    ['SEL006 v.yaml:6 port: web'],
    release,
  ],
  [
    'monitors in values that a selector of the values leaves out',
    {
      'app.yaml': app,
      'v.yaml': `${extra('ServiceMonitor', 'endpoints: [{ port: web }]')}  prometheusSpec:\n    serviceMonitorSelector: { matchLabels: { team: shop } }\n`,
    },
    ['SEL001 v.yaml:3 name: shop', 'HLM004 v.yaml:8 serviceMonitorSelector'],
    release,
  ],
  [
    'rules in values',
    {
      'v.yaml': `additionalPrometheusRulesMap:\n  shop:\n${groups(4, '{ alert: Down, expr: sum(up }')}`,
      'w.yaml': `additionalPrometheusRules:\n  - name: cart\n${groups(4, '{ alert: Down, expr: up == 0, labels: { paging: yes } }')}`,
    },
    ['SCH004 w.yaml:6 paging: yes', 'PQL001 v.yaml:6 ('],
    release,
  ],
  [
    'manifests in values',
    {
      'app.yaml': app,
      'v.yaml': `prometheus: { prometheusSpec: {} }\nextraManifests:\n  one:\n${indented(monitor({ labels: '{}' }), 4)}`,
    },
    ['SEL001 v.yaml:9 labels'],
    release,
  ],
  [
    'a list whose items have no kind of their own',
    {
      'm.yaml': `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitorList\nitems:\n${indented(
        monitor({ labels: '{}' }).replace(/^apiVersion.*\nkind.*\n/, ''),
        4,
      ).replace('    m', '  - m')}`,
    },
    ['SEL001 m.yaml:7 labels'],
    release,
  ],
  [
    'rules for a ThanosRuler, beside a Prometheus that selects none',
    {
      'r.yaml': recorded,
      't.yaml': ruler('shop'),
      'p.yaml': prometheus.replace('  ruleSelector: {}\n', ''),
    },
    [],
  ],
  [
    'rules that a ThanosRuler does not select',
    { 'r.yaml': recorded, 't.yaml': ruler('cart') },
    ['SEL012 r.yaml:6 labels'],
  ],
  [
    'rules for the ThanosRuler of the chart',
    {
      'r.yaml': recorded,
      'v.yaml':
        'thanosRuler:\n  enabled: true\n  thanosRulerSpec: { ruleSelector: { matchLabels: { team: shop } } }\nprometheus: { prometheusSpec: {} }\n',
    },
    [],
    release,
  ],
  ['Endpoints by hand', behind(endpoints('shop', '{ name: web, port: 9100 }')), []],
  [
    'Endpoints by hand whose port has another name',
    behind(endpoints('shop', '{ name: metrics, port: 9100 }')),
    ['SEL006 monitor.yaml:10 port: web'],
  ],
  [
    'Endpoints by hand whose port has no name',
    behind(endpoints('shop', '{ port: 9100 }'), 'EndpointSlice'),
    ['SEL006 monitor.yaml:10 port: web'],
  ],
  [
    'Endpoints of nearly the name of their Service',
    behind(endpoints('shp', '{ name: web, port: 9100 }')),
    ['SEL009 app.yaml:4 name: shop'],
  ],
  [
    'Endpoints by hand, and a policy over the pods of the namespace',
    {
      ...behind(endpoints('shop', '{ name: web, port: 9100 }')),
      'p.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: deny, namespace: retail }\nspec: { podSelector: {}, policyTypes: [Ingress] }\n',
    },
    [],
  ],
  ['an EndpointSlice by hand', behind(slice('{ name: web, port: 9100 }'), 'EndpointSlice'), []],
  [
    'an EndpointSlice by hand whose port has another name',
    behind(slice('{ name: metrics, port: 9100 }'), 'EndpointSlice'),
    ['SEL006 monitor.yaml:10 port: web'],
  ],
  [
    'an EndpointSlice by hand, and discovery by Endpoints',
    behind(slice('{ name: web, port: 9100 }')),
    ['SEL009 app.yaml:4 name: shop'],
  ],
  [
    'a selector that leaves out the Service of its name',
    by('{ key: app, operator: NotIn, values: [shop] }'),
    ['SEL004 monitor.yaml:8 selector'],
  ],
  [
    'a selector of what has no such label, as the Service of its name has',
    by('{ key: app, operator: DoesNotExist }'),
    ['SEL004 monitor.yaml:8 selector'],
  ],
  [
    'a selector by a label that the Service of its name has not',
    by('{ key: monitored, operator: Exists }'),
    ['SEL004 monitor.yaml:8 selector'],
  ],
  [
    'a label for the sidecar among annotations',
    { 'c.yaml': configMap('a', labelled.replace('labels', 'annotations')), 'v.yaml': grafana('') },
    ["DSH901 c.yaml:6 grafana_dashboard: '1'"],
    release,
  ],
  [
    'a label for a sidecar that the values turn off',
    { 'c.yaml': configMap('a', labelled), 'v.yaml': grafana('enabled: false') },
    ["DSH901 c.yaml:6 grafana_dashboard: '1'"],
    release,
  ],
  [
    'the usual label, and values that name another',
    { 'c.yaml': configMap('a', labelled), 'v.yaml': grafana('label: boards') },
    ["DSH901 c.yaml:6 grafana_dashboard: '1'"],
    release,
  ],
  [
    'one key in two files of a folder',
    { 'f/a.yaml': configMap('a', labelled), 'f/b.yaml': configMap('b', labelled) },
    [`DSH902 f/b.yaml:8 shop.json: '${dashboard()}'`],
  ],
  [
    'the same, and a sidecar that makes names unique: then the uid counts',
    {
      'f/a.yaml': configMap('a', labelled),
      'f/b.yaml': configMap('b', labelled),
      'f/v.yaml': grafana('', ', enableUniqueFilenames: true'),
    },
    ['DSH907 f/b.yaml:8 "uid":"shop"'],
    release,
  ],
  [
    'the same for two clusters',
    { 'f/a.yaml': configMap('a', labelled), 'g/a.yaml': configMap('b', labelled) },
    [],
  ],
  [
    'a Secret with a dashboard that is no JSON',
    { 'c.yaml': configMap('a', labelled, dashboard(','), 'Secret') },
    ['HLM007 c.yaml:8 shop.json', `DSH910 c.yaml:8 shop.json: '${dashboard(',')}'`],
  ],
  [
    'a label of a ConfigMap without quotes',
    { 'c.yaml': configMap('a', 'labels: { grafana_dashboard: 1 }') },
    ['SCH004 c.yaml:6 grafana_dashboard: 1'],
  ],
  [
    'an annotation of the pods of a Deployment without quotes',
    {
      'app.yaml': app.replace(
        'metadata: { labels: { app: shop } }',
        'metadata: { labels: { app: shop }, annotations: { prometheus.io/scrape: true } }',
      ),
    },
    ['SCH004 app.yaml:20 prometheus.io/scrape: true'],
  ],
  [
    'a label of OpenSLO, which may be a list',
    {
      'slo.yaml':
        'apiVersion: openslo/v1\nkind: Service\nmetadata: { name: shop, labels: { team: [a, b] } }\nspec: {}\n',
    },
    [],
  ],
  [
    'a misspelled selector of a Prometheus, and not what it would select',
    {
      ...behind(app),
      'prometheus.yaml': prometheus.replace('serviceMonitorSelector', 'serviceMonitorSelectr'),
    },
    ['SCH001 prometheus.yaml:5 serviceMonitorSelectr'],
  ],
  [
    'a field of a Prometheus that may be of a newer operator',
    { ...behind(app), 'prometheus.yaml': `${prometheus}  quantumEntanglement: true\n` },
    [],
  ],
  [
    'a duration of a Prometheus without a unit',
    { 'p.yaml': `${prometheus}  evaluationInterval: 30\n` },
    ['SCH001 p.yaml:13 evaluationInterval: 30'],
  ],
  [
    'labels without matchLabels in a ThanosRuler',
    { 't.yaml': ruler('shop').replace('{ matchLabels: { team: shop } }', '{ team: shop }') },
    ['SEL003 t.yaml:7 ruleSelector'],
  ],
  [
    'names in a selector of an Alertmanager',
    {
      'a.yaml':
        'apiVersion: monitoring.coreos.com/v1\nkind: Alertmanager\nmetadata: { name: main, namespace: monitoring }\nspec:\n  alertmanagerConfigNamespaceSelector: { matchNames: [retail] }\n',
      'v.yaml':
        'alertmanager:\n  alertmanagerSpec:\n    alertmanagerConfigNamespaceSelector: { matchNames: [retail] }\n',
    },
    [
      'SEL003 a.yaml:5 alertmanagerConfigNamespaceSelector',
      'SEL003 v.yaml:3 alertmanagerConfigNamespaceSelector',
    ],
  ],
  [
    'a timeout of a Prometheus above its interval, told there and not of its monitors',
    { ...behind(app), 'prometheus.yaml': `${prometheus}  scrapeInterval: 10s\n  scrapeTimeout: 15s\n` },
    ['OPR001 prometheus.yaml:14 scrapeTimeout: 15s'],
  ],
  [
    'the same in values, and nothing that is selected',
    { 'v.yaml': 'prometheus:\n  prometheusSpec:\n    scrapeTimeout: 1m\n' },
    ['OPR001 v.yaml:3 scrapeTimeout: 1m'],
  ],
  [
    'routes that an Alertmanager selects by a label',
    {
      'r.yaml': routes('{ team: shop }'),
      ...alertmanager(`alertmanagerConfigSelector: { matchLabels: { team: shop } }, ${everywhere}`),
    },
    [],
  ],
  [
    'routes that its labels leave out',
    {
      'r.yaml': routes('{ team: shop }'),
      ...alertmanager(
        `alertmanagerConfigSelector: { matchExpressions: [{ key: team, operator: NotIn, values: [shop] }] }, ${everywhere}`,
      ),
    },
    ['RTE017 r.yaml:6 labels'],
  ],
  [
    'routes beside an Alertmanager without a selector',
    { 'r.yaml': routes('{ team: shop }'), ...alertmanager('replicas: 2') },
    ['RTE017 r.yaml:6 labels'],
  ],
  [
    'routes in another namespace',
    { 'r.yaml': routes('{}'), ...alertmanager('alertmanagerConfigSelector: {}') },
    ['SEL002 r.yaml:5 namespace: retail'],
  ],
  [
    'the configuration that an Alertmanager names',
    { 'r.yaml': routes('{}', 'monitoring'), ...alertmanager('alertmanagerConfiguration: { name: shop }') },
    [],
  ],
  [
    'routes that the values of the chart leave out',
    {
      'r.yaml': routes('{}'),
      'v.yaml':
        'alertmanager:\n  alertmanagerSpec:\n    alertmanagerConfigSelector: { matchLabels: { team: shop } }\n',
    },
    ['RTE017 r.yaml:6 labels'],
    release,
  ],
  ['routes for the Alertmanager of a release', { 'r.yaml': routes('{}') }, [], release],
  [
    'a key that a SealedSecret does not make',
    {
      ...token,
      's.yaml':
        'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: access, namespace: retail }\nspec: { encryptedData: { tokn: AgBx } }\n',
    },
    ['OPR003 monitor.yaml:11 key: token'],
  ],
  [
    'a key that an ExternalSecret makes',
    {
      ...token,
      's.yaml':
        'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: shop, namespace: retail }\nspec: { target: { name: access }, data: [{ secretKey: token }] }\n',
    },
    [],
  ],
  [
    'a key that an ExternalSecret may make of what it takes as a whole',
    {
      ...token,
      's.yaml':
        'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: access, namespace: retail }\nspec: { data: [{ secretKey: tokn }], dataFrom: [{ extract: { key: all } }] }\n',
    },
    [],
  ],
  [
    'a port that Kubernetes probes by https, and that is scraped by http',
    { ...behind(app), 'app.yaml': probed(', scheme: HTTPS') },
    ['NET003 monitor.yaml:10 port: web'],
  ],
  [
    'a port that Kubernetes probes by http, and that is scraped so',
    { ...behind(app), 'app.yaml': probed('') },
    [],
  ],
  [
    'how to speak TLS, and no scheme',
    {
      ...behind(app),
      'monitor.yaml': monitor({ endpoint: 'port: web\n      tlsConfig: { insecureSkipVerify: true }' }),
    },
    ['NET003 monitor.yaml:10 port: web'],
  ],
  [
    'metricRelabelings that take away what a rule reads of the job',
    reading('rate(http_requests_total{job="shop"}[5m]) > 1', drop),
    ['SEL016 monitor.yaml:11 metricRelabelings'],
  ],
  [
    'the same of a label',
    reading(
      'rate(http_requests_total{job="shop", code="500"}[5m]) > 1',
      '{ action: labeldrop, regex: code }',
    ),
    ['SEL016 monitor.yaml:11 metricRelabelings'],
  ],
  [
    'the same where nobody names a job, and no other is known',
    reading('rate(http_requests_total[5m]) > 1', drop),
    ['SEL016 monitor.yaml:11 metricRelabelings'],
  ],
  [
    'metricRelabelings that keep what others do not need, and a rule about anybody',
    reading('rate(http_requests_total[5m]) > 1', drop.replace('drop', 'keep').replace('http_', 'go_')),
    [],
  ],
  [
    'metricRelabelings that take away what a rule records anew',
    reading(
      'up == 0\n        - record: shop:http_up\n          expr: sum(up)\n        - alert: Gone\n          expr: shop:http_up == 0',
      drop.replace('http_', '.*http_'),
    ),
    [],
  ],
  [
    'the name of a job as the operator writes it',
    { ...behind(app), 'r.yaml': job('serviceMonitor/retail/shop/0') },
    ['LBL202 r.yaml:12 job="serviceMonitor/retail/shop/0"'],
  ],
  [
    'a job in values that is nearly one of a monitor',
    {
      'app.yaml': app,
      'm.yaml': monitor({ labels: '{ release: kps }' }),
      'v.yaml':
        'prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs: [{ job_name: shops, static_configs: [{ targets: [a] }] }]\n',
      'r.yaml': job('shops'),
    },
    [],
    release,
  ],
  [
    'a selector by another release, which leaves out the monitors of the chart',
    {
      'v.yaml':
        'prometheus:\n  prometheusSpec:\n    serviceMonitorSelector: { matchLabels: { release: prometheus } }\n',
    },
    ['HLM004 v.yaml:3 serviceMonitorSelector'],
    release,
  ],
  [
    'a selector of namespaces that leaves out that of the chart',
    {
      'v.yaml':
        'prometheus:\n  prometheusSpec:\n    ruleNamespaceSelector: { matchLabels: { kubernetes.io/metadata.name: retail } }\n',
    },
    ['HLM004 v.yaml:3 ruleNamespaceSelector'],
    release,
  ],
  [
    'a Prometheus that is allowed what its group is',
    {
      ...behind(app),
      'prometheus.yaml': `${prometheus}  serviceAccountName: prometheus\n`,
      'roles.yaml':
        role('monitoring', '{ kind: ServiceAccount, name: prometheus, namespace: monitoring }') +
        '---\n' +
        role('retail', "{ kind: Group, name: 'system:serviceaccounts:monitoring' }"),
    },
    [],
  ],
];

describe('a mistake in another form is found at its place', () => {
  testCases(cases);
});
