import imported from '../../../../imports/monitoring.coreos.com.schema.json';
import type { PrometheusSettings } from '../../../../src/sightline/scrape/prometheus-settings';
import type { Schema } from '../../../../src/sightline/schema/schema';
import type { Random } from '../../promql/random';

/** The kinds that the operator makes jobs of. */
export const operatorKinds = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'] as const;

/** See {@link operatorKinds}. */
export type OperatorKind = (typeof operatorKinds)[number];

/** What the operator is asked. */
export interface OperatorCase {
  readonly kind: OperatorKind;
  readonly object: {
    readonly metadata: { readonly name: string; readonly namespace: string };
    readonly spec: Readonly<Record<string, unknown>>;
  };
  readonly settings: PrometheusSettings;
}

/** An object of a kind, with any of its fields, and a Prometheus. */
export function randomCase(random: Random, kind: OperatorKind): OperatorCase {
  const version = kind === 'ScrapeConfig' ? 'v1alpha1' : 'v1';
  const schemas: Readonly<Record<string, Schema>> = imported.kinds;
  const schema = schemas[`monitoring.coreos.com/${version}/${kind}`]?.properties?.['spec'];
  if (schema === undefined) throw new Error(`no schema of ${kind}`);
  const written = recordOf(random, schema, 0.3);
  // two ways the API server refuses, before the operator is asked
  const [, ...others] = kind === 'ScrapeConfig' ? ways.filter((way) => way in written) : [];
  const spec = Object.fromEntries(Object.entries(written).filter(([name]) => !others.includes(name)));
  return {
    kind,
    object: { metadata: { name: 'shop', namespace: random.pick(['retail', 'monitoring']) }, spec },
    settings: randomSettings(random),
  };
}

/** The keys of the Secrets and ConfigMaps that are there. */
const keys = {
  user: 'user',
  password: 'password',
  token: 'token',
  id: 'id',
  secret: 'secret',
  header: 'header',
};

const ways = ['basicAuth', 'authorization', 'oauth2', 'bearerTokenSecret'];

/** Discoveries; of those by the API of one vendor nothing is written. */
const leftOut = /SDConfigs$/;
const spoken = ['staticConfigs', 'fileSDConfigs', 'httpSDConfigs', 'kubernetesSDConfigs', 'dnsSDConfigs'];

function recordOf(random: Random, schema: Schema, chance: number): Record<string, unknown> {
  const required = new Set(schema.required ?? []);
  const way = random.chance(0.5) ? random.pick(ways) : '';
  const isTwice = random.chance(0.05);
  const entries = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (leftOut.test(name) && !spoken.includes(name)) return [];
    if (ways.includes(name)) return name === way || isTwice ? [[name, valueOf(random, name, property)]] : [];
    const isThere = required.has(name) || always.includes(name) || random.chance(chance);
    return isThere ? [[name, valueOf(random, name, property)]] : [];
  });
  const record: Record<string, unknown> = Object.fromEntries(entries);
  const isProxied = 'proxyUrl' in record;
  // what goes together only now and then
  const without = [
    ...(isProxied || random.chance(0.9) ? ['proxyFromEnvironment'] : []),
    ...(isProxied ? [] : ['noProxy', 'proxyConnectHeader']),
    ...('apiServer' in record && random.chance(0.8) ? ['namespaces'] : []),
  ];
  return Object.fromEntries(Object.entries(record).filter(([name]) => !without.includes(name)));
}

/** Without these an object says nothing. */
const always = ['endpoints', 'podMetricsEndpoints', 'targets', 'prober', 'staticConfig'];

const durations = ['10s', '15s', '30s', '1m', '2m'];

function valueOf(random: Random, name: string, schema: Schema): unknown {
  const own = values[name]?.(random, schema);
  if (own !== undefined) return own;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  switch (type) {
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
      return random.pick([0, 1, 7, 1000]);
    case 'array': {
      const { items } = schema;
      if (items === undefined) return [];
      const length = Math.max(schema.minItems ?? 0, random.pick([1, 1, 2]));
      const list = Array.from({ length }, () => valueOf(random, `${name}[]`, items));
      return items.type === 'string' ? [...new Set(list)] : list;
    }
    case 'object': {
      const { additionalProperties: others } = schema;
      if (typeof others !== 'object') return recordOf(random, schema, 0.35);
      const keys = random.pick([['app'], ['team', 'app'], ['a.b/c', 'tier']]);
      return Object.fromEntries(keys.map((key) => [key, valueOf(random, `${name}{}`, others)]));
    }
    default:
      return random.pick(['shop', 'web', 'api-1']);
  }
}

