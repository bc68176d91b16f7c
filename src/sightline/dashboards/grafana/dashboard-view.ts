import { defined } from '../../problem/defined';
import type { Annotation, BoundDashboard, DashboardLink, LabelVariable } from '../dashboard';
import { placed, titleHeight } from '../grid';
import type {
  GrafanaAnnotation,
  GrafanaDashboard,
  GrafanaLink,
  GrafanaPanel,
  GrafanaRow,
  GrafanaVariable,
} from './model';
import { chosenDataSource, panelView } from './panel-view';

/**
 * The version of the model. Grafana 12 and 13 read it as it is.
 *
 * @see https://github.com/grafana/grafana/blob/v12.0.0/public/app/features/dashboard/state/DashboardMigrator.ts
 */
const schemaVersion = 41;

/** What the view of a dashboard takes beside it. */
export interface GrafanaViewOptions {
  /**
   * How often the targets are scraped, as a Prometheus duration: rates of raw series look back at least four times as long.
   *
   * @default - as the data source says
   */
  readonly scrapeInterval?: string;
}

/** A dashboard as Grafana's classic model, with ids in the order of its panels. */
export function grafanaDashboard(
  dashboard: BoundDashboard,
  { scrapeInterval }: GrafanaViewOptions = {},
): GrafanaDashboard {
  const { uid, title, description, tags, variables, annotations, links } = dashboard;
  return {
    uid,
    title,
    description,
    tags,
    schemaVersion,
    version: 1,
    editable: false,
    graphTooltip: 1,
    timezone: 'browser',
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    annotations: { list: annotations.map(annotationView) },
    templating: { list: [dataSourceVariable, ...variables.map(variableView)] },
    links: links.map(linkView),
    panels: panelsOf(dashboard, scrapeInterval),
  };
}

/** It as the text of a file: keys in order, so that a change reads well as a diff. */
export function grafanaJson(dashboard: GrafanaDashboard): string {
  return `${JSON.stringify(sortedKeys(dashboard), undefined, 1)}\n`;
}

function panelsOf({ rows }: BoundDashboard, interval: string | undefined): (GrafanaPanel | GrafanaRow)[] {
  const all: (GrafanaPanel | GrafanaRow)[] = [];
  let id = 0;
  let y = 0;
  for (const { title, panels, collapsed = false } of rows) {
    const rowId = ++id;
    const gridPos = { x: 0, y, w: 24, h: titleHeight };
    const { places, bottom } = placed(
      panels.map(({ kind }) => kind),
      y + titleHeight,
    );
    const views = places.flatMap((place, index) => {
      const panel = panels[index];
      return panel === undefined
        ? []
        : [panelView(panel, { id: ++id, gridPos: place, ...defined({ interval }) })];
    });
    all.push({ id: rowId, type: 'row', title, collapsed, gridPos, panels: collapsed ? views : [] });
    if (!collapsed) all.push(...views);
    y = collapsed ? y + titleHeight : bottom;
  }
  return all;
}

/** The Prometheus of the stack at first: its uid is that of the chart. */
const dataSourceVariable: GrafanaVariable = {
  type: 'datasource',
  name: 'datasource',
  label: 'Data source',
  query: 'prometheus',
  current: { text: 'Prometheus', value: 'prometheus' },
  multi: false,
  includeAll: false,
  refresh: 1,
};

function variableView({ label, title, of, mayBeAbsent = false }: LabelVariable): GrafanaVariable {
  const query = `label_values(${of}, ${label})`;
  return {
    type: 'query',
    name: label,
    label: title,
    datasource: chosenDataSource,
    definition: query,
    query: { query, refId: `Variable-${label}` },
    current: { text: 'All', value: '$__all' },
    multi: true,
    includeAll: true,
    allValue: mayBeAbsent ? '.*' : '.+',
    refresh: 2,
    sort: 1,
  };
}

function annotationView({ name, expression, labels, color }: Annotation<string>): GrafanaAnnotation {
  return {
    name,
    datasource: chosenDataSource,
    enable: true,
    hide: false,
    iconColor: color === 'neutral' ? 'blue' : 'red',
    expr: expression,
    step: '1m',
    titleFormat: labels.map((label) => `{{${label}}}`).join(' '),
    textFormat: '',
    tagKeys: labels.join(','),
  };
}

function linkView(link: DashboardLink): GrafanaLink {
  const common = {
    title: link.title,
    asDropdown: false,
    icon: 'external link',
    includeVars: false,
    keepTime: true,
    tags: [],
    targetBlank: false,
    tooltip: '',
    url: '',
  };
  if ('tag' in link) return { ...common, type: 'dashboards', asDropdown: true, tags: [link.tag] };
  if ('dashboard' in link) return { ...common, type: 'link', icon: 'dashboard', url: `/d/${link.dashboard}` };
  return { ...common, type: 'link', keepTime: false, targetBlank: true, url: link.url };
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sortedKeys(each)]));
}
