import { defined } from '../../problem/defined';
import type { GridPos } from '../grid';
import type { Panel, PanelKind, Query } from '../panel';
import type { DataSourceRef, FieldDefaults, FieldOverride, GrafanaPanel, GrafanaTarget } from './model';
import { grafanaThresholds } from './thresholds';
import { grafanaUnit } from './units';

/** The data source that is chosen above the panels. */
export const chosenDataSource: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };

const types = {
  graph: 'timeseries',
  number: 'stat',
  gauge: 'gauge',
  heatmap: 'heatmap',
  table: 'table',
} as const;

/** A panel as Grafana has it. */
export function panelView(
  panel: Panel<string>,
  at: { readonly id: number; readonly gridPos: GridPos; readonly interval?: string },
): GrafanaPanel {
  const { title, description, kind, queries, raw = false } = panel;
  const isTable = kind === 'table';
  return {
    id: at.id,
    type: types[kind],
    title,
    description: raw ? `${description} It follows the choice of job and instance.` : description,
    datasource: chosenDataSource,
    gridPos: at.gridPos,
    ...(raw ? defined({ interval: at.interval }) : {}),
    fieldConfig: { defaults: fieldDefaults(panel), overrides: isTable ? queries.map(column) : [] },
    options: options[kind],
    targets: queries.map((query, index) => target(query, kind, index)),
    ...(isTable ? { transformations: oneRowEach(queries) } : {}),
  };
}

function target({ expression, name, by }: Query<string>, kind: PanelKind, index: number): GrafanaTarget {
  const isGraph = kind === 'graph' || kind === 'heatmap';
  const values = by.map((label) => `{{${label}}}`);
  return {
    refId: refIdOf(index),
    datasource: chosenDataSource,
    expr: expression,
    legendFormat: [...(name === undefined ? [] : [name]), ...values].join(' '),
    format: kind === 'heatmap' ? 'heatmap' : kind === 'table' ? 'table' : 'time_series',
    instant: !isGraph,
    range: isGraph,
  };
}

/** A letter, and from the 27th on a number behind it. */
function refIdOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26)}`;
}

function fieldDefaults({ kind, unit, thresholds, stacked = false }: Panel<string>): FieldDefaults {
  const common = { unit: grafanaUnit(unit), thresholds: grafanaThresholds(thresholds) };
  switch (kind) {
    case 'graph':
      return {
        ...common,
        color: { mode: 'palette-classic' },
        custom: {
          drawStyle: 'line',
          fillOpacity: stacked ? 30 : 0,
          lineWidth: 1,
          showPoints: 'never',
          stacking: { group: 'A', mode: stacked ? 'normal' : 'none' },
          thresholdsStyle: { mode: thresholds === undefined ? 'off' : 'line' },
        },
      };
    case 'gauge':
      return { ...common, color: { mode: 'thresholds' }, min: 0, max: 1 };
    case 'number':
    case 'table':
      return { ...common, color: { mode: 'thresholds' } };
    case 'heatmap':
      return common;
  }
}

const lastValue = { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false } } as const;

const options: Readonly<Record<PanelKind, Readonly<Record<string, unknown>>>> = {
  graph: {
    legend: { calcs: ['lastNotNull', 'max'], displayMode: 'table', placement: 'bottom', showLegend: true },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  number: { ...lastValue, colorMode: 'value', graphMode: 'none', textMode: 'value' },
  gauge: { ...lastValue, showThresholdLabels: false, showThresholdMarkers: true },
  heatmap: {
    calculate: false,
    cellGap: 1,
    color: { mode: 'scheme', scheme: 'Oranges', steps: 64 },
    legend: { show: true },
    rowsFrame: { layout: 'auto' },
    tooltip: { mode: 'single', yHistogram: true },
    yAxis: { axisPlacement: 'left' },
  },
  table: { cellHeight: 'sm', showHeader: true },
};

/** A column of a table: the values of one query. */
function column({ name = '', unit, thresholds }: Query<string>): FieldOverride {
  return {
    matcher: { id: 'byName', options: name },
    properties: [
      ...(unit === undefined ? [] : [{ id: 'unit', value: grafanaUnit(unit) }]),
      ...(thresholds === undefined
        ? []
        : [
            { id: 'thresholds', value: grafanaThresholds(thresholds) },
            { id: 'custom.cellOptions', value: { type: 'color-text' } },
          ]),
    ],
  };
}

/** What makes one row of the results of all queries that have the same labels. */
function oneRowEach(queries: readonly Query<string>[]): GrafanaPanel['transformations'] {
  const names = queries.map(({ name = '' }, index) => [`Value #${refIdOf(index)}`, name]);
  return [
    { id: 'merge', options: {} },
    {
      id: 'organize',
      options: { excludeByName: { Time: true }, renameByName: Object.fromEntries(names) as object },
    },
  ];
}
