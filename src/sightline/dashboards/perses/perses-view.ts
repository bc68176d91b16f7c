import { defined } from '../../problem/defined';
import type { BoundDashboard, LabelVariable, Row } from '../dashboard';
import { placed } from '../grid';
import type { Panel, Query, ThresholdLevel, Thresholds } from '../panel';
import { persesFormat } from './formats';

/**
 * A part of a dashboard of Perses: what it is, and what is said of it.
 *
 * @see https://perses.dev/perses/docs/api/dashboard/
 */
interface Part {
  readonly kind: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The spec of a dashboard of Perses, as far as it is written here. */
export interface PersesSpec {
  readonly display: { readonly name: string; readonly description: string };
  readonly variables: readonly Part[];
  readonly panels: Readonly<Record<string, Part>>;
  readonly layouts: readonly Part[];
  readonly duration: string;
  readonly refreshInterval: string;
}

/**
 * A dashboard as Perses has it. It asks the data source that is the default of its project. Links and annotations have no place in the dashboards of
 * Perses 0.53.
 */
export function persesSpec({ title, description, variables, rows }: BoundDashboard): PersesSpec {
  const panels = rows.flatMap((row, place) =>
    row.panels.map((panel, index) => [keyOf(place, index), panelView(panel)] as const),
  );
  return {
    display: { name: title, description },
    variables: variables.map(variableView),
    panels: Object.fromEntries(panels),
    layouts: rows.map(layoutOf),
    duration: '6h',
    refreshInterval: '30s',
  };
}

/** By its place: titles may have any characters. */
function keyOf(row: number, panel: number): string {
  return `row${row}-panel${panel}`;
}

function layoutOf({ title, panels, collapsed = false }: Row<string>, row: number): Part {
  const { places } = placed(
    panels.map(({ kind }) => kind),
    0,
  );
  const items = places.map(({ x, y, w, h }, index) => ({
    x,
    y,
    width: w,
    height: h,
    content: { $ref: `#/spec/panels/${keyOf(row, index)}` },
  }));
  return { kind: 'Grid', spec: { display: { title, collapse: { open: !collapsed } }, items } };
}

function variableView({ label, title, of, mayBeAbsent = false }: LabelVariable): Part {
  return {
    kind: 'ListVariable',
    spec: {
      name: label,
      display: { name: title },
      defaultValue: '$__all',
      allowAllValue: true,
      allowMultiple: true,
      customAllValue: mayBeAbsent ? '.*' : '.+',
      sort: 'alphabetical-asc',
      plugin: { kind: 'PrometheusLabelValuesVariable', spec: { labelName: label, matchers: [of] } },
    },
  };
}

function panelView(panel: Panel<string>): Part {
  const { title, description, queries } = panel;
  return {
    kind: 'Panel',
    spec: {
      display: { name: title, description },
      plugin: chartOf(panel),
      queries: queries.map(queryView),
    },
  };
}

function queryView({ expression, name, by }: Query<string>): Part {
  const legend = [...(name === undefined ? [] : [name]), ...by.map((label) => `{{${label}}}`)].join(' ');
  const spec = { query: expression, ...(legend === '' ? {} : { seriesNameFormat: legend }) };
  return {
    kind: 'TimeSeriesQuery',
    spec: { plugin: { kind: 'PrometheusTimeSeriesQuery', spec } },
  };
}

function chartOf({ kind, unit, thresholds, stacked = false, queries }: Panel<string>): Part {
  const format = persesFormat(unit);
  const common = { format, ...defined({ thresholds: thresholds && thresholdsOf(thresholds) }) };
  switch (kind) {
    case 'number':
      return { kind: 'StatChart', spec: { calculation: 'last-number', ...common } };
    case 'gauge':
      return { kind: 'GaugeChart', spec: { calculation: 'last-number', max: 1, ...common } };
    case 'table':
      return tableOf(queries);
    case 'heatmap':
      // its heat map reads native histograms alone
      return queries.some(({ by }) => by.includes('le'))
        ? graph({ yAxis: { format: { unit: 'counts/sec' } } })
        : { kind: 'HeatMapChart', spec: { yAxisFormat: format } };
    case 'graph': {
      const { thresholds: lines } = common;
      return graph({
        yAxis: { format },
        ...defined({ thresholds: lines }),
        ...(stacked ? { visual: { stack: 'all', areaOpacity: 0.3 } } : {}),
      });
    }
  }
}

function graph(spec: Part['spec']): Part {
  return {
    kind: 'TimeSeriesChart',
    spec: { legend: { position: 'bottom', mode: 'table', values: ['last-number', 'max'] }, ...spec },
  };
}

/** A table whose rows are the labels that the results of its queries share, with a column for each. */
function tableOf(queries: readonly Query<string>[]): Part {
  const columns = queries.map(({ name = '', unit = 'none' }, index) => ({
    name: queries.length === 1 ? 'value' : `value #${index + 1}`,
    header: name,
    format: persesFormat(unit),
  }));
  return {
    kind: 'Table',
    spec: {
      columnSettings: [{ name: 'timestamp', hide: true }, ...columns],
      transforms: [{ kind: 'MergeSeries', spec: {} }],
    },
  };
}

const colors: Readonly<Record<ThresholdLevel | 'good', string>> = {
  good: '#37872d',
  notice: '#e0b400',
  ticket: '#fa6400',
  page: '#c4162a',
};

/** Each colour holds from its value on. Where something is wrong below a value, the last one is good. */
function thresholdsOf({ wrong, values }: Thresholds): object {
  const levels = values.map(({ level }) => colors[level]);
  const [first = colors.good, ...later] =
    wrong === 'above' ? [colors.good, ...levels] : [...levels, colors.good];
  return {
    mode: 'absolute',
    defaultColor: first,
    steps: values.map(({ value }, index) => ({ value, color: later[index] ?? colors.good })),
  };
}