type Maker = (random: Random, schema: Schema) => unknown;

const secret = (key: string): { readonly name: string; readonly key: string } => ({ name: 'access', key });
const secretOrConfigMap = (random: Random, key: string): object =>
  random.chance(0.5) ? { secret: secret(key) } : { configMap: secret(key) };

const duration: Maker = (random) => random.pick(durations);
const label: Maker = (random) => random.pick(['team', 'tier', 'zone']);
const rules: Maker = (random) => Array.from({ length: random.pick([1, 1, 2, 3]) }, () => randomRule(random));
const size: Maker = (random) => random.pick(['10MB', '1GB', '512KB', '15MiB']);

/** Values of fields whose form a schema does not say. */
const values: Readonly<Partial<Record<string, Maker>>> = {
  interval: duration,
  scrapeInterval: duration,
  scrapeTimeout: (random) => random.pick(['1s', '5s', '10s', '10s', '45s']),
  refreshInterval: duration,
  bodySizeLimit: size,
  path: () => '/metrics',
  metricsPath: () => '/metrics',
  url: (random, { pattern = '' }) =>
    pattern.includes('http') ? 'https://list.example.com/targets' : random.pick(probers),
  proxyUrl: () => 'http://proxy.example.com:3128',
  tokenUrl: () => 'https://sso.example.com/token',
  apiServer: () => 'https://api.example.com',
  nativeHistogramMinBucketFactor: (random) => random.pick(['1.1', '2', '1500m']),
  targetPort: (random) => random.pick<unknown>(['web', 8080]),
  portNumber: (random) => random.pick([8080, 9100]),
  port: (random, { type }) => (type === 'string' ? random.pick(['web', 'metrics']) : 9100),
  basicAuth: () => ({ username: secret(keys.user), password: secret(keys.password) }),
  authorization: (random) => ({
    ...(random.chance(0.5) ? { type: random.pick(['Bearer', ' Token ', 'Basic', 'Token']) } : {}),
    ...(random.chance(0.9) ? { credentials: secret(keys.token) } : {}),
  }),
  bearerTokenSecret: (random) => (random.chance(0.9) ? secret(keys.token) : { name: '', key: '' }),
  bearerTokenFile: () => '/var/run/secrets/token',
  oauth2: (random) => ({
    clientId: random.chance(0.95) ? secretOrConfigMap(random, keys.id) : {},
    clientSecret: secret(keys.secret),
    tokenUrl: 'https://sso.example.com/token',
    ...(random.chance(0.5) ? { scopes: ['read', 'metrics'] } : {}),
    ...(random.chance(0.5) ? { endpointParams: { tenant: 'shop', audience: 'metrics' } } : {}),
    ...(random.chance(0.3) ? { tlsConfig: randomTls(random) } : {}),
    ...(random.chance(0.3) ? { proxyUrl: 'http://proxy.example.com:3128', noProxy: 'localhost' } : {}),
  }),
  tlsConfig: (random) => randomTls(random),
  proxyConnectHeader: () => ({ 'X-Two': [secret(keys.header)], 'X-One': [secret(keys.header)] }),
  relabelings: rules,
  metricRelabelings: rules,
  relabelingConfigs: rules,
  matchLabels: (random) => random.pick([{ app: 'shop' }, { 'app.kubernetes.io/name': 'shop', app: 'web' }]),
  matchExpressions: (random) =>
    random.pick([
      [{ key: 'tier', operator: 'In', values: ['web', 'api'] }],
      [
        { key: 'tier', operator: 'NotIn', values: ['old'] },
        { key: 'app', operator: 'Exists' },
      ],
      [{ key: 'app', operator: 'DoesNotExist' }],
    ]),
  targetLabels: () => ['team', 'app.kubernetes.io/part-of'],
  podTargetLabels: () => ['tier'],
  jobLabel: label,
  scrapeClass: (random) => random.pick(['mesh', 'mesh', 'plain', 'none']),
  labels: (random) =>
    random.pick<unknown>([{ site: 'lyon' }, { zone: 'a', site: 'lyon', namespace: 'other' }]),
  params: (random, { type }) =>
    type === 'array'
      ? random.pick([
          [{ name: 'module', values: ['http_2xx'] }],
          [{ name: 'zone', values: ['a', 'b'] }, { name: 'debug' }],
        ])
      : { zone: ['a', 'b'], module: ['if_mib'] },
  files: () => ['/etc/targets/a.json', '/etc/targets/b*.yml'],
  names: (random) => random.pick([['a'], ['a', 'b']]),
  selectors: (random) => [
    {
      role: random.pick(['Pod', 'Service', 'Endpoints', 'Node']),
      ...(random.chance(0.7) ? { label: 'app=shop' } : {}),
      ...(random.chance(0.4) ? { field: 'metadata.name=shop' } : {}),
    },
  ],
};

