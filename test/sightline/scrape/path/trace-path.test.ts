import type { ApiObject } from '../../../../src/sightline/scrape/path/world';
import { linkNames } from '../../../../src/sightline/scrape/path/link';
import { tracePath, tracePaths } from '../../../../src/sightline/scrape/path/trace-path';
import type { HelmValues } from '../../../../src/sightline/stack/helm-values';
import { breaks, lastLink, object, pathOf, selecting, shop, stateOf, worldOf } from './shop-world';

const namespace = (labels: Record<string, string> = {}, name = 'retail'): ApiObject =>
  object('v1', 'Namespace', name, { metadata: { labels } });
const works = [shop.monitor(), shop.service(), shop.deployment()];

describe('the path of a monitor', () => {
  test('is proven link by link where everything fits', () => {
    const path = pathOf(works);
    expect(path.links.map(({ name, state }) => [name, state])).toEqual(
      linkNames.map((name) => [name, 'proven']),
    );
    expect(path.object).toBe('ServiceMonitor/retail/shop');
  });

  test('ends in the labels that the series have', () => {
    const [job] = pathOf(works).jobs;
    expect(job?.targets).toHaveLength(1);
    expect(job?.targets[0]).toMatchObject({
      pods: 'Deployment/retail/shop',
      service: 'Service/retail/shop',
      port: 8080,
      kept: true,
    });
    expect(job?.targets[0]?.labels).toEqual({
      container: 'api',
      endpoint: 'http',
      instance: '10.244.1.17:8080',
      job: 'shop',
      namespace: 'retail',
      pod: 'shop-5d8c7f9b6d-x7k2p',
      service: 'shop',
    });
  });

  test('of a PodMonitor ends in labels without a Service', () => {
    const path = pathOf([shop.podMonitor(), shop.deployment()]);
    expect(stateOf(path)).toBe('proven');
    expect(path.jobs[0]?.targets[0]?.labels).toEqual({
      container: 'api',
      endpoint: 'web',
      instance: '10.244.1.17:8080',
      job: 'retail/shop',
      namespace: 'retail',
      pod: 'shop-5d8c7f9b6d-x7k2p',
    });
  });

  test.each(['StatefulSet', 'DaemonSet', 'ReplicaSet'])('leads to the pods of a %s', (kind) => {
    const workload = { ...shop.deployment(), kind };
    expect(stateOf(pathOf([shop.monitor(), shop.service(), workload]))).toBe('proven');
  });

  test('leads to pods that are declared, where their workload is elsewhere', () => {
    const pods = [
      { by: 'prod/shop', namespace: 'retail', labels: { app: 'shop', tier: 'web' }, ports: { web: 8080 } },
    ];
    const path = pathOf([shop.monitor(), shop.service()], undefined, pods);
    expect(stateOf(path)).toBe('proven');
    expect(path.jobs[0]?.targets[0]?.pods).toBe('prod/shop');
  });

  test('reads EndpointSlices where it is told', () => {
    const values = selecting({ serviceDiscoveryRole: 'EndpointSlice' });
    expect(stateOf(pathOf(works, values))).toBe('proven');
  });

  test('is none of an object that is no monitor', () => {
    expect(tracePath(shop.service(), worldOf([shop.service()]))).toBeUndefined();
  });
});

