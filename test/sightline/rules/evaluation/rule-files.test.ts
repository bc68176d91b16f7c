import {
  knownFiles,
  ruleFileName,
  ruleFilePattern,
  ruleFileRule,
  type RuleFile,
} from '../../../../src/sightline/rules/evaluation/rule-files';

const file = (namespace: string, name: string, service: string, of = namespace): RuleFile => ({
  namespace,
  name,
  target: { namespace: of, service },
  interval: 30_000,
});

describe('the name of a rule file', () => {
  const path = (namespace: string, name: string): string =>
    `/etc/prometheus/rules/prometheus-p-rulefiles-0/${namespace}-${name}-0f3a6c1e-1111-4222-8333-444455556666.yaml`;

  test.each([
    ['prod', 'shop-objectives', 'prod-shop'],
    ['prod', 'shop-recording-rules', 'prod-shop'],
    ['prod', 'shop-objectives-objectives', 'prod-shop-objectives'],
    ['prod', 'objectives', 'prod'],
    ['my-prod', 'a.b-c', 'my-prod-a.b-c'],
    ['prod', 'shop-0f3a6c1e', 'prod-shop-0f3a6c1e'],
  ])('of %s/%s is what Prometheus finds in the group', (namespace, name, expected) => {
    expect(ruleFileName({ namespace, name })).toBe(expected);
    for (const group of ['shop-slo-availability-fast', 'a/b', 'odd;name.yaml'])
      expect(new RegExp(`^(?:${ruleFilePattern})$`).exec(`${path(namespace, name)};${group}`)?.[1]).toBe(
        expected,
      );
  });

  test('is not found in a file that the operator has not written', () => {
    expect(
      new RegExp(`^(?:${ruleFilePattern})$`).test('/etc/prometheus/rules/shop-objectives.yaml;one'),
    ).toBe(false);
  });
});

describe('what rule files are about', () => {
  test('is said once for a service, in the order of the names', () => {
    const { targets, ambiguous } = knownFiles([
      file('prod', 'shop-recording-rules', 'shop'),
      file('monitoring', 'bank-objectives', 'bank', 'prod'),
      file('prod', 'shop-objectives', 'shop'),
    ]);
    expect([...targets]).toEqual([
      ['monitoring-bank', { namespace: 'prod', service: 'bank' }],
      ['prod-shop', { namespace: 'prod', service: 'shop' }],
    ]);
    expect(ambiguous.size).toBe(0);
  });

  test('is not said where one name is that of two services', () => {
    const { targets, ambiguous } = knownFiles([
      file('a', 'b-c-objectives', 'b-c'),
      file('a-b', 'c-objectives', 'c'),
      file('a', 'd-objectives', 'd'),
    ]);
    expect([...targets.keys()]).toEqual(['a-d']);
    expect([...ambiguous]).toEqual([
      [
        'a-b-c',
        [
          { namespace: 'a', service: 'b-c' },
          { namespace: 'a-b', service: 'c' },
        ],
      ],
    ]);
  });

  test('is recorded as 1', () => {
    expect(ruleFileRule('monitoring-shop', { namespace: 'prod', service: 'shop' })).toEqual({
      record: 'sightline:rule_file:info',
      expr: 'vector(1)',
      labels: { namespace: 'prod', service: 'shop', rule_file: 'monitoring-shop' },
    });
  });
});
