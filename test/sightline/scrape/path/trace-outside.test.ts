import type { ApiObject } from '../../../../src/sightline/scrape/path/world';
import { object, pathOf, selecting } from './shop-world';

const target = { namespace: 'retail', service: 'shop' };
const everything = { probeSelectorNilUsesHelmValues: false, scrapeConfigSelectorNilUsesHelmValues: false };
const values = selecting(everything);

const probe = (spec: object, namespace = 'retail'): ApiObject => ({
  ...object(
    'monitoring.coreos.com/v1',
    'Probe',
    'site',
    { spec: { prober: { url: 'blackbox:9115' }, ...spec } },
    namespace,
  ),
  target,
});
const outside = (spec: object): ApiObject => ({
  ...object('monitoring.coreos.com/v1alpha1', 'ScrapeConfig', 'machines', { spec }),
  target,
});
const ingress = (spec: object, labels: object = { app: 'shop' }): ApiObject =>
  object('networking.k8s.io/v1', 'Ingress', 'shop', { metadata: { labels }, spec });

const identity = [
  { action: 'replace', targetLabel: 'namespace', replacement: 'retail' },
  { action: 'replace', targetLabel: 'service', replacement: 'shop' },
];

/** The links, each with how it is, but for what it says. */
const states = ([first, ...others]: readonly ApiObject[], given = values) =>
  pathOf([first, ...others] as never, given).links.map(({ name, state }) => `${name} ${state}`);
const labelsOf = ([first, ...others]: readonly ApiObject[], given = values) =>
  pathOf([first, ...others] as never, given).jobs.flatMap(({ targets }) =>
    targets.map(({ labels }) => labels),
  );
const problemsOf = (objects: readonly ApiObject[], given = values) =>
  pathOf(objects as never, given).links.flatMap((link) => (link.state === 'broken' ? link.problems : []));

const whole = [
  'configured',
  'selected',
  'watched',
  'accepted',
  'loaded',
  'discovered',
  'relabelled',
  'labelled',
  'once',
];
const proven = whole.map((name) => `${name} proven`);

describe('the way of a Probe to its series', () => {
  const written = { targets: { staticConfig: { static: ['https://a.example.com/', 'b'], labels: target } } };

  test('is proven to the labels of what is written down: the instance is what is probed, not the prober', () => {
    expect(states([probe(written)])).toEqual(proven);
    expect(labelsOf([probe(written)])).toEqual([
      { ...target, job: 'probe/retail/site', instance: 'https://a.example.com/' },
      { ...target, job: 'probe/retail/site', instance: 'b' },
    ]);
  });

  test('goes through the paths of the Ingresses that it selects', () => {
    const spec = {
      tls: [{ hosts: ['*.example.com'] }],
      rules: [
        { host: 'shop.example.com', http: { paths: [{ path: '/cart' }, { path: '/pay' }] } },
        { host: 'shop.example.org' },
      ],
    };
    const probed = probe({
      targets: { ingress: { selector: { matchLabels: { app: 'shop' } }, relabelingConfigs: identity } },
    });
    const others = [ingress(spec), object('networking.k8s.io/v1', 'Ingress', 'other', { spec })];
    expect(states([probed, ...others])).toEqual(proven);
    const common = { ...target, job: 'probe/retail/site', ingress: 'shop' };
    expect(labelsOf([probed, ...others])).toEqual([
      { ...common, instance: 'https://shop.example.com/cart' },
      { ...common, instance: 'https://shop.example.com/pay' },
      { ...common, instance: 'http://shop.example.org/' },
    ]);
  });

  test('is undecided where no Ingress of the program is selected', () => {
    const probed = probe({ targets: { ingress: { selector: { matchLabels: { app: 'shop' } } } } });
    expect(states([probed, ingress({ rules: [{ host: 'a' }] }, { app: 'other' })]).at(-1)).toBe(
      'discovered undecided',
    );
  });

  test('breaks where rules would not know the series', () => {
    const [problem] = problemsOf([probe({ targets: { staticConfig: { static: ['a'] } } })]);
    expect(problem).toMatchObject({
      id: 'SEL015',
      message: expect.stringContaining("have no label 'service'") as string,
    });
  });

  test('breaks where the namespace is enforced, and the Probe stands elsewhere', () => {
    const given = selecting({ ...everything, enforcedNamespaceLabel: 'namespace' });
    const [problem] = problemsOf([probe(written, 'monitoring')], given);
    expect(problem).toMatchObject({
      id: 'SEL015',
      fix: expect.stringContaining("put it into 'retail'") as string,
    });
    expect(states([probe(written)], given)).toEqual(proven);
  });

  test.each<[string, string, object]>([
    ['a prober with a scheme', 'OPR016', { ...written, prober: { url: 'http://blackbox' } }],
    ['nothing that is probed', 'OPR016', { targets: {} }],
    ['no target', 'SEL014', { targets: { staticConfig: { labels: target } } }],
    [
      'a rule that drops all of them',
      'SEL013',
      {
        targets: {
          staticConfig: {
            static: ['a'],
            labels: target,
            relabelingConfigs: [{ action: 'drop', sourceLabels: ['service'], regex: 'shop' }],
          },
        },
      },
    ],
    [
      'two ways to authenticate, which the operator lets through and Prometheus refuses',
      'OPR013',
      {
        ...written,
        authorization: { credentials: { name: 'a', key: 'b' } },
        basicAuth: { username: { name: 'a', key: 'b' }, password: { name: 'a', key: 'b' } },
      },
    ],
  ])('breaks at %s', (_, id, spec) => {
    expect(problemsOf([probe(spec)]).map((each) => each.id)).toEqual([id]);
  });
});