describe('a path breaks', () => {
  const deny = (ingress: readonly object[] = [], podSelector = {}): ApiObject =>
    object('networking.k8s.io/v1', 'NetworkPolicy', 'deny', {
      spec: { podSelector, policyTypes: ['Ingress'], ingress },
    });
  const pod = shop.deployment();

  test.each<[string, readonly ApiObject[], HelmValues, readonly [string, string]]>([
    [
      'by a global timeout above the interval',
      works,
      selecting({ scrapeTimeout: '60s' }),
      ['configured', 'OPR001'],
    ],
    [
      'by an operator that excludes and includes namespaces',
      works,
      selecting(
        {},
        { prometheusOperator: { namespaces: { additional: ['retail'] }, denyNamespaces: ['x'] } },
      ),
      ['configured', 'OPR014'],
    ],
    ['by a Prometheus that is paused', works, selecting({ paused: true }), ['configured', 'OPR014']],
    ['by labels that nobody selects', works, {}, ['selected', 'SEL001']],
    [
      'by "false" in quotes',
      works,
      selecting({ serviceMonitorSelectorNilUsesHelmValues: 'false' }),
      ['selected', 'SEL001'],
    ],
    [
      'by a label that the Namespace of the program lacks',
      [...works, namespace()],
      selecting({ serviceMonitorNamespaceSelector: { matchLabels: { monitoring: 'on' } } }),
      ['selected', 'SEL002'],
    ],
    [
      'by the name of the namespace, which is a label always',
      works,
      selecting({
        serviceMonitorNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } },
      }),
      ['selected', 'SEL002'],
    ],
    [
      'by a namespace that the operator does not look into',
      works,
      selecting({}, { prometheusOperator: { denyNamespaces: ['retail'] } }),
      ['watched', 'SEL002'],
    ],
    [
      'by namespaces of the operator without it',
      works,
      selecting({}, { prometheusOperator: { namespaces: { releaseNamespace: true, additional: [] } } }),
      ['watched', 'SEL002'],
    ],
    [
      'by what the operator rejects',
      [shop.monitor({ port: 'http', basicAuth: {} }), ...works.slice(1)],
      selecting(),
      ['accepted', 'OPR003'],
    ],
    [
      'by what Prometheus refuses',
      [shop.monitor({ port: 'ht(tp' }), ...works.slice(1)],
      selecting(),
      ['loaded', 'OPR013'],
    ],
    [
      'by endpoints that are not there',
      [shop.monitor({}, { endpoints: [] }), ...works.slice(1)],
      selecting(),
      ['loaded', 'SEL014'],
    ],
    [
      'by labels of a Service that were patched away',
      [shop.monitor(), shop.service({}, { labels: { other: 'x' } }), pod],
      selecting(),
      ['discovered', 'SEL004'],
    ],
    [
      'by a namespace that is not looked into',
      [shop.monitor({ port: 'http' }, {}, 'monitoring'), shop.service(), pod],
      selecting(),
      ['discovered', 'SEL005'],
    ],
    [
      'by a namespaceSelector that is ignored',
      [
        shop.monitor({ port: 'http' }, { namespaceSelector: { matchNames: ['retail'] } }, 'monitoring'),
        shop.service(),
        pod,
      ],
      selecting({ ignoreNamespaceSelectors: true }),
      ['discovered', 'SEL002'],
    ],
    [
      'by an ExternalName',
      [shop.monitor(), shop.service({ type: 'ExternalName' })],
      selecting(),
      ['discovered', 'SEL004'],
    ],
    [
      'by a Service that selects no pods',
      [shop.monitor(), shop.service(), shop.deployment({ app: 'shopp' })],
      selecting(),
      ['discovered', 'SEL009'],
    ],
    [
      'by a port that no container declares',
      [shop.monitor(), shop.service({ ports: [{ name: 'http', port: 80, targetPort: 'wb' }] }), pod],
      selecting(),
      ['discovered', 'SEL006'],
    ],
    [
      'by another name of the port',
      [shop.monitor({ port: 'web' }), ...works.slice(1)],
      selecting(),
      ['relabelled', 'SEL006'],
    ],
    [
      'by a number for the name of the port',
      [shop.monitor({ port: '80' }), ...works.slice(1)],
      selecting(),
      ['relabelled', 'SEL006'],
    ],
    [
      'by a targetPort that is not declared',
      [shop.monitor({ targetPort: 9090 }), ...works.slice(1)],
      selecting(),
      ['relabelled', 'SEL006'],
    ],
    [
      'by a port of a PodMonitor',
      [shop.podMonitor({ port: 'http' }), pod],
      selecting(),
      ['relabelled', 'SEL006'],
    ],
    [
      'by a rule of its own',
      [
        shop.monitor({
          port: 'http',
          relabelings: [{ action: 'drop', sourceLabels: ['namespace'], regex: 'retail' }],
        }),
        ...works.slice(1),
      ],
      selecting(),
      ['relabelled', 'SEL013'],
    ],
    ['by a NetworkPolicy', [...works, deny()], selecting(), ['reachable', 'NET001']],
    [
      'by a NetworkPolicy that lets another namespace in',
      [
        ...works,
        deny([
          { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'retail' } } }] },
        ]),
      ],
      selecting(),
      ['reachable', 'NET001'],
    ],
    [
      'by a NetworkPolicy that lets it in to another port',
      [...works, deny([{ from: [{ namespaceSelector: {} }], ports: [{ port: 9090 }] }])],
      selecting(),
      ['reachable', 'NET001'],
    ],
    [
      'by an enforced namespace, where the monitor stands elsewhere',
      [
        shop.monitor({ port: 'http' }, { namespaceSelector: { matchNames: ['retail'] } }, 'monitoring'),
        shop.service(),
        pod,
      ],
      selecting({ enforcedNamespaceLabel: 'namespace' }),
      ['labelled', 'OPR015'],
    ],
    [
      'by two Services before the same pods',
      [
        shop.monitor(),
        shop.service(),
        { ...shop.service({ clusterIP: 'None' }), name: 'shop-headless' },
        pod,
      ],
      selecting(),
      ['once', 'SEL011'],
    ],
    [
      'by two endpoints for the same page',
      [shop.monitor({}, { endpoints: [{ port: 'http' }, { targetPort: 'web' }] }), ...works.slice(1)],
      selecting(),
      ['once', 'SEL011'],
    ],
  ])('%s', (_, objects, values, cause) => {
    const path = pathOf(objects, values);
    expect(breaks(path)).toEqual(cause);
    // nothing behind the first broken link is looked at
    expect(lastLink(path).name).toBe(cause[0]);
  });

  test('by another monitor that scrapes the same page', () => {
    const twin = shop.monitor({ targetPort: 8080 }, {}, 'retail', 'twin');
    const paths = tracePaths(worldOf([...works, twin]));
    expect(paths.map(breaks)).toEqual([
      ['once', 'SEL011'],
      ['once', 'SEL011'],
    ]);
  });

  test.each<[string, object]>([
    ['another path', { port: 'http', path: '/other' }],
    ['another scheme', { port: 'http', scheme: 'https' }],
    ['other parameters', { port: 'http', params: { target: ['a'] } }],
    ['another port', { port: 'admin' }],
  ])('not by another monitor that scrapes a page with %s', (_, endpoint) => {
    const ports = [
      { name: 'web', containerPort: 8080 },
      { name: 'admin', containerPort: 9090 },
    ];
    const service = shop.service({
      ports: [
        { name: 'http', port: 80, targetPort: 'web' },
        { name: 'admin', port: 90, targetPort: 'admin' },
      ],
    });
    const other = shop.monitor(endpoint, {}, 'retail', 'other');
    const objects = [shop.monitor(), service, shop.deployment(undefined, { ports }), other];
    const paths = tracePaths(worldOf(objects));
    expect(paths.map(breaks)).toEqual([undefined, undefined]);
    expect(paths.map(stateOf)).toEqual(['proven', 'proven']);
  });

  test('by another monitor that comes to the same page by relabelling its address', () => {
    const address = {
      sourceLabels: ['__address__'],
      regex: '(.*):.*',
      replacement: '$1:8080',
      targetLabel: '__address__',
    };
    const container = {
      ports: [
        { name: 'web', containerPort: 8080 },
        { name: 'admin', containerPort: 9090 },
      ],
    };
    const twin = shop.monitor({ targetPort: 9090, relabelings: [address] }, {}, 'retail', 'twin');
    const objects = [shop.monitor(), shop.service(), shop.deployment(undefined, container), twin];
    expect(tracePaths(worldOf(objects)).map(breaks)).toEqual([
      ['once', 'SEL011'],
      ['once', 'SEL011'],
    ]);
  });

  test.each([
    ['everybody', [{}]],
    [
      'its namespace',
      [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }] }],
    ],
    [
      'its pods',
      [
        {
          from: [
            {
              namespaceSelector: {},
              podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
            },
          ],
        },
      ],
    ],
    ['all addresses', [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }]],
    ['everybody to the port by its name', [{ ports: [{ port: 'web' }] }]],
    ['everybody to a range', [{ ports: [{ port: 8000, endPort: 9000 }] }]],
  ])('not by a NetworkPolicy that lets in %s', (_, ingress) => {
    expect(stateOf(pathOf([...works, deny(ingress)]))).toBe('proven');
  });

  test('not by a NetworkPolicy about other pods, about egress alone, or in another namespace', () => {
    const egress = object('networking.k8s.io/v1', 'NetworkPolicy', 'e', {
      spec: { podSelector: {}, policyTypes: ['Egress'] },
    });
    const others = [deny([], { matchLabels: { app: 'cart' } }), egress, { ...deny(), namespace: 'staging' }];
    expect(stateOf(pathOf([...works, ...others]))).toBe('proven');
  });
});

