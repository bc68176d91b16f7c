import { changesBetween, printChanges } from '../../../src/sightline/synth/changes';

const files = (texts: Readonly<Record<string, string>>) => new Map(Object.entries(texts));
const told = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) =>
  printChanges(changesBetween(files(before), files(after))).split('\n');

const service = (port: number) => `apiVersion: v1
kind: Service
metadata: { name: shop, namespace: retail }
spec: { ports: [{ port: ${port} }] }
`;
const rules = (interval: string, ...list: string[]) => `---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop, namespace: retail }
spec:
  groups:
    - { name: queue, interval: ${interval}, rules: [${list.join(', ')}] }
`;
const record = (name: string, expr: string) => `{ record: ${name}, expr: ${expr} }`;
const alert = (name: string, expr: string) => `{ alert: ${name}, expr: ${expr} }`;

describe('what a run changes', () => {
  test('is nothing where all files are the same', () => {
    const same = { 'shop.k8s.yaml': service(80), 'docs/retail.shop.md': '# shop' };
    expect(told(same, same)).toEqual(['Nothing has changed.']);
  });

  test('is told by object, whatever file it stands in, and by rule', () => {
    expect(
      told(
        {
          'a.k8s.yaml': service(80) + rules('30s', record('a', '1'), alert('B', '2'), alert('C', '3')),
          'gone.k8s.yaml': 'kind: Namespace\nmetadata: { name: old }\n',
          'helm/stack.values.yml': 'a: 1',
        },
        {
          'b.k8s.yaml': rules('30s', record('a', '1'), alert('B', '20'), record('d', '4')),
          'c.k8s.yaml': service(80),
          'helm/stack.values.yml': 'a: 2',
          'docs/retail.shop.md': '# shop',
        },
      ),
    ).toEqual([
      'Changed:',
      '  - Namespace old',
      '  ~ PrometheusRule retail/shop',
      '      ~ queue: B',
      '      - queue: C',
      '      + queue: d',
      '  + docs/retail.shop.md',
      '  ~ helm/stack.values.yml',
    ]);
  });

  test('in how a group is evaluated is one in each of its rules', () => {
    const [before, after] = ['30s', '1m'].map((interval) => ({
      'a.k8s.yaml': rules(interval, record('a', '1'), record('a', '2')),
    }));
    expect(told(before ?? {}, after ?? {})).toEqual([
      'Changed:',
      '  ~ PrometheusRule retail/shop',
      '      ~ queue: a',
      '      ~ queue: a (2)',
    ]);
  });

  test('in two environments is told of each', () => {
    expect(
      told(
        { 'staging/a.k8s.yaml': service(80), 'production/a.k8s.yaml': service(80) },
        { 'staging/a.k8s.yaml': service(81), 'production/a.k8s.yaml': service(82) },
      ),
    ).toEqual(['Changed:', '  ~ production: Service retail/shop', '  ~ staging: Service retail/shop']);
  });

  test('is cut where it is long, and all new where what was there is no YAML', () => {
    const many = Array.from(
      { length: 50 },
      (_, index) => `kind: ConfigMap\nmetadata: { name: c${index + 10} }\n`,
    );
    const lines = told({ 'a.k8s.yaml': '}{ no YAML' }, { 'a.k8s.yaml': many.join('---\n') });
    expect(lines).toHaveLength(31);
    expect(lines[1]).toBe('  + ConfigMap c10');
    expect(lines.at(-1)).toBe('  and 21 lines more');
  });
});
