import * as fc from '../../../fast-check';
import type { BoundDashboard } from '../../../../src/sightline/dashboards/dashboard';
import { grafanaDashboard, grafanaJson } from '../../../../src/sightline/dashboards/grafana/dashboard-view';
import { placed } from '../../../../src/sightline/dashboards/grid';
import { grafanaThresholds } from '../../../../src/sightline/dashboards/grafana/thresholds';
import { grafanaUnit } from '../../../../src/sightline/dashboards/grafana/units';
import { overviewUid, serviceUid } from '../../../../src/sightline/dashboards/names';
import { thresholds, type Panel } from '../../../../src/sightline/dashboards/panel';

const graph: Panel<string> = {
  title: 'A',
  description: 'What A is.',
  kind: 'graph',
  unit: 'seconds',
  queries: [
    { expression: 'a', name: 'all', by: [] },
    { expression: 'b', by: ['route', 'code'] },
  ],
};

const dashboard: BoundDashboard = {
  uid: 'prod_shop',
  title: 'shop',
  description: 'The shop.',
  tags: ['x'],
  variables: [
    { label: 'job', title: 'Job', of: 'up' },
    { label: 'cluster', title: 'Cluster', of: 'up', mayBeAbsent: true },
  ],
  annotations: [{ name: 'Firing', expression: 'ALERTS', labels: ['alertname'] }],
  links: [
    { title: 'Runbook', url: 'https://example.com' },
    { title: 'Overview', dashboard: 'slo' },
    { title: 'Others', tag: 'x' },
  ],
  rows: [
    { title: 'One', panels: [graph, { ...graph, title: 'B', kind: 'number', raw: true }] },
    { title: 'Two', panels: [{ ...graph, title: 'C' }], collapsed: true },
    { title: 'Three', panels: [{ ...graph, title: 'D', kind: 'heatmap' }] },
  ],
};

describe('a dashboard for Grafana', () => {
  const view = grafanaDashboard(dashboard, { scrapeInterval: '15s' });

  test('can not be edited, since the next run would undo it', () => {
    expect(view.editable).toBe(false);
    expect(view.schemaVersion).toBe(41);
  });

  test('numbers rows and panels in their order, and puts panels of a row that is shut into it', () => {
    expect(view.panels.map(({ id, title, gridPos }) => [id, title, gridPos.x, gridPos.y])).toEqual([
      [1, 'One', 0, 0],
      [2, 'A', 0, 1],
      [3, 'B', 12, 1],
      [4, 'Two', 0, 9],
      [6, 'Three', 0, 10],
      [7, 'D', 0, 11],
    ]);
    expect(view.panels[3]).toMatchObject({ type: 'row', collapsed: true, panels: [{ id: 5, title: 'C' }] });
  });

  test('asks for what a panel is: lines over time, or the value of now', () => {
    expect(view.panels[1]).toMatchObject({
      type: 'timeseries',
      targets: [
        { refId: 'A', expr: 'a', legendFormat: 'all', instant: false, range: true, format: 'time_series' },
        { refId: 'B', expr: 'b', legendFormat: '{{route}} {{code}}' },
      ],
    });
    expect(view.panels[2]).toMatchObject({
      type: 'stat',
      interval: '15s',
      description: 'What A is. It follows the choice of job and instance.',
      targets: [{ instant: true, range: false }, {}],
      options: { reduceOptions: { calcs: ['lastNotNull'] } },
    });
    expect(view.panels[5]).toMatchObject({ type: 'heatmap', targets: [{ format: 'heatmap' }, {}] });
  });

  test('takes its data source from the variable, everywhere', () => {
    const uids = [...JSON.stringify(view).matchAll(/"datasource":\{"type":"prometheus","uid":"([^"]*)"/g)];
    expect(new Set(uids.map(([, uid]) => uid))).toEqual(new Set(['${datasource}']));
    // four panels and their eight targets, two variables, an annotation
    expect(uids).toHaveLength(15);
    expect(view.templating.list.map(({ name }) => name)).toEqual(['datasource', 'job', 'cluster']);
  });

  test('has all chosen at first, with series that lack a label where they may', () => {
    expect(view.templating.list.slice(1)).toMatchObject([
      { allValue: '.+', definition: 'label_values(up, job)', refresh: 2, multi: true, includeAll: true },
      { allValue: '.*', definition: 'label_values(up, cluster)' },
    ]);
  });

  test('links to pages, to a dashboard and to all dashboards of a tag', () => {
    expect(view.links).toMatchObject([
      { type: 'link', url: 'https://example.com', targetBlank: true },
      { type: 'link', url: '/d/slo', keepTime: true },
      { type: 'dashboards', tags: ['x'], asDropdown: true },
    ]);
  });

  test('is the same text each time, with its keys in order', () => {
    const text = grafanaJson(view);
    expect(text).toBe(grafanaJson(grafanaDashboard(dashboard, { scrapeInterval: '15s' })));
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(view)));
    const keys = [...text.matchAll(/^ "(\w+)"/gm)].map(([, key]) => key);
    expect(keys).toEqual([...keys].sort());
  });

  test('puts no panel upon another, and none beyond the edge', () => {
    const kinds = fc.array(fc.constantFrom('graph', 'number', 'gauge', 'heatmap', 'table'), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(kinds, fc.nat(100), (chosen, top) => {
        const { places, bottom } = placed(chosen, top);
        const cells = places.flatMap(({ x, y, w, h }) =>
          Array.from({ length: w * h }, (_, cell) => [x + (cell % w), y + Math.floor(cell / w)] as const),
        );
        expect(new Set(cells.map(String)).size).toBe(cells.length);
        expect(cells.every(([x, y]) => x < 24 && y >= top && y < bottom)).toBe(true);
      }),
    );
  });
});

