import { checkTexts, errorsOf } from './files';

/**
 * What prometheus-operator takes and what it rejects, by the cases of its own tests: derived anew, as files of a user.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/resource_selector_test.go
 */
const secrets = `apiVersion: v1
kind: Secret
metadata: { name: secret, namespace: test }
stringData: { ca: '\${CA}', cert: '\${CERT}', key: '\${KEY}', proxy: '\${PROXY}', token: '\${TOKEN}' }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: configmap, namespace: test }
data: { ca: pem }
`;

function prometheus(version: string): string {
  const all = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'].map(
    (kind) => `  ${kind}Selector: {}\n  ${kind}NamespaceSelector: {}\n`,
  );
  return `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: { name: main, namespace: test }\nspec:\n  version: v${version}\n  scrapeClasses: [{ name: known }]\n${all.join('')}`;
}

const around: Readonly<Record<string, (fields: string, more: string) => string>> = {
  ServiceMonitor: (fields, more) =>
    `{ selector: {}, endpoints: [{ port: web${comma(fields)} }]${comma(more)} }`,
  PodMonitor: (fields, more) =>
    `{ selector: {}, podMetricsEndpoints: [{ port: web${comma(fields)} }]${comma(more)} }`,
  Probe: (fields, more) =>
    `{ targets: { staticConfig: { static: [a.example] } }${fields.includes('prober:') ? '' : ", prober: { url: 'prober:9115' }"}${comma(fields)}${comma(more)} }`,
  ScrapeConfig: (fields, more) =>
    `{ jobName: a${fields.includes('Configs:') ? '' : ", staticConfigs: [{ targets: ['a:1'] }]"}${comma(fields)}${comma(more)} }`,
};

function comma(fields: string): string {
  return fields === '' ? '' : `, ${fields}`;
}

function isAccepted(kind: string, fields: string, { version = '3.5.0', more = '' } = {}): boolean {
  const api = kind === 'ScrapeConfig' ? 'v1alpha1' : 'v1';
  const object = `apiVersion: monitoring.coreos.com/${api}\nkind: ${kind}\nmetadata: { name: a, namespace: test }\nspec: ${around[kind]?.(fields, more) ?? ''}\n`;
  const report = checkTexts({
    'object.yaml': object,
    'secrets.yaml': secrets,
    'prometheus.yaml': prometheus(version),
  });
  return errorsOf(report).length === 0;
}

const utf8 = "{ action: Replace, targetLabel: ' no label', sourceLabels: [foo, bar] }";
const plain = '{ action: Replace, targetLabel: valid, sourceLabels: [foo, bar] }';
const secretKey = (key: string): string => `{ name: secret, key: ${key} }`;
const header = (key: string): string => `proxyConnectHeader: { header: [${secretKey(key)}] }`;

/** The fields of a proxy, and whether they are taken. */
const proxies: readonly (readonly [fields: string, isTaken: boolean])[] = [
  [`proxyUrl: 'http://no-proxy.com', noProxy: '0.0.0.0', ${header('proxy')}`, true],
  [`proxyUrl: 'http://no-proxy.com', noProxy: '0.0.0.0', ${header('missing')}`, false],
  ["proxyUrl: 'http://xxx-{dev}.example:80'", false],
  ["proxyFromEnvironment: true, noProxy: '0.0.0.0'", false],
  ["proxyFromEnvironment: true, proxyUrl: 'http://no-proxy.com'", false],
  [header('proxy'), false],
  ["noProxy: '0.0.0.0'", false],
];

const tls: readonly (readonly [config: string, isTaken: boolean])[] = [
  [
    `ca: { secret: ${secretKey('ca')} }, cert: { secret: ${secretKey('cert')} }, keySecret: ${secretKey('key')}`,
    true,
  ],
  [`ca: { secret: ${secretKey('ca')}, configMap: { name: configmap, key: ca } }`, false],
  [`ca: { secret: ${secretKey('missing')} }`, false],
  [`cert: { secret: ${secretKey('cert')} }`, false],
  [`keySecret: ${secretKey('key')}`, false],
];

const kinds = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];

type Case = readonly [
  kind: string,
  fields: string,
  isTaken: boolean,
  options?: Parameters<typeof isAccepted>[2],
];

