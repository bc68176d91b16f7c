import type { IConstruct } from 'constructs';
import type { Target } from '../contract/target-labels';
import type { Bound, DashboardBinding } from '../dashboards/bind-dashboard';
import { attached } from './attached';
import { partsOf } from './parts';

/** A dashboard of a program, whether or not a Grafana loads it. */
export interface ShownDashboard {
  /** Unique within its stack. */
  readonly uid: string;
  readonly title: string;

  /** Where the release is that it is meant for. */
  readonly stack: IConstruct & { readonly namespace: string; readonly release: string };

  /** @default - it is about all services of the stack */
  readonly target?: Target;

  /**
   * What its expressions are bound to, asked for when everything has been constructed.
   *
   * @default - they are about all services
   */
  readonly about?: () => NonNullable<DashboardBinding['about']>;

  /** How often what it shows is scraped, in milliseconds. */
  readonly scrapeInterval: number;

  /** The windows of its objectives, in milliseconds; asked for when everything has been constructed. */
  readonly windows: () => readonly number[];

  /** It, with what is wrong; asked for when everything has been constructed. */
  readonly bound: () => Bound;
}

/** The name of the objects that have the overview of a stack. */
export function overviewName({ release }: { readonly release: string }): string {
  return `${release}-objectives-dashboard`;
}

/** It, worked out once for all that show it. */
export function boundOnce(bind: () => Bound): () => Bound {
  let made: Bound | undefined;
  return () => (made ??= bind());
}

/** The dashboards that a construct has made. */
export const shownDashboards = attached<ShownDashboard>('dashboards');

/** The dashboards of a part of a program. */
export interface PartDashboards {
  /**
   * The name of the environment.
   *
   * @default - the program has none
   */
  readonly environment?: string;

  /** In the order of the program. */
  readonly dashboards: readonly ShownDashboard[];
}

/** The dashboards of each part of an app. */
export function shownDashboardsIn(root: IConstruct): readonly PartDashboards[] {
  return partsOf(root).map(({ environment, constructs }) => ({
    ...(environment === undefined ? {} : { environment }),
    dashboards: constructs.flatMap((construct) => shownDashboards.of(construct)),
  }));
}
