import type { ScrapeOptions } from '../../../../src/sightline';
import { makeShop, manifestsOf, problemsIn } from '../fixtures';

/** The shop, outside Kubernetes. */
const outside = (scrape: object) =>
  makeShop({ pods: undefined, scrape: { kind: 'ScrapeConfig', ...scrape } } as never);

const identity = [
  { action: 'replace', targetLabel: 'namespace', replacement: 'retail' },
  { action: 'replace', targetLabel: 'service', replacement: 'shop' },
];

describe('a service outside Kubernetes', () => {
  test('has a ScrapeConfig with its targets, whose series are known by its namespace and its name', () => {
    const app = outside({ targets: ['db1.example.com:9100', 'db2.example.com:9100'] });
    expect(problemsIn(app)).toEqual([]);
    expect(manifestsOf(app)['ScrapeConfig/retail/shop']).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      metadata: { labels: { release: 'prometheus' } },
      spec: {
        staticConfigs: [{ targets: ['db1.example.com:9100', 'db2.example.com:9100'] }],
        metricsPath: '/metrics',
        scrapeInterval: '30s',
        relabelings: identity,
      },
    });
  });

  test('is found in several ways at once, each as the operator names it', () => {
    const app = outside({
      staticConfigs: [{ targets: ['a:1'], labels: { site: 'lyon' } }],
      httpSDConfigs: [
        {
          url: 'https://cmdb.example.com/db',
          refreshInterval: '5m',
          authorization: { credentials: { name: 'cmdb', key: 'token' } },
        },
      ],
      dnsSDConfigs: [
        { names: ['db.example.com'], type: 'A', port: 9100 },
        { names: ['_db._tcp.example.com'] },
      ],
      fileSDConfigs: [{ files: ['/etc/targets/*.json'], refreshInterval: '1m' }],
      kubernetesSDConfigs: [{ role: 'Node', selectors: [{ role: 'Node', label: 'pool=build' }] }],
      path: '/probe',
      interval: '1m',
      timeout: '20s',
      scheme: 'https',
      basicAuth: { username: { name: 'db', key: 'user' }, password: { name: 'db', key: 'password' } },
      relabelings: [{ action: 'drop', sourceLabels: ['site'], regex: 'old' }],
      sampleLimit: 500,
    });
    expect(problemsIn(app)).toEqual([]);
    expect(manifestsOf(app)['ScrapeConfig/retail/shop']?.spec).toEqual({
      staticConfigs: [{ targets: ['a:1'], labels: { site: 'lyon' } }],
      httpSDConfigs: [
        {
          url: 'https://cmdb.example.com/db',
          refreshInterval: '5m',
          authorization: { credentials: { name: 'cmdb', key: 'token' } },
        },
      ],
      dnsSDConfigs: [
        { names: ['db.example.com'], type: 'A', port: 9100 },
        { names: ['_db._tcp.example.com'] },
      ],
      fileSDConfigs: [{ files: ['/etc/targets/*.json'], refreshInterval: '1m' }],
      kubernetesSDConfigs: [{ role: 'Node', selectors: [{ role: 'Node', label: 'pool=build' }] }],
      metricsPath: '/probe',
      scrapeInterval: '1m',
      scrapeTimeout: '20s',
      scheme: 'https',
      basicAuth: { username: { name: 'db', key: 'user' }, password: { name: 'db', key: 'password' } },
      relabelings: [...identity, { action: 'drop', sourceLabels: ['site'], regex: 'old' }],
      sampleLimit: 500,
    });
  });

  test.each<[string, object, string, string]>([
    ['nothing that finds targets', {}, 'OPT003', 'targets'],
    ['no target', { targets: [] }, 'OPT002', 'scrape.targets'],
    ['a target with a scheme', { targets: ['http://db1:9100'] }, 'OPT002', 'scrape.targets[0]'],
    [
      'a label that says what the targets are of',
      { staticConfigs: [{ targets: ['a:1'], labels: { service: 'x' } }] },
      'OPT002',
      'scrape.staticConfigs[0].labels',
    ],
    [
      'a file that the operator does not take',
      { fileSDConfigs: [{ files: ['/etc/*/targets.json'] }] },
      'OPT002',
      'scrape.fileSDConfigs[0].files[0]',
    ],
    [
      'a role in lower case',
      { kubernetesSDConfigs: [{ role: 'node' }] },
      'OPT002',
      'scrape.kubernetesSDConfigs[0].role',
    ],
    [
      'a list that is no URL',
      { httpSDConfigs: [{ url: 'cmdb.example.com' }] },
      'OPT002',
      'scrape.httpSDConfigs[0].url',
    ],
  ])('is told of %s', (_, scrape, id, path) => {
    const [problem] = outside(scrape).render().problems;
    expect(problem?.id).toBe(id);
    expect(problem?.path).toContain(path);
  });

  test('does not compile with two ways to authenticate, nor with a record that lacks its port', () => {
    const user = { name: 'db', key: 'user' };
    const both = { basicAuth: { username: user, password: user }, authorization: { credentials: user } };
    // @ts-expect-error two ways to authenticate
    const twice: ScrapeOptions = { kind: 'ScrapeConfig', targets: ['a:1'], ...both };
    // @ts-expect-error an A record has no port of its own
    const portless: ScrapeOptions = { kind: 'ScrapeConfig', dnsSDConfigs: [{ names: ['db'], type: 'A' }] };
    // @ts-expect-error nothing finds targets
    const nothing: ScrapeOptions = { kind: 'ScrapeConfig', interval: '1m' };
    expect([twice, portless, nothing].map((each) => each !== false && each.kind)).toEqual([
      'ScrapeConfig',
      'ScrapeConfig',
      'ScrapeConfig',
    ]);
  });
});
