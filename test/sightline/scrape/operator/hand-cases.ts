import type { PrometheusSettings } from '../../../../src/sightline/scrape/prometheus-settings';
import type { OperatorCase, OperatorKind } from './random-objects';

/** A case, with what it is about. */
export interface HandCase extends OperatorCase {
  readonly reason: string;
}

const metadata = { name: 'site', namespace: 'web' };
const prober = { url: 'blackbox-exporter.monitoring:9115' };
const access = (key: string) => ({ name: 'access', key });
const basicAuth = { username: access('user'), password: access('password') };
const authorization = { credentials: access('token') };
const ca = { secret: { name: 'ca', key: 'ca.crt' } };
const targets = { staticConfig: { static: ['https://shop.example.com/'] } };
const selector = { matchLabels: { app: 'shop' } };

const of =
  (kind: OperatorKind, common: object) =>
  (reason: string, spec: object, settings: PrometheusSettings = {}): HandCase => ({
    kind,
    object: { metadata, spec: { ...common, ...spec } },
    settings,
    reason,
  });
const probe = of('Probe', { prober });
const outside = of('ScrapeConfig', {});

/** Each is about one rule of the operator that its documentation or its code states. */
export const handCases: readonly HandCase[] = [
  probe('targets that are written down get the namespace of the Probe', { targets }),
  probe('unless a label says another', {
    targets: { staticConfig: { static: ['a'], labels: { namespace: 'x' } } },
  }),
  probe('labels are written in order', {
    targets: { staticConfig: { static: ['a'], labels: { zone: 'b', app: 'a' } } },
  }),
  probe('no target at all is a list that is empty', { targets: { staticConfig: { labels: { a: 'b' } } } }),
  probe('targets that are written down win over Ingresses', {
    targets: { ...targets, ingress: { selector } },
  }),
  probe('Ingresses are looked for in the namespace of the Probe', { targets: { ingress: { selector } } }),
  probe('or in those that are named', {
    targets: { ingress: { selector, namespaceSelector: { matchNames: ['a', 'b'] } } },
  }),
  probe('or in all', { targets: { ingress: { selector, namespaceSelector: { any: true } } } }),
  probe(
    'unless the Prometheus ignores which are named',
    { targets: { ingress: { selector, namespaceSelector: { any: true } } } },
    { ignoreNamespaceSelectors: true },
  ),
  probe('an expression becomes a rule of its own', {
    targets: {
      ingress: {
        selector: {
          matchExpressions: [
            { key: 'tier', operator: 'In', values: ['web', 'api'] },
            { key: 'tier', operator: 'NotIn', values: ['old'] },
            { key: 'app.kubernetes.io/name', operator: 'Exists' },
            { key: 'canary', operator: 'DoesNotExist' },
          ],
        },
      },
    },
  }),
  probe('an expression that Kubernetes can not read becomes one all the same', {
    targets: { ingress: { selector: { matchExpressions: [{ key: 'a', operator: 'In' }] } } },
  }),
  probe('neither targets nor Ingresses are rejected', { targets: {} }),
  probe('a module is the first parameter', {
    targets,
    module: 'http_2xx',
    params: [{ name: 'debug', values: ['true'] }],
  }),
  probe('and wins over a parameter of that name', {
    targets,
    module: 'http_2xx',
    params: [
      { name: 'module', values: ['icmp'] },
      { name: 'hostname', values: ['a', 'b'] },
    ],
  }),
  probe('without a module that parameter stays', { targets, params: [{ name: 'module', values: ['icmp'] }] }),
  probe('a job of another name', { targets, jobName: 'websites' }),
  probe('the path and the scheme are those of the prober', {
    prober: { ...prober, path: '/ping', scheme: 'HTTPS' },
    targets,
  }),
  probe('a prober with a scheme in its address is rejected', {
    prober: { url: 'http://blackbox:9115' },
    targets,
  }),
  probe('a prober with a path is rejected', { prober: { url: 'blackbox:9115/probe' }, targets }),
  probe('a port that can not be is rejected', { prober: { url: 'blackbox:70000' }, targets }),
  probe('a port of 0 is rejected', { prober: { url: 'blackbox:0' }, targets }),
  probe('an address in brackets is one', { prober: { url: '[2001:db8::1]:9115' }, targets }),
  probe('an address of IPv6 without a port is one', { prober: { url: '2001:db8::1' }, targets }),
  probe('a name with underscores is one', { prober: { url: 'my_prober:9115' }, targets }),
  probe('a name that ends with a point is one', {
    prober: { url: 'blackbox.monitoring.svc.:9115' },
    targets,
  }),
  probe('a name with an empty part is none', { prober: { url: 'blackbox..svc:9115' }, targets }),
  probe('a port without a number is none', { prober: { url: 'blackbox:' }, targets }),
  probe('a prober without an address is rejected', { prober: { url: '' }, targets }),
  probe(
    'timestamps count, unless the Prometheus says otherwise',
    { targets },
    { overrideHonorTimestamps: true },
  ),
  probe('of shards it is what is probed that decides', { targets }, { shards: 3 }),
  probe('a limit of the size of a page can be enforced only', { targets }, { enforcedBodySizeLimit: '10MB' }),
  probe('two ways to authenticate are let through', { targets, basicAuth, authorization }),
  probe('an authorization without credentials is let through', {
    targets,
    authorization: { type: 'Bearer' },
  }),
  probe('so is one of the type Basic, as long as there are none', {
    targets,
    authorization: { type: 'Basic' },
  }),
  probe('with them it is rejected', { targets, authorization: { type: 'Basic', ...authorization } }),
  probe('an authorization that is empty is none', { targets, authorization: {} }),
  probe(
    'and its class gives one',
    { targets, authorization: {} },
    {
      scrapeClasses: [{ name: 'mesh', default: true, authorization: { credentialsFile: '/token' } }],
    },
  ),
  probe('TLS settings that are empty are none', { targets, tlsConfig: {} }),
  probe(
    'of those of a class the files count',
    { targets, tlsConfig: { serverName: 'a' } },
    {
      scrapeClasses: [
        { name: 'mesh', default: true, tlsConfig: { caFile: '/ca', insecureSkipVerify: true } },
      ],
    },
  ),
  probe('a certificate without its key is rejected', {
    targets,
    tlsConfig: { cert: { secret: { name: 'c', key: 'tls.crt' } } },
  }),
  probe('a token in a Secret without a name is rejected', {
    targets,
    bearerTokenSecret: { name: '', key: 'token' },
  }),
  probe('a token in a Secret with a name is the value', { targets, bearerTokenSecret: access('token') }),
  probe(
    'an enforced label comes after the rules of the user',
    {
      targets: {
        staticConfig: { static: ['a'], relabelingConfigs: [{ targetLabel: 'tenant', replacement: 'x' }] },
      },
    },
    { enforcedNamespaceLabel: 'tenant' },
  ),
  probe(
    'but before those about shards, also without rules of the user',
    { targets },
    { enforcedNamespaceLabel: 'tenant', shards: 2 },
  ),
  probe(
    'a Probe may be excluded from it',
    { targets },
    {
      enforcedNamespaceLabel: 'tenant',
      excludedFromEnforcement: [{ resource: 'probes', namespace: 'web', name: 'site' }],
    },
  ),
  probe(
    'a name of a label that 2.x does not take is rejected',
    {
      targets: { staticConfig: { static: ['a'], labels: { 'a-b': 'c' } } },
    },
    { version: 'v2.53.0' },
  ),
  probe(
    'and taken by 3.x',
    { targets: { staticConfig: { static: ['a'], labels: { 'a-b': 'c' } } } },
    { version: 'v3.0.0' },
  ),
  probe('a timeout above the interval is rejected', { targets, interval: '10s', scrapeTimeout: '11s' }),
  probe('also above that of the Prometheus', { targets, scrapeTimeout: '40s' }),
  probe('a class that is not there is rejected', { targets, scrapeClass: 'mesh' }),
  probe('a proxy of the prober that is not complete is rejected', {
    prober: { ...prober, noProxy: 'a' },
    targets,
  }),
  probe('a proxy of the prober', { prober: { ...prober, proxyUrl: 'http://p:1', noProxy: 'a' }, targets }),
  outside('no targets at all', {}),
  outside('targets that are written down, with labels in order or an empty map', {
    staticConfigs: [{ targets: ['b:1', 'a:1'], labels: { zone: 'b', app: 'a' } }, { targets: ['c:1'] }],
  }),
  outside(
    'with one shard nothing is said about shards',
    { staticConfigs: [{ targets: ['a:1'] }] },
    { shards: 1 },
  ),
  outside('with more there is', { staticConfigs: [{ targets: ['a:1'] }] }, { shards: 2 }),
  outside(
    'unless a rule is by a hash already',
    {
      staticConfigs: [{ targets: ['a:1'] }],
      relabelings: [
        { action: 'HashMod', sourceLabels: ['__address__'], targetLabel: '__tmp_hash', modulus: 2 },
      ],
    },
    { shards: 2 },
  ),
  outside(
    'rules of the class come before the job, and those of the user after it',
    {
      jobName: 'machines',
      relabelings: [{ targetLabel: 'team', replacement: 'a' }],
    },
    {
      scrapeClasses: [
        {
          name: 'a',
          default: true,
          relabelings: [{ targetLabel: 'mesh', replacement: 'b', action: 'replace' }],
        },
      ],
    },
  ),
  outside(
    'without rules of its own no label is enforced on targets',
    {},
    { enforcedNamespaceLabel: 'tenant' },
  ),
  outside(
    'with them it is',
    { relabelings: [{ targetLabel: 'team', replacement: 'a' }] },
    { enforcedNamespaceLabel: 'tenant' },
  ),
  outside(
    'what it does not say of labels and timestamps is not written',
    {},
    {
      overrideHonorLabels: true,
      overrideHonorTimestamps: true,
    },
  ),
  outside(
    'what it says the Prometheus may override',
    { honorLabels: true, honorTimestamps: true },
    {
      overrideHonorLabels: true,
      overrideHonorTimestamps: true,
    },
  ),
  outside('a record without a port of its own needs one', { dnsSDConfigs: [{ names: ['a'], type: 'A' }] }),
  outside('a record of SRV has one', { dnsSDConfigs: [{ names: ['_a._tcp.b'], type: 'SRV' }] }),
  outside('and so has one of no type', { dnsSDConfigs: [{ names: ['_a._tcp.b'] }] }),
  outside(
    'records of NS are known since 2.49',
    { dnsSDConfigs: [{ names: ['a'], type: 'NS', port: 1 }] },
    { version: 'v2.48.0' },
  ),
  outside(
    'records of MX are known since 2.38',
    { dnsSDConfigs: [{ names: ['a'], type: 'MX', port: 1 }] },
    { version: 'v2.42.0' },
  ),
  outside('a list over HTTP has its way to authenticate first', {
    httpSDConfigs: [
      {
        url: 'https://a.example.com',
        refreshInterval: '1m',
        basicAuth,
        tlsConfig: { ca },
        followRedirects: false,
        enableHTTP2: true,
      },
    ],
  }),
  outside('of a list over HTTP two ways are let through', {
    httpSDConfigs: [{ url: 'https://a.example.com', basicAuth, authorization }],
  }),
  outside('of a list over HTTP empty TLS settings are settings', {
    httpSDConfigs: [{ url: 'https://a.example.com', tlsConfig: {} }],
  }),
  outside('of a list over HTTP an authorization that is empty is one', {
    httpSDConfigs: [{ url: 'https://a.example.com', authorization: {} }],
  }),
  outside(
    'a class says nothing of a list over HTTP',
    { httpSDConfigs: [{ url: 'https://a.example.com', tlsConfig: { ca } }] },
    {
      scrapeClasses: [{ name: 'a', default: true, tlsConfig: { certFile: '/c', keyFile: '/k' } }],
    },
  ),
  outside(
    'a server before 2.40 has none, for discovery by OVHcloud, also where there is none',
    {},
    { version: 'v2.39.0' },
  ),
  outside('a server of 2.40 has them', {}, { version: 'v2.40.0' }),
  outside('files', { fileSDConfigs: [{ files: ['/a.json'], refreshInterval: '1m' }] }),
  outside('discovery in Kubernetes', {
    kubernetesSDConfigs: [
      { role: 'Pod', namespaces: { names: ['a'], ownNamespace: true }, attachMetadata: { node: true } },
      { role: 'Node', selectors: [{ role: 'Node', label: 'a=b' }] },
    ],
  }),
  outside('nodes are attached to pods and endpoints only', {
    kubernetesSDConfigs: [{ role: 'Service', attachMetadata: { node: true } }],
  }),
  outside('a discovery of nodes can not select pods', {
    kubernetesSDConfigs: [{ role: 'Node', selectors: [{ role: 'Pod' }] }],
  }),
  outside('one of endpoints can', {
    kubernetesSDConfigs: [{ role: 'Endpoints', selectors: [{ role: 'Pod', label: 'a' }] }],
  }),
  outside('the own namespace is not that of another cluster', {
    kubernetesSDConfigs: [{ role: 'Pod', apiServer: 'https://a', namespaces: { ownNamespace: true } }],
  }),
  outside('names are validated and escaped as it says', {
    nameValidationScheme: 'Legacy',
    nameEscapingScheme: 'AllowUTF8',
  }),
  outside(
    'as far as the version knows',
    { nameValidationScheme: 'UTF8', nameEscapingScheme: 'Dots' },
    { version: 'v3.3.0' },
  ),
  outside('compression is known since 2.49', { enableCompression: false }, { version: 'v2.48.1' }),
  outside('compression and HTTP/2', { enableCompression: false, enableHTTP2: true }),
  outside(
    'a limit of 0 is written',
    { sampleLimit: 0, targetLimit: 3, bodySizeLimit: '20MB' },
    { enforcedBodySizeLimit: '10MB' },
  ),
  outside('parameters are in order', {
    params: { z: ['1'], a: ['2', '3'] },
    metricsPath: '/m',
    scheme: 'HTTPS',
  }),
  outside('an authorization of the type Basic is rejected', {
    authorization: { type: 'basic', ...authorization },
  }),
  outside('credentials of OAuth 2 that are missing are rejected', {
    oauth2: { clientId: {}, clientSecret: access('secret'), tokenUrl: 'https://a' },
  }),
  outside('a rule that is no regular expression is rejected', {
    relabelings: [{ action: 'keep', sourceLabels: ['a'], regex: '(' }],
  }),
  outside('a rule for samples, too', { metricRelabelings: [{ action: 'replace', sourceLabels: ['a'] }] }),
  outside('a timeout above the interval is rejected', { scrapeInterval: '10s', scrapeTimeout: '11s' }),
  outside('an interval that is empty is written', { scrapeInterval: '' }),
];
