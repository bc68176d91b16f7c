/** What the server of a preview and its page say to each other. The page imports nothing but these types. */
import type { Target } from '../contract/target-labels';
import type { Annotation, DashboardLink } from '../dashboards/dashboard';
import type { Panel, Query } from '../dashboards/panel';

/** A span of time that can be chosen. */
export interface PreviewRange {
  readonly title: string;
  readonly seconds: number;
}

/** A dashboard that can be looked at. */
export interface NamedDashboard {
  readonly uid: string;
  readonly title: string;

  /** The service that it is about. @default - all of them */
  readonly target?: Target;
}

/** What the page asks for first. */
export interface PreviewModel {
  /** Where the Prometheus is, without user and password. */
  readonly prometheus: string;

  /** Milliseconds between two looks. */
  readonly refresh: number;

  readonly ranges: readonly PreviewRange[];

  /** Which of them is chosen at first, in seconds. */
  readonly range: number;

  /** All dashboards, by name only: one is worked out when it is looked at. */
  readonly dashboards: readonly NamedDashboard[];

  /** Whether there is a story to follow. */
  readonly hasStory: boolean;
}

/** A panel as it is drawn. Its expressions stay with the server: the page can only ask for a panel. */
export interface PreviewPanel extends Omit<Panel<string>, 'queries'> {
  readonly id: number;

  /** Its queries, which are the columns of a table. */
  readonly queries: readonly Omit<Query<string>, 'expression'>[];
}

/** A dashboard as it is drawn. */
export interface PreviewDashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly { readonly label: string; readonly title: string }[];
  readonly links: readonly DashboardLink[];
  readonly rows: readonly {
    readonly title: string;
    readonly collapsed: boolean;
    readonly panels: readonly PreviewPanel[];
  }[];

  /** Panels that are left out, with the reason. */
  readonly problems: readonly string[];
}

/** Values over time: one for each moment, null where there is none. */
export interface GraphData {
  readonly kind: 'graph';

  /** In seconds since 1970. */
  readonly times: readonly number[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];

  /** How many series there are: not all of very many are sent. */
  readonly found: number;
}

/** How observations are spread. */
export interface HeatMapData {
  readonly kind: 'heatmap';
  readonly times: readonly number[];

  /** From the lowest bucket to the highest: its edges (null for none), and a value for each moment. */
  readonly buckets: readonly {
    readonly from: number | null;
    readonly to: number | null;
    readonly values: readonly (number | null)[];
  }[];
}

/** One value of this moment; null where there is none. */
export interface NumberData {
  readonly kind: 'number';
  readonly value: number | null;
}

/** The series of this moment: their labels, and a value of each query. */
export interface TableData {
  readonly kind: 'table';
  readonly labels: readonly string[];
  readonly rows: readonly {
    readonly labels: readonly string[];
    readonly values: readonly (number | null)[];
  }[];
}

/** Why there is no data: Prometheus does not answer, or refuses the query. */
export interface PreviewProblem {
  readonly kind: 'unreachable' | 'refused';
  readonly text: string;
}

/** What a panel shows. */
export interface PanelAnswer {
  readonly data: GraphData | HeatMapData | NumberData | TableData;

  /** What was asked, as Prometheus got it. */
  readonly queries: readonly string[];

  /** What Prometheus says beside the data. */
  readonly warnings: readonly string[];
}

/** An alert that fires or is about to. */
export interface PreviewAlert {
  readonly name: string;
  readonly state: 'firing' | 'pending';

  /** The service that it is about. */
  readonly target: Target;

  /** What it asks for, by its label `severity`. */
  readonly severity: string;

  /** Since when, in seconds since 1970. */
  readonly since: number;

  /** Labels that tell it from others, in words: `slo availability`. */
  readonly about: string;
  readonly summary: string;
  readonly description: string;

  /** @default - it has none */
  readonly runbook?: string;
}

/** When something was so that graphs mark, in seconds since 1970. */
export interface PreviewMark extends Required<Pick<Annotation, 'name' | 'color'>> {
  readonly from: number;
  readonly to: number;
}

/** What is done to a service on purpose, so that there is something to see. */
export interface PreviewStory {
  /** What goes on now. */
  readonly now: string;

  /** What to look at. */
  readonly hint: string;

  /** What has happened, from old to new, in seconds since 1970. */
  readonly events: readonly { readonly at: number; readonly text: string }[];

  /** What comes next, in seconds since 1970. @default - nothing that is known */
  readonly next?: { readonly at: number; readonly text: string };
}