const ofAll: readonly Case[] = kinds.flatMap((kind): Case[] => {
  const relabelings =
    kind === 'Probe' || kind === 'ScrapeConfig'
      ? ['metricRelabelings']
      : ['relabelings', 'metricRelabelings'];
  return [
    ...relabelings.flatMap((field): Case[] => [
      [kind, `${field}: [${plain}]`, true],
      [kind, `${field}: [${utf8}]`, false, { version: '2.55.0' }],
      [kind, `${field}: [${utf8}]`, true],
    ]),
    ...proxies.map(([fields, isTaken]): Case => [
      kind,
      kind === 'Probe' ? `prober: { url: 'prober:9115', ${fields} }` : fields,
      isTaken,
    ]),
    ...tls.map(([config, isTaken]): Case => [kind, `tlsConfig: { ${config} }`, isTaken]),
    [kind, '', true, { more: 'scrapeClass: known' }],
    [kind, '', false, { more: 'scrapeClass: unknown' }],
  ];
});

const probers: readonly Case[] = [
  ...['http://a', 'https://a', 'ftp://a'].map((url): Case => ['Probe', `prober: { url: '${url}' }`, false]),
  ...[
    '1.1.1.1',
    '1.1.1.1:9115',
    'a.example',
    'a.example:9115',
    'a',
    '0a',
    '::1',
    '2001:db8:85a3::8a2e:370:7334',
    '[::1]:9115',
    '[2001:db8::7334]:9115',
  ].map((url): Case => ['Probe', `prober: { url: '${url}' }`, true]),
];

const discoveries: readonly Case[] = [
  ['ScrapeConfig', "staticConfigs: [{ targets: ['a:1'], labels: { owned: by } }]", true],
  ['ScrapeConfig', "staticConfigs: [{ targets: ['a:1'], labels: { 'owned-by': x } }]", true],
  [
    'ScrapeConfig',
    "staticConfigs: [{ targets: ['a:1'], labels: { 'owned-by': x } }]",
    false,
    { version: '2.55.0' },
  ],
  ...['Pod', 'Endpoints', 'EndpointSlice', 'Node', 'Service', 'Ingress'].map((role): Case => [
    'ScrapeConfig',
    `kubernetesSDConfigs: [{ role: ${role} }]`,
    true,
  ]),
  ['ScrapeConfig', 'kubernetesSDConfigs: [{ role: Pod, namespaces: { ownNamespace: true } }]', true],
  ['ScrapeConfig', "kubernetesSDConfigs: [{ role: Pod, apiServer: 'https://a' }]", true],
  [
    'ScrapeConfig',
    "kubernetesSDConfigs: [{ role: Pod, apiServer: 'https://a', namespaces: { ownNamespace: true } }]",
    false,
  ],
  [
    'ScrapeConfig',
    'kubernetesSDConfigs: [{ role: Node, selectors: [{ role: Node, label: type=infra, field: metadata.name=a }] }]',
    true,
  ],
  [
    'ScrapeConfig',
    "kubernetesSDConfigs: [{ role: Node, selectors: [{ role: Node, label: 'app in (a' }] }]",
    false,
  ],
  ['ScrapeConfig', "kubernetesSDConfigs: [{ role: Pod, selectors: [{ role: Node, label: 'a=b' }] }]", false],
  ...['MX', 'NS', 'A', 'AAAA'].map((type): Case => [
    'ScrapeConfig',
    `dnsSDConfigs: [{ names: [a.example], type: ${type}, port: 53 }]`,
    true,
  ]),
  ['ScrapeConfig', 'dnsSDConfigs: [{ names: [a.example], type: A }]', false],
  ['ScrapeConfig', 'dnsSDConfigs: [{ names: [a.example], type: SRV }]', true],
  ['ScrapeConfig', "httpSDConfigs: [{ url: 'http://a/sd' }]", true],
  [
    'ScrapeConfig',
    `httpSDConfigs: [{ url: 'http://a/sd', authorization: { credentials: ${secretKey('token')} } }]`,
    true,
  ],
  [
    'ScrapeConfig',
    `httpSDConfigs: [{ url: 'http://a/sd', authorization: { credentials: ${secretKey('missing')} } }]`,
    false,
  ],
  ['ScrapeConfig', "httpSDConfigs: [{ url: 'http://a/sd' }]", false, { version: '2.27.0' }],
  [
    'ScrapeConfig',
    `kubernetesSDConfigs: [{ role: Node, authorization: { credentials: ${secretKey('token')} } }]`,
    true,
  ],
  [
    'ScrapeConfig',
    `kubernetesSDConfigs: [{ role: Node, authorization: { credentials: ${secretKey('missing')} } }]`,
    false,
  ],
  ...tls.map(([config, isTaken]): Case => [
    'ScrapeConfig',
    `kubernetesSDConfigs: [{ role: Node, tlsConfig: { ${config} } }]`,
    isTaken,
  ]),
  ...proxies.map(([fields, isTaken]): Case => [
    'ScrapeConfig',
    `kubernetesSDConfigs: [{ role: Node, ${fields} }]`,
    isTaken,
  ]),
  ...proxies.map(([fields, isTaken]): Case => [
    'ScrapeConfig',
    `httpSDConfigs: [{ url: 'http://a/sd', ${fields} }]`,
    isTaken,
  ]),
];

