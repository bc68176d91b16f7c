import { defined } from '../../problem/defined';
import type { BoundDashboard, DashboardLink, LabelVariable, Row } from '../dashboard';
import { placed } from '../grid';
import {
  descriptionOf,
  legendOf,
  levelsOf,
  worstFirst,
  type Level,
  type Panel,
  type Query,
  type Thresholds,
} from '../panel';
import { persesFormat } from './formats';

/**
 * A part of a dashboard of Perses: what it is, and what is said of it.
 *
 * @see https://perses.dev/perses/docs/api/dashboard/
 */
export interface Part {
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

  /** @default - none */
  readonly links?: readonly PersesLink[];
}

/** A link above the panels, or on a panel. */
export interface PersesLink {
  readonly name: string;
  readonly url: string;
  readonly targetBlank?: boolean;
}

/** Where a Perses has a dashboard: the operator makes a project of each namespace. Its page is at the root of its address. */
export function persesUrl({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): string {
  return `/projects/${namespace}/dashboards/${name}`;
}

/**
 * A dashboard as Perses has it. It asks the data source that is the default of its project. The dashboards of Perses 0.53 have no annotations, and
 * no link to all dashboards with a tag.
 *
 * @param urlOf where the dashboard of a uid is; undefined where that is not known, and no link leads there
 */
export function persesSpec(
  { title, description, variables, rows, links }: BoundDashboard,
  urlOf: (uid: string) => string | undefined,
): PersesSpec {
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
    ...linksView(links, urlOf),
  };
}

function linksView(
  links: readonly DashboardLink[],
  urlOf: (uid: string) => string | undefined,
): Pick<PersesSpec, 'links'> {
  const views = links.flatMap((link): PersesLink[] => {
    if ('url' in link) return [{ name: link.title, url: link.url, targetBlank: true }];
    const url = 'dashboard' in link ? urlOf(link.dashboard) : undefined;
    return url === undefined ? [] : [{ name: link.title, url }];
  });
  return views.length === 0 ? {} : { links: views };
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
  const { title, queries } = panel;
  const description = isClassicHeatMap(panel) ? `${descriptionOf(panel)} ${readLines}` : descriptionOf(panel);
  return {
    kind: 'Panel',
    spec: {
      display: { name: title, description },
      plugin: chartOf(panel),
      queries: queries.map(queryView),
    },
  };
}

/** The heat map of Perses reads native histograms alone: the buckets of a classic one are lines. */
function isClassicHeatMap({ kind, queries }: Panel<string>): boolean {
  return kind === 'heatmap' && queries.some(({ by }) => by.includes('le'));
}

/** How to read these lines, which Prometheus adds up from the lowest bucket on. */
const readLines =
  'Each line counts what is at most its value (le): the distance to the line below it is what falls into one bucket.';

function queryView(query: Query<string>): Part {
  const legend = legendOf(query);
  const spec = { query: query.expression, ...(legend === '' ? {} : { seriesNameFormat: legend }) };
  return {
    kind: 'TimeSeriesQuery',
    spec: { plugin: { kind: 'PrometheusTimeSeriesQuery', spec } },
  };
}

function chartOf(panel: Panel<string>): Part {
  const { kind, unit, thresholds, stacked = false, queries } = panel;
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
      return isClassicHeatMap(panel)
        ? graph({ yAxis: { format: perSecond } })
        : {
            kind: 'HeatMapChart',
            spec: { yAxisFormat: format, countFormat: perSecond, showVisualMap: true },
          };
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
  const order = worstFirst(queries);
  const columns = queries.map(({ name = '', unit = 'none' }, index) => ({
    name: queries.length === 1 ? 'value' : `value #${index + 1}`,
    header: name,
    format: persesFormat(unit),
    ...(index === order?.query ? { sort: order.isDescending ? 'desc' : 'asc' } : {}),
  }));
  return {
    kind: 'Table',
    spec: {
      columnSettings: [{ name: 'timestamp', hide: true }, ...columns],
      transforms: [{ kind: 'MergeSeries', spec: {} }],
    },
  };
}

/** How observations per second are written. */
const perSecond = persesFormat('events per second');

const colors: Readonly<Record<Level, string>> = {
  good: '#37872d',
  notice: '#e0b400',
  ticket: '#fa6400',
  page: '#c4162a',
};

/** Each colour holds from its value on. */
function thresholdsOf(thresholds: Thresholds): object {
  const [first, ...steps] = levelsOf(thresholds);
  return {
    mode: 'absolute',
    defaultColor: colors[first?.level ?? 'good'],
    steps: steps.map(({ from, level }) => ({ value: from, color: colors[level] })),
  };
}
