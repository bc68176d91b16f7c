import type { AnyVector } from '../promql/build/vector';
import type { Panel } from './panel';

/** Panels under one title. */
export interface Row<E = AnyVector> {
  readonly title: string;
  readonly panels: readonly Panel<E>[];

  /**
   * Whether it is shut when the dashboard is opened, and asks Prometheus for nothing until then.
   *
   * @default false
   */
  readonly collapsed?: boolean;
}

/** A choice that whoever looks at a dashboard has: among the values that a label has. */
export interface LabelVariable {
  /** The label, and the name of the variable. */
  readonly label: string;

  /** What it is called. */
  readonly title: string;

  /** Of which series it is a label, as a selector: `up{service="shop"}`. */
  readonly of: string;

  /**
   * Whether series without the label are among all of them.
   *
   * @default false
   */
  readonly mayBeAbsent?: boolean;
}

/** Moments that are marked on all graphs. */
export interface Annotation<E = AnyVector> {
  readonly name: string;

  /** Marked while it has series. */
  readonly expression: E;

  /** The labels whose values the mark shows. */
  readonly labels: readonly string[];

  /**
   * Whether it marks what is wrong, or only what has happened.
   *
   * @default 'wrong'
   */
  readonly color?: 'wrong' | 'neutral';
}

/** Where else to look. */
export type DashboardLink =
  | { readonly title: string; readonly url: string }
  /** The dashboard of this uid, for the same time. */
  | { readonly title: string; readonly dashboard: string }
  /** All dashboards with this tag. */
  | { readonly title: string; readonly tag: string };

/**
 * A dashboard as data: what is shown, and not how a format writes it.
 *
 * @typeParam E its expressions: typed as they are declared, texts once they are bound
 */
export interface Dashboard<E = AnyVector> {
  /** What it is known by: letters, digits, `-` and `_`, at most 40. It never changes, since links stand on it. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];

  /** Choices, beside that of the data source, which every dashboard has. */
  readonly variables: readonly LabelVariable[];
  readonly annotations: readonly Annotation<E>[];
  readonly links: readonly DashboardLink[];
  readonly rows: readonly Row<E>[];
}

/** A dashboard whose expressions are about their targets, and checked: texts that Prometheus evaluates once the variables are filled in. */
export type BoundDashboard = Dashboard<string>;
