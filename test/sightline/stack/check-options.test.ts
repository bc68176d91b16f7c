import * as fc from '../../fast-check';
import { checkStackOptions } from '../../../src/sightline/stack/check-options';
import type { StackOptions } from '../../../src/sightline/stack/stack-options';
import { stackValues } from '../../../src/sightline/stack/values';
import { valuesYaml } from '../../../src/sightline/stack/values-yaml';
import { garbage, hostileValues } from '../problem/hostile-values';

const admin = { existingSecret: 'grafana-admin' };
const found = (options: unknown): string[] =>
  checkStackOptions(options).map(({ id, path }) => `${id} ${path ?? '-'}`);

describe('the options of a stack', () => {
  test('are right when only the required one is given', () => {
    expect(checkStackOptions({ grafana: false })).toEqual([]);
    expect(checkStackOptions({ grafana: { admin } })).toEqual([]);
  });

  test('need Grafana, or the word that it is not wanted', () => {
    expect(found({})).toEqual(['OPT003 grafana']);
    expect(found({ grafana: true })).toEqual(['OPT002 grafana']);
    expect(found({ grafana: {} })).toEqual(['OPT003 grafana.admin']);
    expect(found({ grafana: { admin: {} } })).toEqual(['OPT003 grafana.admin.existingSecret']);
  });

  test.each<[string, unknown, string]>([
    ['grafanna', { grafanna: false }, "write 'grafana'"],
    ['namespce', { grafana: false, namespce: 'x' }, "write 'namespace'"],
    ['prometheus.retension', { grafana: false, prometheus: { retension: '5d' } }, "write 'retention'"],
    [
      'grafana.admin.existingSecrets',
      { grafana: { admin: { existingSecrets: 'a' } } },
      "write 'existingSecret'",
    ],
    [
      'prometheus.resources.request',
      { grafana: false, prometheus: { resources: { request: {} } } },
      "write 'requests'",
    ],
    [
      'prometheus.storage.storageClass',
      { grafana: false, prometheus: { storage: { size: '1Gi', storageClass: 'a' } } },
      'remove it; known are size, storageClassName',
    ],
  ])('with %s misspelt have one problem, which says what is known', (path, options, fix) => {
    const problems = checkStackOptions(options);
    expect(problems).toMatchObject([{ id: 'OPT001', path }]);
    expect(problems[0]?.fix).toBe(fix);
  });

  test.each<[string, unknown]>([
    ['release', 'Prometheus'], ['release', ''], ['release', 'a'.repeat(54)], ['release', 3], ['release', null],
    ['namespace', 'my_ns'], ['namespace', 'a.b'], ['namespace', 'a'.repeat(64)],
    ['chartVersion', 'latest'], ['chartVersion', '88'], ['chartVersion', '88.5'], ['chartVersion', 'v88.5.3'],
    ['chartVersion', '^88.5.3'], ['chartVersion', '088.5.3'],
    ['serviceMonitorSelectorNilUsesHelmValues', 'false'], ['ruleSelectorNilUsesHelmValues', 0],
    ['prometheus', 'default'], ['prometheus', []], ['prometheus', new Map()],
    ['values', []], ['values', 'a: b'], ['values', new Map()],
  ])('with %s %p have that one problem', (name, value) => {
    expect(found({ grafana: false, [name]: value })).toEqual([`OPT002 ${name}`]);
  }); // prettier-ignore

  test.each<[string, unknown]>([
    ['retention', '10'], ['retention', '10 days'], ['retention', '0s'], ['retention', 10], ['retention', '1d1w'],
    ['retentionSize', '40Gi'], ['retentionSize', '40'], ['retentionSize', 'GB'], ['retentionSize', '-1GB'],
    ['scrapeInterval', '30'], ['scrapeInterval', '0'], ['evaluationInterval', '1 m'],
    ['replicas', 0], ['replicas', 1.5], ['replicas', '2'], ['replicas', NaN],
    ['externalLabels.a-b', { 'a-b': 'x' }], ['externalLabels.__a', { __a: 'x' }], ['externalLabels.a', { a: 1 }],
    ['externalLabels.a', { a: '{{ .x }}' }], ['externalLabels.a', { a: '' }],
    ['resources.requests.cpu', { requests: { cpu: 'one' } }], ['resources.limits.memory', { limits: { memory: '4GB' } }],
    ['resources.limits.memory', { limits: { memory: '-4Gi' } }], ['resources.limits.cpu', { limits: { cpu: 1 } }],
    ['storage', 'permanent'], ['storage', true], ['storage.size', { size: '0' }], ['storage.size', { size: '50GB' }],
    ['storage.storageClassName', { size: '1Gi', storageClassName: 'Fast' }],
  ])('with prometheus.%s wrong (%p) have that one problem', (where, value) => {
    const name = /^\w+/.exec(where)?.[0] ?? '';
    expect(found({ grafana: false, prometheus: { [name]: value } })).toEqual([`OPT002 prometheus.${where}`]);
  }); // prettier-ignore

  test('may have a chart version with a suffix, and a release as long as Helm allows', () => {
    expect(found({ grafana: false, release: 'a'.repeat(53), chartVersion: '89.0.0-rc.1+build' })).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['beside admin', { adminPassword: 'hunter2' }, 'grafana.adminPassword'],
    ['beside admin, as a number', { adminPassword: 31337 }, 'grafana.adminPassword'],
    ['in admin', { admin: { password: 'hunter2' } }, 'grafana.admin.password'],
    ['in admin with a Secret', { admin: { ...admin, password: 'hunter2' } }, 'grafana.admin.password'],
    ['and a Secret', { admin, adminPassword: 'hunter2' }, 'grafana.adminPassword'],
  ])('with a literal password %s have that one problem, which does not print it', (_, grafana, path) => {
    const problems = checkStackOptions({ grafana });
    expect(problems).toMatchObject([
      { id: 'HLM007', path, fix: expect.stringContaining('grafana.admin.existingSecret') as unknown },
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|31337/);
  });

  test('do not print a password that was given as the name of a Secret', () => {
    const problems = checkStackOptions({ grafana: { admin: { existingSecret: 'Hunter2!' } } });
    expect(problems).toMatchObject([{ id: 'OPT002', path: 'grafana.admin.existingSecret' }]);
    expect(JSON.stringify(problems)).not.toContain('Hunter2');
    expect(JSON.stringify(checkStackOptions({ grafana: 'Hunter2!' }))).not.toContain('Hunter2');
  });

  test('leave the search of the open values to the engine, whose findings can be answered', () => {
    const values = { alertmanager: { config: { global: { slack_api_url: 'https://x.y/z' } } } };
    expect(found({ grafana: false, values })).toEqual([]);
  });

  test('are checked for open values that are no plain data', () => {
    expect(found({ grafana: false, values: { a: { b: () => 1, c: new Date(0) } } })).toEqual([
      'OPT002 values.a.b',
      'OPT002 values.a.c',
    ]);
  });

  test('are checked for settings of the chart that do something else than they seem to', () => {
    const settings = { serviceMonitorSelectorNilUsesHelmValues: 'false', ruleSelector: {}, shards: 2 };
    expect(found({ grafana: false, values: { prometheus: { prometheusSpec: settings } } })).toEqual([
      'HLM002 values.prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues',
      'HLM003 values.prometheus.prometheusSpec.ruleSelector',
      'HLM008 values.fullnameOverride',
    ]);
  });
});

describe('checking the options of a stack', () => {
  const names = [
    'release',
    'namespace',
    'grafana',
    'admin',
    'existingSecret',
    'prometheus',
    'storage',
    'size',
    'values',
    'password',
  ];

  test('survives every hostile value, in the place of every option', () => {
    for (const value of hostileValues()) {
      for (const options of [value, ...names.map((name) => ({ grafana: false, [name]: value }))]) {
        expect(Array.isArray(checkStackOptions(options))).toBe(true);
      }
    }
  });

  test('never throws, whatever it is given, and answers with problems', () => {
    fc.assert(
      fc.property(garbage(names), (make) => {
        for (const problem of checkStackOptions(make())) {
          expect(problem.id).toMatch(/^(OPT00[123]|HLM00[2378]|SEL003)$/);
          expect(problem.severity).toBe('error');
          expect(problem.message).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });

  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z]$/);
  const duration = fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('s', 'm', 'h', 'd', 'w'))
    .map(([n, unit]) => `${n}${unit}`);
  const quantity = fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom('', 'm', 'Mi', 'Gi', 'G'))
    .map(([n, unit]) => `${n}${unit}`);
  const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
  const amounts = fc.record({ cpu: maybe(quantity), memory: maybe(quantity) });
  const valid: fc.Arbitrary<StackOptions> = fc.record({
    release: maybe(name),
    namespace: maybe(name),
    serviceMonitorSelectorNilUsesHelmValues: maybe(fc.boolean()),
    ruleSelectorNilUsesHelmValues: maybe(fc.boolean()),
    grafana: fc.oneof(
      fc.constant<false>(false),
      fc.record({ admin: fc.record({ existingSecret: name, userKey: maybe(name) }) }),
    ),
    prometheus: maybe(
      fc.record({
        retention: maybe(duration),
        scrapeInterval: maybe(duration),
        replicas: maybe(fc.integer({ min: 1, max: 9 })),
        externalLabels: maybe(fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), name)),
        resources: maybe(fc.record({ requests: maybe(amounts), limits: maybe(amounts) })),
        storage: maybe(
          fc.oneof(
            fc.constant<'ephemeral'>('ephemeral'),
            fc.record({ size: quantity, storageClassName: maybe(name) }),
          ),
        ),
      }),
    ),
    values: maybe(
      fc.dictionary(
        fc.stringMatching(/^[a-f]{1,3}$/),
        fc.oneof(fc.integer(), fc.boolean(), fc.array(fc.integer())),
      ),
    ),
  });

  test('finds nothing wrong with valid options, whose values are then the same every time', () => {
    fc.assert(
      fc.property(valid, (options) => {
        const before = JSON.stringify(options);
        expect(checkStackOptions(options)).toEqual([]);
        const installation = { release: 'a', namespace: 'b', chartVersion: '1.2.3' };
        const text = valuesYaml(stackValues(options), installation, 'values.yaml');
        expect(valuesYaml(stackValues(options), installation, 'values.yaml')).toBe(text);
        expect(JSON.stringify(options)).toBe(before);
      }),
    );
  });
});