describe('thresholds', () => {
  test('colour what is above them, or what is below', () => {
    const values = [
      { value: 6, level: 'ticket' },
      { value: 1, level: 'notice' },
      { value: 6, level: 'page' },
    ] as const;
    expect(grafanaThresholds(thresholds('above', values)).steps).toEqual([
      { color: 'green', value: null },
      { color: 'yellow', value: 1 },
      { color: 'red', value: 6 },
    ]);
    const left = thresholds('below', [
      { value: 0.25, level: 'notice' },
      { value: 0, level: 'page' },
    ]);
    expect(grafanaThresholds(left).steps).toEqual([
      { color: 'red', value: null },
      { color: 'yellow', value: 0 },
      { color: 'green', value: 0.25 },
    ]);
    expect(grafanaThresholds(undefined).steps).toEqual([{ color: 'green', value: null }]);
  });
});

describe('a unit', () => {
  test('is that of Grafana, or stands behind the number', () => {
    expect(['seconds', 'ratio', 'requests per second', 'none'].map(grafanaUnit)).toEqual([
      's',
      'percentunit',
      'reqps',
      'short',
    ]);
    expect(grafanaUnit('mails')).toBe('suffix: mails');
  });
});

describe('the uid of a dashboard', () => {
  test('says which it is, as long as it fits', () => {
    expect(serviceUid({ namespace: 'prod', service: 'web-shop' })).toBe('prod_web-shop');
    expect(overviewUid({ namespace: 'monitoring', release: 'prometheus' })).toBe('slo_monitoring_prometheus');
  });

  test('is what Grafana takes, and another for each target', () => {
    const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
    const target = fc.record({ namespace: label, service: label });
    fc.assert(
      fc.property(target, target, (one, other) => {
        expect(serviceUid(one)).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
        const same = one.namespace === other.namespace && one.service === other.service;
        expect(serviceUid(one) === serviceUid(other)).toBe(same);
      }),
    );
  });
});