const probers = [
  'blackbox:9115',
  'blackbox.monitoring.svc',
  '10.0.0.1:9115',
  '[::1]:9115',
  'http://blackbox',
  'blackbox:99999',
];

function randomTls(random: Random): object {
  const hasCert = random.chance(0.4);
  return {
    ...(random.chance(0.6) ? { ca: secretOrConfigMap(random, 'ca.crt') } : {}),
    ...(hasCert ? { cert: secretOrConfigMap(random, 'tls.crt') } : {}),
    ...(hasCert !== random.chance(0.05) ? { keySecret: secret('tls.key') } : {}),
    ...(random.chance(0.3) ? { serverName: 'shop.example.com' } : {}),
    ...(random.chance(0.3) ? { insecureSkipVerify: random.chance(0.5) } : {}),
    ...(random.chance(0.2) ? { minVersion: random.pick(['TLS10', 'TLS12']) } : {}),
    ...(random.chance(0.2) ? { maxVersion: random.pick(['TLS12', 'TLS13']) } : {}),
  };
}

function randomRule(random: Random): object {
  return random.pick([
    { action: 'replace', sourceLabels: ['zone'], targetLabel: 'site', regex: '(.+)', replacement: '$1' },
    { targetLabel: 'team', replacement: 'shop' },
    { sourceLabels: ['a', 'b'], separator: '', targetLabel: 'both' },
    { action: 'drop', sourceLabels: ['tier'], regex: 'old' },
    { action: 'Keep', sourceLabels: ['__name__'], regex: 'go_.*|up' },
    { action: 'labeldrop', regex: 'endpoint' },
    { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)' },
    { action: 'hashmod', sourceLabels: ['__address__'], targetLabel: '__tmp_hash', modulus: 4 },
    { action: 'lowercase', sourceLabels: ['zone'], targetLabel: 'zone' },
    { action: 'keepequal', sourceLabels: ['zone'], targetLabel: 'site' },
    ...(random.chance(0.1)
      ? [{ action: 'keep', sourceLabels: ['zone'], regex: '(' }, { action: 'replace' }]
      : []),
  ]);
}

function randomSettings(random: Random): PrometheusSettings {
  const some = <T extends object>(chance: number, value: T): T | object =>
    random.chance(chance) ? value : {};
  const version = random.pick([
    'v3.14.0',
    'v3.14.0',
    'v3.14.0',
    'v3.5.0',
    'v3.0.0',
    'v2.53.0',
    'v2.42.0',
    'v2.30.0',
  ]);
  return {
    version,
    ...some(0.2, { shards: random.pick([2, 3]) }),
    ...some(0.2, { overrideHonorLabels: true }),
    ...some(0.2, { overrideHonorTimestamps: true }),
    ...some(0.2, { ignoreNamespaceSelectors: true }),
    ...some(0.2, { enforcedNamespaceLabel: random.pick(['namespace', 'tenant']) }),
    ...some(0.2, { enforcedSampleLimit: 500, enforcedLabelLimit: 30 }),
    ...some(0.2, { enforcedBodySizeLimit: '12MB' }),
    ...some(0.2, { podTargetLabels: ['team'] }),
    ...some(0.2, { serviceDiscoveryRole: 'EndpointSlice' as const }),
    ...some(0.2, { arbitraryFSAccessThroughSMs: { deny: true } }),
    scrapeClasses: [
      {
        name: 'mesh',
        ...some(0.3, { default: true }),
        ...some(0.5, { tlsConfig: { caFile: '/mesh/ca.crt', insecureSkipVerify: true } }),
        ...some(0.4, {
          relabelings: [{ targetLabel: 'mesh', replacement: 'yes', action: 'replace' as const }],
        }),
        ...some(0.4, {
          metricRelabelings: [{ action: 'drop' as const, sourceLabels: ['mesh'], regex: 'no' }],
        }),
        ...some(0.3, { fallbackScrapeProtocol: 'PrometheusText0.0.4' as const }),
        ...some(0.3, { attachMetadata: { node: true } }),
      },
      { name: 'plain' },
    ],
  };
}
