import type { GridPos } from '../grid';

/**
 * The part of Grafana's classic dashboard model that is written here. Grafana 12 and 13 read it from files; their second model they refuse there.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 * @see https://github.com/grafana/grafana/issues/127928
 */
export interface GrafanaDashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly schemaVersion: number;
  readonly version: number;
  readonly editable: false;
  readonly graphTooltip: 0 | 1 | 2;
  readonly timezone: 'browser';
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly annotations: { readonly list: readonly GrafanaAnnotation[] };
  readonly templating: { readonly list: readonly GrafanaVariable[] };
  readonly links: readonly GrafanaLink[];
  readonly panels: readonly (GrafanaPanel | GrafanaRow)[];
}

/** A data source: that which the variable `datasource` says. */
export interface DataSourceRef {
  readonly type: 'prometheus';
  readonly uid: string;
}

/** A query whose series are marked on all graphs. */
export interface GrafanaAnnotation {
  readonly name: string;
  readonly datasource: DataSourceRef;
  readonly enable: boolean;
  readonly hide: boolean;
  readonly iconColor: string;
  readonly expr: string;
  readonly step: string;
  readonly titleFormat: string;
  readonly textFormat: string;
  readonly tagKeys: string;
}

/** What a variable has chosen at first. */
interface Chosen {
  readonly text: string;
  readonly value: string;
}

/** A variable: a choice above the panels. */
export type GrafanaVariable =
  | {
      readonly type: 'datasource';
      readonly name: string;
      readonly label: string;
      readonly query: string;
      readonly current: Chosen;
      readonly multi: false;
      readonly includeAll: false;
      readonly refresh: 1;
    }
  | {
      readonly type: 'query';
      readonly name: string;
      readonly label: string;
      readonly datasource: DataSourceRef;
      readonly definition: string;
      readonly query: { readonly query: string; readonly refId: string };
      readonly current: Chosen;
      readonly multi: true;
      readonly includeAll: true;
      readonly allValue: string;
      readonly refresh: 2;
      readonly sort: 1;
    };

/** A link above the panels. */
export interface GrafanaLink {
  readonly title: string;
  readonly type: 'link' | 'dashboards';
  readonly url: string;
  readonly tags: readonly string[];
  readonly asDropdown: boolean;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
  readonly targetBlank: boolean;
  readonly icon: string;
  readonly tooltip: string;
}

/** Colours by value: each step holds from its value on. */
export interface GrafanaThresholds {
  readonly mode: 'absolute';
  readonly steps: readonly { readonly color: string; readonly value: number | null }[];
}

/** What a field of a result is shown like. */
export interface FieldDefaults {
  readonly unit: string;
  readonly color?: { readonly mode: string };
  readonly min?: number;
  readonly max?: number;
  readonly thresholds: GrafanaThresholds;
  readonly custom?: Readonly<Record<string, unknown>>;
}

/** What fields of one name are shown like. */
export interface FieldOverride {
  readonly matcher: { readonly id: 'byName'; readonly options: string };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

/** A query of a panel. */
export interface GrafanaTarget {
  readonly refId: string;
  readonly datasource: DataSourceRef;
  readonly expr: string;
  readonly legendFormat: string;
  readonly format: 'time_series' | 'heatmap' | 'table';
  readonly instant: boolean;
  readonly range: boolean;
}

/** A panel. */
export interface GrafanaPanel {
  readonly id: number;
  readonly type: 'timeseries' | 'stat' | 'gauge' | 'heatmap' | 'table';
  readonly title: string;
  readonly description: string;
  readonly datasource: DataSourceRef;
  readonly gridPos: GridPos;
  readonly interval?: string;
  readonly fieldConfig: { readonly defaults: FieldDefaults; readonly overrides: readonly FieldOverride[] };
  readonly options: Readonly<Record<string, unknown>>;
  readonly targets: readonly GrafanaTarget[];
  readonly transformations?: readonly { readonly id: string; readonly options: object }[];
}

/** A title above panels. One that is shut has its panels in it. */
export interface GrafanaRow {
  readonly id: number;
  readonly type: 'row';
  readonly title: string;
  readonly collapsed: boolean;
  readonly gridPos: GridPos;
  readonly panels: readonly GrafanaPanel[];
}
