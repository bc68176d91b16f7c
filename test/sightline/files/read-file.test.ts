import { readFile } from '../../../src/sightline/files/read-file';
import { checkTexts, errorsOf, foundOf } from './files';

const rule = (expr: string): string =>
  `groups:\n  - name: shop\n    rules:\n      - record: shop:up\n        expr: ${expr}\n`;

/** What is told of a text, each as `ID line:column`. */
function places(text: string): string[] {
  return checkTexts({ 'a.yaml': text }).problems.map(({ id, line, column }) => `${id} ${line}:${column}`);
}

const service = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: a }\n`;

describe('a file', () => {
  it.each([
    ['', 'spec: { groups: { a: b } }', 0],
    ['v9', 'spec: { groups: [{ name: a, rules: b }] }', 0],
    ['v9', "spec: { groups: [{ name: a, rules: [{ record: b, expr: 'sum(' }] }] }", 1],
  ])(
    'can have rules of a version (%s) that nobody knows, which are read if they have a form that is known',
    (version, spec, wrong) => {
      const text = `apiVersion: monitoring.coreos.com/${version}\nkind: PrometheusRule\nmetadata: { name: a, namespace: a }\n${spec}\n`;
      expect(errorsOf(checkTexts({ 'a.yaml': text }))).toHaveLength(wrong);
    },
  );

  it('is read as its documents, and one that is broken takes none of the others with it', () => {
    const documents = Array.from({ length: 100 }, (_, index) => service(`s${index}`));
    documents[41] = 'apiVersion: v1\nkind: "Service\n';
    documents[77] = 'a: [1, 2\n';
    const read = readFile({ name: 'a.yaml', text: documents.join('---\n') });
    expect(read.documents).toHaveLength(98);
    // each takes four lines with the mark before it, but for one of three
    expect(read.problems.map(({ id, line }) => `${id} ${line}`)).toEqual(['FIL001 166', 'FIL001 308']);
  });

  it.each([
    ['ends of lines of Windows', rule('sum(').replaceAll('\n', '\r\n')],
    ['a mark of the encoding', `\uFEFF${rule('sum(')}`],
    [
      'a comment and a directive before it',
      `%YAML 1.2\n# rules\n---\n${rule('sum(')}`.split('\n').slice(0).join('\n'),
    ],
  ])('keeps its places with %s', (name, text) => {
    const moved = name.startsWith('a comment') ? 3 : 0;
    expect(places(text)).toEqual([`PQL001 ${5 + moved}:19`]);
  });

  it.each([
    ['plain', rule('rate(up[5m]) + rate(up)'), 'PQL002 5:35'],
    ['in double quotes', rule('"rate(up{a=\\"b\\"}[5m]) + rate(up)"'), 'PQL002 5:45'],
    ['in single quotes', rule("'rate(up[5m]) + rate(up)'"), 'PQL002 5:36'],
    ['a block', rule('|\n          rate(up[5m])\n          + rate(up)'), 'PQL002 7:18'],
    ['a folded block', rule('>-\n          rate(up[5m])\n          + rate(up)'), 'PQL002 7:18'],
    ['on several lines', rule('rate(up[5m])\n          + rate(up)'), 'PQL002 6:18'],
  ])('has the place of a part of an expression that is written %s', (_, text, place) => {
    expect(places(text)).toEqual([place]);
  });

  it('has the place of what an anchor stands for', () => {
    const text = `${rule('&e sum(')}      - record: shop:down\n        expr: *e\n`;
    expect(places(text)).toEqual(['PQL001 5:22', 'PQL001 5:22']);
  });

  it('merges maps, and has the place where the merged field stands', () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: a, namespace: a }
spec:
  selector: {}
  endpoints:
    - &first
      port: web
      intervall: 30s
    - <<: *first
      port: admin
`;
    expect(errorsOf(checkTexts({ 'a.yaml': text }))).toEqual([
      'SCH001 a.yaml:9 intervall: 30s',
      'SCH001 a.yaml:9 intervall: 30s',
    ]);
  });

  it.each([
    [
      'YAML',
      `apiVersion: v1\nkind: List\nitems:\n  - ${service('a').replaceAll('\n', '\n    ')}\n  - ${service('a').replaceAll('\n', '\n    ')}`,
      8,
    ],
    [
      'JSON',
      JSON.stringify(
        {
          apiVersion: 'v1',
          kind: 'List',
          items: [1, 2].map(() => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } })),
        },
        null,
        2,
      ),
      12,
    ],
    [
      'JSON with tabs',
      JSON.stringify(
        [1, 2].map(() => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } })),
        null,
        '\t',
      ),
      9,
    ],
  ])('has the objects of a list in %s', (_, text, line) => {
    const report = checkTexts({ 'a.yaml': text });
    expect(report.examined.objects).toBe(2);
    expect(report.problems.map(({ id, line: at }) => [id, at])).toEqual([['SCH005', line]]);
  });

  it('tells a key that is there twice', () => {
    expect(errorsOf(checkTexts({ 'a.yaml': `${service('a')}kind: Pod\n` }))).toEqual(['FIL001 a.yaml:4 k']);
  });

  it('reads a word as Kubernetes does in an object, and as Prometheus does in a rule file', () => {
    const inFile = rule('sum(up)').replace('expr', 'labels: { paging: No }\n        expr');
    const inObject = `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: a, namespace: a }\nspec:\n  ${inFile.replaceAll('\n', '\n  ')}`;
    expect(errorsOf(checkTexts({ 'a.yaml': inFile }))).toEqual([]);
    expect(errorsOf(checkTexts({ 'a.yaml': inObject }))).toEqual(['SCH004 a.yaml:9 paging: No']);
  });

  it('is told to be a template where only Helm can fill it in', () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ include "shop.name" . }}\n';
    expect(foundOf(checkTexts({ 'a.yaml': text }), 'info')).toEqual(['FIL002 a.yaml:4 {{']);
    const ansible = '{% for a in b %}\n{{ a }}: 1\n{% endfor %}\n';
    expect(foundOf(checkTexts({ 'a.yaml': ansible }), 'info')).toEqual(['FIL002 a.yaml:1 {%']);
  });

  it('is no template for the texts of alerts, or for values that the chart renders', () => {
    const alert = rule('up == 0').replace(
      'record: shop:up',
      "alert: Down\n        annotations: { summary: '{{ $labels.job }} is down' }",
    );
    const values =
      "prometheus:\n  prometheusSpec:\n    externalUrl: 'https://{{ .Release.Name }}.example.com'\n";
    expect(checkTexts({ 'a.yaml': alert, 'values.yaml': values }).problems).toEqual([]);
  });

  it.each([
    ['an alias that repeats itself', 'a: &a\n  b: *a\n'],
    [
      'aliases of aliases',
      [
        'a0: &a0 [x, x]',
        ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
      ].join('\n'),
    ],
    ['ten thousand brackets', '['.repeat(10_000)],
    ['an indentation without end', `${' '.repeat(5_000)}a: 1\n`],
  ])('is refused, and not followed, for %s', (_, text) => {
    expect(readFile({ name: 'a.yaml', text }).problems.map(({ id }) => id)).toEqual(['FIL001']);
  });

  it('is told once for an expression that is nested ten thousand deep', () => {
    const text = rule(`${'('.repeat(10_000)}up${')'.repeat(10_000)}`);
    expect(errorsOf(checkTexts({ 'a.yaml': text })).length).toBeLessThan(2);
  });
});