describe('a path is undecided', () => {
  test.each<[string, readonly ApiObject[], HelmValues, string, string]>([
    [
      'where a namespace of others may have the label',
      works,
      selecting({ serviceMonitorNamespaceSelector: { matchLabels: { monitoring: 'on' } } }),
      'selected',
      "the labels of the Namespace 'retail', which is not here",
    ],
    [
      'where another operator is there',
      works,
      selecting({}, { prometheusOperator: { enabled: false } }),
      'configured',
      'the namespaces in which the operator looks for Prometheus objects',
    ],
    [
      'where it depends on a Secret',
      [
        shop.monitor({ port: 'http', authorization: { credentials: { name: 'access', key: 'token' } } }),
        ...works.slice(1),
      ],
      selecting(),
      'accepted',
      "the key 'token' of Secret retail/access",
    ],
    [
      'where the Service is that of others',
      [
        shop.monitor({}, { selector: { matchLabels: { app: 'redis' } } }, 'retail', 'redis'),
        ...works.slice(1),
      ],
      selecting(),
      'discovered',
      "a Service with the labels app=redis in 'retail'",
    ],
    [
      'where the pods are deployed by others',
      [shop.monitor(), shop.service()],
      selecting(),
      'discovered',
      "the pods with the labels app=shop in 'retail'",
    ],
    [
      'where the endpoints of a Service are made by others',
      [shop.monitor(), shop.service({ selector: undefined })],
      selecting(),
      'discovered',
      "the endpoints of 'Service/retail/shop', which has no selector",
    ],
    [
      'where a rule reads the name of a pod',
      [
        shop.monitor({
          port: 'http',
          relabelings: [{ action: 'keep', sourceLabels: ['pod'], regex: 'canary.*' }],
        }),
        ...works.slice(1),
      ],
      selecting(),
      'relabelled',
      "the labels of 'Deployment/retail/shop' that its rules read",
    ],
    [
      'where a NetworkPolicy asks for a label that Prometheus may have',
      [
        ...works,
        object('networking.k8s.io/v1', 'NetworkPolicy', 'some', {
          spec: {
            podSelector: {},
            ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'core' } } }] }],
          },
        }),
      ],
      selecting(),
      'reachable',
      "whether 'NetworkPolicy/retail/some' lets the Prometheus of release 'prometheus' through: labels or addresses that only the cluster knows decide",
    ],
    [
      'where a setting is a template',
      works,
      selecting({ podTargetLabels: ['{{ .Values.x }}'] }),
      'configured',
      "values.prometheus.prometheusSpec: 'podTargetLabels' is a template",
    ],
  ])('%s', (_, objects, values, name, missing) => {
    const path = pathOf(objects, values);
    expect(stateOf(path)).toBe('undecided');
    expect(path.links.find(({ state }) => state === 'undecided')).toEqual({
      state: 'undecided',
      name,
      missing: [missing],
    });
  });

  test('not where a rule reads the name of a pod that is certain', () => {
    const rule = { action: 'keep', sourceLabels: ['pod'], regex: 'shop-0' };
    const set = { ...shop.deployment(), kind: 'StatefulSet' };
    const path = pathOf([shop.monitor({ port: 'http', relabelings: [rule] }), shop.service(), set]);
    expect(stateOf(path)).toBe('proven');
  });

  test('not where the hash of an address decides on the shard: some shard has it', () => {
    expect(stateOf(pathOf(works, selecting({ shards: 3 })))).toBe('proven');
  });
});

