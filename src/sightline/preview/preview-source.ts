import type { BoundDashboard } from '../dashboards/dashboard';
import type { Client } from '../prometheus/client';
import type { NamedDashboard, PreviewRange, PreviewStory } from './model';

/** A dashboard that can be looked at. Its uid is unique among all that are shown. */
export interface PreviewedDashboard extends NamedDashboard {
  /** Seconds between two scrapes of what it shows. */
  readonly scrapeInterval: number;

  /** Works it out, with what is wrong with panels that are left out. */
  readonly load: () => { readonly dashboard: BoundDashboard; readonly problems: readonly string[] };
}

/** What a preview shows, and from where. */
export interface PreviewSource {
  readonly prometheus: Client;

  /** The first one is shown at first. They are asked for with each request, so that a program need not be loaded before somebody looks. */
  readonly dashboards: () => readonly PreviewedDashboard[];

  /** How far back one can look. */
  readonly ranges: readonly PreviewRange[];

  /** Which of them is chosen at first, in seconds. */
  readonly range: number;

  /**
   * Since when there is anything to see, in seconds since 1970: graphs do not begin much before.
   *
   * @default - as long as the range says
   */
  readonly since?: number;

  /** Milliseconds between two looks of the page. */
  readonly refresh: number;

  /**
   * What is done to the service on purpose.
   *
   * @default - there is none
   */
  readonly story?: () => PreviewStory;
}
