import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileReport } from '../../../src/sightline/files/check-files';
import type { ClusterOptions } from '../../../src/sightline/files/file-world';
import { knownMetrics } from '../../../src/sightline/promql/flow/known-metrics';
import { counter } from '../../../src/sightline';
import { checkTexts, errorsOf, foundOf, indented } from './files';

const datasource = { type: 'prometheus', uid: '${datasource}' };
const templating = { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] };
const panelOf = (...queries: string[]) => ({
  id: 1,
  type: 'timeseries',
  title: 'Orders',
  datasource,
  targets: queries.map((expr) => ({ expr })),
});
const dashboardOf = (...queries: string[]) => ({
  uid: 'shop',
  title: 'Shop',
  schemaVersion: 41,
  templating,
  panels: [panelOf(...queries)],
});

/** A ConfigMap with texts by their keys, which stand below each other as they are. */
const configMap = (
  data: Readonly<Record<string, unknown>>,
  name = 'shop',
  label = "grafana_dashboard: '1'",
) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: retail\n  labels: { ${label} }\ndata:\n` +
  Object.entries(data)
    .map(([key, value]) => `  ${key}: |-\n${JSON.stringify(value, null, 2).replace(/^/gm, '    ')}\n`)
    .join('');

const warningsOf = (files: Readonly<Record<string, string>>, options: ClusterOptions = {}): string[] => {
  const report = checkTexts(files, options);
  expect(errorsOf(report)).toEqual([]);
  return foundOf(report, 'warning');
};
const inFile = (dashboard: unknown, options: ClusterOptions = {}) =>
  warningsOf({ 'd.json': JSON.stringify(dashboard) }, options);

/** The expressions that are none: where, and with what stands before. */
const markedIn = ({ problems }: FileReport) =>
  problems
    .filter(({ id }) => id === 'PQL001')
    .map(({ file, line, source: { text, start, end } = { text: '', start: 0, end: 0 } }) => [
      file,
      line,
      text.slice(start - 3, end),
    ])
    .sort();

describe('dashboards in files', () => {
  const wrong = 'sum(rate(orders_total{shop="$x"}[5m])';

  it('are marked where they are wrong, in each way in which they are written', () => {
    const dashboard = dashboardOf('sum(rate(orders_total{shop="a"}[5m])');
    const quoted = JSON.stringify(JSON.stringify(dashboard));
    const report = checkTexts({
      'plain.json': JSON.stringify(dashboard, null, 2),
      'api.json': JSON.stringify({ dashboard, meta: {} }),
      'block.yaml': configMap({ 'shop.json': dashboard }),
      'quoted.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: q, namespace: x }\ndata:\n  q.json: ${quoted}\n`,
      'operator.yaml': `apiVersion: grafana.integreatly.org/v1beta1\nkind: GrafanaDashboard\nmetadata: { name: o, namespace: x }\nspec:\n  json: >-\n    ${JSON.stringify(dashboard)}\n`,
      'values.yaml': `prometheus: { prometheusSpec: {} }\ngrafana:\n  dashboards:\n    default:\n      shop:\n        json: |\n          ${JSON.stringify(dashboard)}\n`,
    });
    expect(markedIn(report)).toEqual([
      ['api.json', 1, 'sum('],
      ['block.yaml', 33, 'sum('],
      ['operator.yaml', 6, 'sum('],
      ['plain.json', 25, 'sum('],
      ['quoted.yaml', 5, 'sum('],
      ['values.yaml', 7, 'sum('],
    ]);
    expect(report.examined).toMatchObject({ dashboards: 6 });
  });

  it('are marked where they are wrong in values that are a text, and in a text in these', () => {
    const json = JSON.stringify(dashboardOf('up', 'sum(rate(orders_total{shop="a"}[5m])'), null, 1);
    const values = (written: string) =>
      `prometheus: { prometheusSpec: {} }\ngrafana:\n  dashboards:\n    default:\n      shop:\n        json: ${written}\n`;
    const application = (written: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: kps, namespace: argocd }\nspec:\n  source:\n    chart: kube-prometheus-stack\n    helm:\n      values: ${written}\n`;
    const block = values(`|-\n${indented(json, 10)}`);
    const report = checkTexts({
      'blocks.yaml': application(`|\n${indented(block, 8)}`),
      'quoted.yaml': application(JSON.stringify(block)),
      'in-block.yaml': application(`|\n${indented(values(JSON.stringify(json)), 8)}`),
    });
    const lineOf = block.split('\n').findIndex((each) => each.includes('orders_total'));
    expect(markedIn(report)).toEqual([
      ['blocks.yaml', 9 + lineOf, 'sum('],
      ['in-block.yaml', 14, 'sum('],
      ['quoted.yaml', 8, 'sum('],
    ]);
  });

  it('have panels in rows, and variables and annotations with queries', () => {
    const rows = {
      title: 'Old',
      templating: {
        list: [...templating.list, { name: 'a', type: 'query', datasource, query: 'label_values(up{, a)' }],
      },
      annotations: { list: [{ datasource, expr: 'changes(up' }] },
      rows: [{ panels: [panelOf('rate(a)')] }],
      panels: [{ type: 'row', panels: [{ ...panelOf('sum(b'), id: 2 }] }],
    };
    const report = checkTexts({ 'd.json': JSON.stringify(rows, null, 1) });
    expect(report.problems.map(({ id, path }) => `${id} ${path ?? ''}`)).toEqual([
      'PQL001 panels[0].panels[0].targets[0].expr',
      'PQL002 rows[0].panels[0].targets[0].expr',
      'PQL001 templating.list[1].query',
      'PQL001 annotations.list[0].expr',
    ]);
  });

  it('are not held to PromQL where another data source answers, or nobody says which', () => {
    const ask = (source: unknown, expr: string) => ({
      ...dashboardOf(),
      panels: [{ ...panelOf(), datasource: source, targets: [{ expr }] }],
    });
    expect(inFile(ask({ type: 'loki', uid: 'x' }, '{app="a"} |= "b"'))).toEqual([]);
    expect(inFile(ask({ type: 'prometheus', uid: 'x' }, 'rollup_rate(a[5m]'))).toEqual([]);
    expect(inFile(ask(null, 'sum(a'))).toEqual([]);
    expect(inFile(ask('$datasource', 'histogram_quantile(0.9, sum by (a) (rate(b_bucket[5m])))'))).toEqual([
      'TYP105 d.json:1 histogram_quantile(0.9, sum by (a) (rate(b_bucket[5m])))',
    ]);
  });

  it('read what is exposed and recorded, and say where they do not', () => {
    const exposed = knownMetrics([counter('orders_total', 'Orders', { shop: ['a', 'b'] }).declaration]);
    const rules =
      'groups: [{ name: a, rules: [{ record: "shop:orders:rate5m", expr: "sum by (shop) (rate(orders_total[5m]))" }] }]';
    const dashboard = dashboardOf(
      'rate(orders_totl[5m])',
      'rate(orders_total{shp="$datasource"}[5m])',
      'sum by (shop) (rate(orders_total{shop="c"}[5m]))',
      'sum by (job) (shop:orders:rate5m)',
      'sum by (shop) (shop:orders:rate5m)',
      'shop:orders:rate5',
      'node_load1',
    );
    const files = { 'd.json': JSON.stringify(dashboard, null, 1), 'r.yaml': rules };
    const found = warningsOf(files, { exposed });
    expect(found.map((each) => each.replace(/ d\.json:\d+/, ''))).toEqual([
      'TYP101 orders_totl',
      'LBL202 shop=\\"c\\"',
      'LBL201 sum by (job) (shop:orders:rate5m)',
      'REC502 shop:orders:rate5',
    ]);
  });

  it('have variables that they declare', () => {
    expect(inFile(dashboardOf(wrong.replace(/$/, ')'), 'a{b="$x"}', 'c{d="${CLUSTER}"}'))).toEqual([
      'DSH906 d.json:1 $x',
    ]);
  });

  it('take no rate over the time between two points, unless that has a least length', () => {
    const dashboard = dashboardOf('rate(a_total[$__interval])', 'avg_over_time(b[$__interval])');
    expect(inFile(dashboard)).toEqual(['DSH909 d.json:1 $__interval']);
    const [panel] = dashboard.panels;
    expect(inFile({ ...dashboard, panels: [{ ...panel, interval: '2m' }] })).toEqual([]);
  });

  it('have panels that ask for something, each with an id of its own', () => {
    const panels = [panelOf('up'), { ...panelOf(), title: 'Empty' }, { id: 2, type: 'text' }];
    const report = checkTexts({ 'd.json': JSON.stringify({ ...dashboardOf(), panels }) });
    expect(report.problems.map(({ id, path }) => `${id} ${path ?? ''}`)).toEqual([
      'DSH907 panels[1].id',
      'DSH911 panels[1]',
    ]);
  });

  it('have panels of which nothing is known here', () => {
    const panels = [{ id: 1, title: 'Kept', libraryPanel: { uid: 'x', name: 'y' } }];
    const report = checkTexts({ 'd.json': JSON.stringify({ ...dashboardOf(), panels }) });
    expect(report.problems).toEqual([]);
    expect(report.undecided).toEqual([
      {
        object: "dashboard 'Shop'",
        file: 'd.json',
        line: 1,
        link: 'panel',
        missing: ["the library panel 'Kept', which Grafana keeps"],
      },
    ]);
    const inValues = checkTexts({
      'values.yaml': `prometheus: { prometheusSpec: {} }\ngrafana: { dashboards: { default: { shop: { json: '${JSON.stringify({ ...dashboardOf(), panels })}' } } } }\n`,
    });
    expect(inValues.undecided).toEqual(report.undecided.map((each) => ({ ...each, file: 'values.yaml' })));
  });

  it('are what Grafana loads', () => {
    const text = (dashboard: unknown) => ({ 'c.yaml': configMap({ 'shop.json': dashboard }) });
    const idsOf = (files: Readonly<Record<string, string>>) =>
      checkTexts(files).problems.map(({ id, message }) => `${id} ${message.replace(/^[^:]*: /, '')}`);
    const { title: _, ...untitled } = dashboardOf('up');
    expect(idsOf(text(untitled))).toEqual(['DSH910 it has no title']);
    expect(idsOf(text({ ...dashboardOf('up'), uid: 'a'.repeat(41) }))).toEqual([
      `DSH910 its uid (${'a'.repeat(41)}) has 41 characters, and Grafana takes 40`,
    ]);
    expect(idsOf(text({ ...dashboardOf('up'), uid: 'a'.repeat(40) }))).toEqual([]);
    expect(idsOf(text({ title: 'x', elements: {}, layout: {} }))).toMatchObject([
      expect.stringContaining('DSH910 it has the second model'),
    ]);
    const broken = configMap({ 'shop.json': dashboardOf('up') }).replace('"panels":', '"panels"');
    expect(idsOf({ 'c.yaml': broken.replace('"panels"', '"panels":,') })).toMatchObject([
      expect.stringContaining('DSH910 its text is no JSON'),
    ]);
    expect(
      idsOf(text({ ...dashboardOf(), panels: Array(10_000).fill({ title: 'x'.repeat(100) }) })),
    ).toMatchObject([expect.stringContaining('DSH904')]);
  });

  it('of one file have a uid and a key each', () => {
    const again = (uid: string) => ({ ...dashboardOf('up'), uid });
    const two = (...uids: [string, string]) => ({
      'c.yaml': `${configMap({ 'a.json': again(uids[0]) })}---\n${configMap({ 'b.json': again(uids[1]) }, 'b')}`,
    });
    expect(warningsOf(two('a', 'b'))).toEqual([]);
    expect(warningsOf(two('a', 'a'))).toMatchObject([
      expect.stringMatching(/^DSH907 c\.yaml:\d+ "uid": "a"$/),
    ]);
    const keys = `${configMap({ 'a.json': again('a') })}---\n${configMap({ 'a.json': again('b') }, 'b')}`;
    expect(warningsOf({ 'c.yaml': keys })).toMatchObject([expect.stringMatching(/^DSH902 c\.yaml:\d+/)]);
    // two clusters
    expect(warningsOf({ 'a/c.yaml': configMap({ 'a.json': again('a') }), 'b/c.yaml': configMap({ 'a.json': again('a') }) })).toEqual([]); // prettier-ignore
  });

  it('are found by the sidecar that the values describe', () => {
    const values = (dashboards: string) =>
      `prometheus: { prometheusSpec: {} }\ngrafana: { sidecar: { dashboards: ${dashboards} } }\n`;
    const loaded = (dashboards: string, label?: string, folder = '') =>
      warningsOf({
        'c.yaml': configMap({ 'shop.json': dashboardOf('up') }, 'shop', label).replace(
          '  labels',
          `${folder}  labels`,
        ),
        'values.yaml': values(dashboards),
      });
    expect(loaded('{}')).toEqual([]);
    expect(loaded('{}', "grafana_dashboard: 'yes'")).toEqual(["DSH901 c.yaml:6 grafana_dashboard: 'yes'"]);
    expect(loaded('{}', "grafana-dashboards: '1'")).toEqual(["DSH901 c.yaml:6 grafana-dashboards: '1'"]);
    expect(loaded("{ labelValue: '' }", "grafana_dashboard: 'yes'")).toEqual([]);
    expect(loaded('{ searchNamespace: monitoring }')).toEqual(['DSH901 c.yaml:5 namespace: retail']);
    // it may be mounted, or be for another Grafana
    expect(loaded('{}', 'app: shop')).toEqual([]);
    const folder = '  annotations: { grafana_folder: Shop }\n';
    expect(loaded('{ folderAnnotation: grafana_folder }', undefined, folder)).toEqual([
      'DSH905 c.yaml:6 grafana_folder: Shop',
    ]);
    const both = '{ folderAnnotation: grafana_folder, provider: { foldersFromFilesStructure: true } }';
    expect(loaded(both, undefined, folder)).toEqual([]);
  });

  it('lose their variables to Flux, unless it is told to leave them', () => {
    const flux = `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: apps, namespace: flux-system }\nspec: { path: ./apps, postBuild: { substitute: { A: b } } }\n`;
    const shop = configMap({ 'shop.json': dashboardOf('up') });
    const errors = (files: Readonly<Record<string, string>>) =>
      errorsOf(checkTexts({ ...files, 'flux.yaml': flux }));
    expect(errors({ 'apps/c.yaml': shop })).toEqual(['DSH908 apps/c.yaml:3 metadata']);
    expect(errors({ 'other/c.yaml': shop })).toEqual([]);
    const kept = shop.replace(
      '  labels',
      '  annotations: { kustomize.toolkit.fluxcd.io/substitute: disabled }\n  labels',
    );
    expect(errors({ 'apps/c.yaml': kept })).toEqual([]);
  });

  it('of this program are without fault', () => {
    const files = [
      'task-api.k8s.yaml',
      'kube-prometheus-stack-dashboards.k8s.yaml',
      'kube-prometheus-stack-rules.k8s.yaml',
    ];
    const report = checkTexts(
      Object.fromEntries(
        files.map((name) => [name, readFileSync(join(__dirname, '../../../dist', name), 'utf8')]),
      ),
      { release: 'prometheus', namespace: 'monitoring' },
    );
    expect(report.problems.filter(({ path = '' }) => path.startsWith('data'))).toEqual([]);
    expect(report.examined.dashboards).toBe(2);
  });
});