describe('the way of a ScrapeConfig to its series', () => {
  test('is proven to the labels of what is written down', () => {
    const spec = {
      staticConfigs: [{ targets: ['db1:9100'], labels: { site: 'lyon', service: 'x' } }],
      relabelings: identity,
    };
    expect(states([outside(spec)])).toEqual(proven);
    expect(labelsOf([outside(spec)])).toEqual([
      { ...target, site: 'lyon', job: 'scrapeConfig/retail/machines', instance: 'db1:9100' },
    ]);
  });

  test('is kept in each of several shards by the address', () => {
    const spec = { staticConfigs: [{ targets: ['a:1', 'b:1', 'c:1'] }], relabelings: identity };
    const given = selecting({ ...everything, shards: 3 });
    expect(labelsOf([outside(spec)], given).map(({ instance }) => instance)).toEqual(['a:1', 'b:1', 'c:1']);
  });

  test.each([
    ['httpSDConfigs', { url: 'http://a' }],
    ['dnsSDConfigs', { names: ['a'] }],
    ['fileSDConfigs', { files: ['/a.json'] }],
    ['kubernetesSDConfigs', { role: 'Node' }],
  ])('is undecided where %s finds the targets', (field, discovery) => {
    expect(states([outside({ [field]: [discovery], relabelings: identity })]).at(-1)).toBe(
      'discovered undecided',
    );
  });

  test('is undecided, once and with the reason, where the API of a vendor finds the targets', () => {
    const spec = {
      ec2SDConfigs: [{ region: 'eu-west-1' }],
      consulSDConfigs: [{ server: 'consul:8500' }],
      relabelings: identity,
    };
    const open = pathOf([outside(spec)] as never, values).links.filter(({ state }) => state !== 'proven');
    expect(open).toEqual([
      {
        state: 'undecided',
        name: 'accepted',
        missing: [
          "what the operator makes of 'ec2SDConfigs', 'consulSDConfigs' of 'ScrapeConfig/retail/machines', and what these find: discoveries by the API of one vendor are not followed",
        ],
      },
    ]);
    const written = { ...spec, staticConfigs: [{ targets: ['a:1'] }] };
    expect(states([outside(written)]).filter((each) => !each.endsWith('proven'))).toEqual([
      'accepted undecided',
    ]);
    const wrong = { ...spec, scrapeInterval: '10s', scrapeTimeout: '20s' };
    expect(problemsOf([outside(wrong)]).map(({ id }) => id)).toEqual(['OPR001']);
  });

  test('breaks where nothing finds targets, and where the Prometheus does not select it', () => {
    expect(problemsOf([outside({})]).map(({ id }) => id)).toEqual(['SEL014']);
    expect(problemsOf([outside({})], selecting()).map(({ id }) => id)).toEqual(['SEL001']);
  });

  test('breaks where rules would not know the series', () => {
    expect(problemsOf([outside({ staticConfigs: [{ targets: ['a:1'] }] })]).map(({ id }) => id)).toEqual([
      'SEL015',
    ]);
  });
});
