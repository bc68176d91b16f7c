import { defined } from '../../problem/defined';
import type { GridPos } from '../grid';
import { descriptionOf, legendOf, worstFirst, type Panel, type PanelKind, type Query } from '../panel';
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
  const { title, kind, queries, raw = false } = panel;
  const isTable = kind === 'table';
  return {
    id: at.id,
    type: types[kind],
    title,
    description: descriptionOf(panel),
    datasource: chosenDataSource,
    gridPos: at.gridPos,
    ...(raw ? defined({ interval: at.interval }) : {}),
    fieldConfig: { defaults: fieldDefaults(panel), overrides: isTable ? queries.map(column) : [] },
    options: isTable ? { ...options.table, ...sortBy(queries) } : options[kind],
    targets: queries.map((query, index) => target(query, kind, index)),
    ...(isTable ? { transformations: oneRowEach(queries) } : {}),
  };
}

function target(query: Query<string>, kind: PanelKind, index: number): GrafanaTarget {
  const isGraph = kind === 'graph' || kind === 'heatmap';
  return {
    refId: refIdOf(index),
    datasource: chosenDataSource,
    expr: query.expression,
    legendFormat: legendOf(query),
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

const lastValue = {
  reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
  orientation: 'auto',
} as const;

/** All that Grafana's schemas ask for, so that a new default of it changes nothing. */
const options: Readonly<Record<PanelKind, Readonly<Record<string, unknown>>>> = {
  graph: {
    legend: { calcs: ['lastNotNull', 'max'], displayMode: 'table', placement: 'bottom', showLegend: true },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  number: {
    ...lastValue,
    colorMode: 'value',
    graphMode: 'none',
    justifyMode: 'auto',
    percentChangeColorMode: 'standard',
    showPercentChange: false,
    textMode: 'value',
    wideLayout: true,
  },
  gauge: {
    ...lastValue,
    minVizHeight: 75,
    minVizWidth: 75,
    showThresholdLabels: false,
    showThresholdMarkers: true,
    sizing: 'auto',
  },
  heatmap: {
    calculate: false,
    cellGap: 1,
    color: {
      mode: 'scheme',
      scheme: 'Oranges',
      steps: 64,
      exponent: 0.5,
      fill: 'dark-orange',
      reverse: false,
    },
    exemplars: { color: 'rgba(255,0,255,0.7)' },
    legend: { show: true },
    rowsFrame: { layout: 'auto' },
    showValue: 'never',
    tooltip: { mode: 'single', yHistogram: true },
    yAxis: { axisPlacement: 'left' },
  },
  table: { cellHeight: 'sm', frameIndex: 0, showHeader: true },
};

/** The column that a table is sorted by. */
function sortBy(queries: readonly Query<string>[]): object {
  const order = worstFirst(queries);
  if (order === undefined) return {};
  return { sortBy: [{ displayName: queries[order.query]?.name ?? '', desc: order.isDescending }] };
}

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