/** Interval and timeout of an endpoint, and the interval of Prometheus, in seconds. */
const timeouts: readonly (readonly [interval: string, timeout: string, isTaken: boolean])[] = [
  ['30s', '30s', true],
  ['30s', '31s', false],
  ['1m', '45s', true],
  ['', '30s', true],
  ['', '31s', false],
  ['10s', '', true],
];

const intervals: readonly Case[] = timeouts.map(([interval, timeout, isTaken]) => {
  const fields = [
    interval === '' ? '' : `interval: ${interval}`,
    timeout === '' ? '' : `scrapeTimeout: ${timeout}`,
  ];
  return ['ServiceMonitor', fields.filter((field) => field !== '').join(', '), isTaken];
});

describe.each([
  ['objects of every kind', ofAll],
  ['probers', probers],
  ['discoveries', discoveries],
  ['intervals', intervals],
] as const)('%s are taken or rejected as by the operator', (_what, cases) => {
  it.each(cases.map((each) => [each[0], each[1], each[2], each[3] ?? {}] as const))(
    '%s { %s }: %s',
    (kind, fields, isTaken, options) => {
      expect(isAccepted(kind, fields, options)).toBe(isTaken);
    },
  );
});

describe('what a Prometheus selects', () => {
  const labelSelectors = [
    '',
    '{}',
    '{ matchLabels: { team: a } }',
    '{ matchExpressions: [{ key: team, operator: NotIn, values: [a] }] }',
  ];
  const namespaceSelectors = [
    '',
    '{}',
    '{ matchLabels: { kubernetes.io/metadata.name: other } }',
    '{ matchLabels: { env: none } }',
  ];
  const namespaces =
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: test }\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: other }\n';

  /** By the documentation of the fields: without a selector nothing is selected, and without one for namespaces only the own one is looked into. */
  function isSelected(labels: number, selector: number, namespace: string): boolean {
    const byLabels = [false, true, true, false][labels] ?? false;
    const byNamespace = [namespace === 'test', true, namespace === 'other', false][selector] ?? false;
    return byLabels && byNamespace;
  }

  it.each([
    ['serviceMonitor', 'ServiceMonitor', 'v1', '{ selector: {}, endpoints: [{ port: web }] }'],
    ['podMonitor', 'PodMonitor', 'v1', '{ selector: {}, podMetricsEndpoints: [{ port: web }] }'],
    [
      'probe',
      'Probe',
      'v1',
      "{ prober: { url: 'prober:9115' }, targets: { staticConfig: { static: [a.example] } } }",
    ],
    ['scrapeConfig', 'ScrapeConfig', 'v1alpha1', "{ staticConfigs: [{ targets: ['a:1'] }] }"],
    ['rule', 'PrometheusRule', 'v1', '{ groups: [] }'],
  ])(
    'by %sSelector and %sNamespaceSelector, which are missing, empty, met or not',
    (field, kind, api, spec) => {
      for (const [labels, labelSelector] of labelSelectors.entries())
        for (const [selector, namespaceSelector] of namespaceSelectors.entries())
          for (const namespace of ['test', 'other']) {
            const object = `apiVersion: monitoring.coreos.com/${api}\nkind: ${kind}\nmetadata: { name: a, namespace: ${namespace}, labels: { team: a } }\nspec: ${spec}\n`;
            const lines = [
              ['Selector', labelSelector],
              ['NamespaceSelector', namespaceSelector],
            ].map(([name = '', value = '']) => (value === '' ? '' : `  ${field}${name}: ${value}\n`));
            const other = field === 'probe' ? 'podMonitor' : 'probe'; // without any selector the operator leaves the configuration alone
            const main = `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: { name: main, namespace: test }\nspec:\n  ${other}Selector: {}\n${lines.join('')}`;
            const report = checkTexts({
              'object.yaml': object,
              'main.yaml': main,
              'namespaces.yaml': namespaces,
            });
            expect([labelSelector, namespaceSelector, namespace, errorsOf(report).length === 0]).toEqual([
              labelSelector,
              namespaceSelector,
              namespace,
              isSelected(labels, selector, namespace),
            ]);
          }
    },
  );
});