describe('a broken link names both sides, and what would have matched', () => {
  test('of a port', () => {
    const link = lastLink(pathOf([shop.monitor({ port: 'htttp' }), ...works.slice(1)]));
    expect(link).toEqual({
      state: 'broken',
      name: 'relabelled',
      wanted: 'spec.endpoints[0].port: htttp',
      found: "ports of 'Service/retail/shop': 'http'",
      nearest: 'http',
      problems: [
        {
          id: 'SEL006',
          severity: 'error',
          object: 'ServiceMonitor/retail/shop',
          related: ['Service/retail/shop'],
          path: 'spec.endpoints[0].port',
          message:
            "'ServiceMonitor/retail/shop' scrapes the port 'htttp', and 'Service/retail/shop' has the ports 'http': the job has no targets",
          fix: "did you mean 'http'?",
        },
      ],
    });
  });

  test('of a selector', () => {
    const link = lastLink(
      pathOf([shop.monitor(), shop.service({}, { labels: { other: 'x' } }), shop.deployment()]),
    );
    expect(link).toMatchObject({
      wanted: 'spec.selector: app=shop',
      found: 'Service/retail/shop (other=x)',
      nearest: 'Service/retail/shop',
      problems: [
        {
          message:
            "'ServiceMonitor/retail/shop' selects nothing by 'spec.selector' (app=shop): 'Service/retail/shop' has other=x, which does not meet app=shop",
          fix: "select by labels of 'Service/retail/shop', or give it app=shop",
        },
      ],
    });
  });

  test('of a NetworkPolicy', () => {
    const deny = object('networking.k8s.io/v1', 'NetworkPolicy', 'deny', {
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
    expect(lastLink(pathOf([...works, deny]))).toMatchObject({
      wanted: "port 8080 of Deployment/retail/shop, from the namespace 'monitoring'",
      found: 'NetworkPolicy/retail/deny',
      problems: [
        {
          object: 'NetworkPolicy/retail/deny',
          message:
            "'NetworkPolicy/retail/deny' lets nobody of the Prometheus of release 'prometheus' (namespace 'monitoring') reach port 8080 of 'Deployment/retail/shop': every scrape of 'ServiceMonitor/retail/shop' ends without an answer",
          fix: 'allow ingress to port 8080 from the namespace with kubernetes.io/metadata.name=monitoring',
        },
      ],
    });
  });
});
