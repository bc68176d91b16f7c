import { validateObject } from '../../../src/sightline/schema/validate-object';
import { print, renamed, set } from './edits';
import { namespace, prometheusRule, service, serviceMonitor } from './samples';

const samples = { serviceMonitor, prometheusRule, service, namespace };

describe('validateObject', () => {
  test.each(Object.entries(samples))('a valid %s has no problems', (_, object) => {
    expect(validateObject(object)).toEqual([]);
  });

  test.each([
    ['a wrong enum value', ['spec', 'endpoints', 0, 'scheme'], 'htps', "Did you mean 'https'?"],
    ['a wrong enum value in a list', ['spec', 'scrapeProtocols', 1], 'Prometheus', undefined],
    ['a duration with a space', ['spec', 'endpoints', 0, 'interval'], '5 minutes', undefined],
    ['a number as text', ['spec', 'sampleLimit'], '5000', 'Write it without quotes: 5000'],
    ['a boolean as text', ['spec', 'endpoints', 0, 'honorLabels'], 'true', 'Write it without quotes: true'],
    ['a text as number', ['spec', 'endpoints', 0, 'port'], 8080, 'Write it in quotes: "8080"'],
    ['a fraction where int or string is wanted', ['spec', 'endpoints', 1, 'targetPort'], 9090.5, undefined],
    ['a fraction where a whole number is wanted', ['spec', 'sampleLimit'], 1.5, undefined],
    [
      'an object for a list',
      ['spec', 'endpoints'],
      { port: 'http' },
      "Write it as a list, with '- ' before each item.",
    ],
    ['a list for an object', ['spec', 'selector'], ['app'], undefined],
    ['a text with an unknown unit', ['spec', 'bodySizeLimit'], '10 megabytes', undefined],
    ['null among the items of a list', ['spec', 'targetLabels', 0], null, undefined],
  ] as const)('%s is found under its path', (_, path, value, fix) => {
    const [problem, ...others] = validateObject(set(serviceMonitor, [...path], value));
    expect(others).toEqual([]);
    expect(problem?.id).toBe('SCH001');
    expect(problem?.path).toBe(print([...path]));
    expect(problem?.message).toContain(`(${JSON.stringify(value)}) must be `);
    if (fix !== undefined) expect(problem?.fix).toBe(fix);
  });

  test('a wrong duration is described in words, not as a regular expression', () => {
    const [problem] = validateObject(set(serviceMonitor, ['spec', 'endpoints', 0, 'interval'], '5 minutes'));
    expect(problem?.message).toBe(
      '\'spec.endpoints[0].interval\' ("5 minutes") must be a Prometheus duration, such as 30s or 1h30m; ' +
        'the API server refuses anything else.',
    );
  });

  test('an expression that is a fraction is refused, because the operator takes only text or a whole number', () => {
    const path = ['spec', 'groups', 0, 'rules', 2, 'expr'];
    const problems = validateObject(set(prometheusRule, path, 0.5));
    expect(problems.map(({ path, fix }) => ({ path, fix }))).toEqual([
      { path: 'spec.groups[0].rules[2].expr', fix: 'Write it in quotes: "0.5"' },
    ]);
  });

  test.each([
    [serviceMonitor, ['metadata', 'labels', 'version'], 1.2, 'metadata.labels.version'],
    [serviceMonitor, ['metadata', 'annotations', 'a/b'], true, "metadata.annotations['a/b']"],
    [
      prometheusRule,
      ['spec', 'groups', 0, 'rules', 1, 'labels', 'tier'],
      1,
      'spec.groups[0].rules[1].labels.tier',
    ],
    [
      prometheusRule,
      ['spec', 'groups', 0, 'rules', 1, 'annotations', 'x'],
      null,
      'spec.groups[0].rules[1].annotations.x',
    ],
  ])('a label or annotation that is no string is SCH004 under its path', (object, path, value, printed) => {
    const problems = validateObject(set<unknown>(object, path, value));
    expect(problems.map(({ id, path }) => ({ id, path }))).toEqual([{ id: 'SCH004', path: printed }]);
  });

  test('a label that is a number is told to be quoted', () => {
    const [problem] = validateObject(set(service, ['metadata', 'labels', 'version'], 1.2));
    expect(problem?.message).toMatch(/^'metadata\.labels\.version' \(1\.2\) must be a string; /);
    expect(problem?.fix).toBe('Write it in quotes: "1.2"');
  });

  test.each([
    ['port', 0],
    ['port', 70000],
    ['port', '80'],
    ['targetPort', '8080'],
    ['targetPort', 'a-port-name-too-long'],
    ['targetPort', 65536],
    ['protocol', 'tcp'],
    ['name', 'Http'],
    ['name', 'my_port'],
    ['name', 'a'.repeat(64)],
  ])('a Service port whose %s is %p is refused', (field, value) => {
    const problems = validateObject(set(service, ['spec', 'ports', 0, field], value));
    expect(problems.map(({ path }) => path)).toEqual([`spec.ports[0].${field}`]);
  });

  test('a missing required field is named', () => {
    const problems = validateObject(set(service, ['spec', 'ports', 0, 'port'], undefined));
    expect(problems.map(({ path, message }) => ({ path, message }))).toEqual([
      {
        path: 'spec.ports[0].port',
        message: "'spec.ports[0].port' (not set) must be set; the API server refuses a Service without it.",
      },
    ]);
  });

  test('a property that is null counts as not set', () => {
    expect(validateObject(set(serviceMonitor, ['spec', 'sampleLimit'], null))).toEqual([]);
    const missing = validateObject(set(serviceMonitor, ['spec', 'selector'], null));
    expect(missing.map(({ path }) => path)).toEqual(['spec.selector']);
  });

  test('a field named like a member of every JavaScript object is unknown all the same', () => {
    const problems = validateObject(set(service, ['spec', 'constructor'], 'x'));
    expect(problems.map(({ path }) => path)).toEqual(['spec.constructor']);
  });

  test('all problems of an object are reported at once', () => {
    const twice = set(renamed(service, ['spec', 'type'], 'typ'), ['spec', 'ports', 1, 'port'], 'http');
    const paths = validateObject(twice).map(({ path }) => path);
    expect(paths.sort()).toEqual(['spec.ports[1].port', 'spec.typ']);
  });

  test('an unknown kind or version is nobody’s business', () => {
    expect(validateObject({ apiVersion: 'v1', kind: 'ConfigMap', foo: 1 })).toEqual([]);
    expect(validateObject({ ...serviceMonitor, apiVersion: 'monitoring.coreos.com/v9', spec: 1 })).toEqual(
      [],
    );
  });

  test.each([[null], ['text'], [7], [[]], [undefined]])('%p is no manifest', (value) => {
    expect(validateObject(value)).toMatchObject([{ id: 'SCH001', severity: 'error' }]);
  });

  test('a manifest without apiVersion and kind has a problem for each', () => {
    expect(validateObject({ metadata: { name: 'x' } }).map(({ id, path }) => ({ id, path }))).toEqual([
      { id: 'SCH001', path: 'apiVersion' },
      { id: 'SCH001', path: 'kind' },
    ]);
  });

  test('an object without a namespace is named by its kind and name', () => {
    expect(validateObject(set(namespace, ['spec', 'foo'], 1))[0]?.object).toBe('Namespace/shop');
  });
});
