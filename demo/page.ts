import type * as DashboardsModule from './dashboards';
import type { PreviewStory } from '../src/sightline/preview/model';
import { startPreview, type PreviewServer } from '../src/sightline/preview/preview-server';
import { rangesOf } from '../src/sightline/preview/ranges';
import type { Client } from '../src/sightline/prometheus/client';
import { incidentAt, nextIncident, turnsUntil } from './load-model';
import type { Load } from './load-runner';

/** What the page of the demo stands on. */
export interface DemoPageOptions {
  readonly port: number;
  readonly prometheus: Client;

  /** Seconds between two scrapes. */
  readonly interval: number;

  /** The load that runs, whose incidents are told. */
  readonly load: Load;

  /** Whether there are incidents. */
  readonly hasIncidents: boolean;

  /** How far the rules look back, in seconds. */
  readonly window: number;
}

/** Serves the dashboards of the program, from the Prometheus of the demo. */
export function startDemoPage(options: DemoPageOptions): Promise<PreviewServer> {
  const { port, prometheus, interval, load, hasIncidents, window } = options;
  let loaded: ReturnType<typeof DashboardsModule.demoDashboards> | undefined;
  const dashboards = () => {
    // the program brings cdk8s, which takes most of a second: loaded when somebody looks
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
    const { demoDashboards } = require('./dashboards') as typeof DashboardsModule;
    return (loaded ??= demoDashboards(interval));
  };
  return startPreview(
    {
      prometheus,
      dashboards,
      ranges: rangesOf([300, 900, 3600, 21_600]),
      range: 300,
      since: Date.now() / 1000,
      refresh: Math.max(2000, interval * 1000),
      story: () => storyOf({ seconds: load.status().seconds, now: Date.now() / 1000, hasIncidents, window }),
    },
    port,
  );
}

/** What a story is about. */
export interface Told extends Pick<DemoPageOptions, 'hasIncidents' | 'window'> {
  /** Since the traffic began. */
  readonly seconds: number;

  /** In seconds since 1970. */
  readonly now: number;
}

/** What is told of the traffic. */
export function storyOf({ seconds, now, hasIncidents, window }: Told): PreviewStory {
  const start = now - seconds;
  const begun = { at: start, text: 'Traffic begins.' };
  const young =
    seconds < window
      ? `The rules look back ${window / 60} minutes: until the traffic is as old, requests per second read low.`
      : '';
  if (!hasIncidents) return { now: 'The service is as it is: no faults.', hint: young, events: [begun] };
  const turns = turnsUntil(seconds);
  const next = nextIncident(seconds);
  const incident = incidentAt(seconds);
  return {
    now: incident === undefined ? calmOf(turns.length > 0) : `On purpose: ${incident.what}.`,
    hint: incident === undefined ? young : hintOf(incident.crashes > 0),
    events: [
      begun,
      ...turns.map(({ at, begins, incident }) => ({
        at: start + at,
        text: begins ? `On purpose: ${incident.what}.` : `Over: ${incident.what}.`,
      })),
    ],
    ...(next === undefined ? {} : { next: { at: start + next.at, text: next.incident.what } }),
  };
}

function calmOf(wasDisturbed: boolean): string {
  return wasDisturbed
    ? 'The service is well again. Alerts go on for a while, in case it comes back; what is spent of the budget is spent.'
    : 'The service is well: no fault has been injected yet.';
}

function hintOf(isFailing: boolean): string {
  return isFailing
    ? 'Errors rise, the alert fires within seconds, and the budget of the whole month shrinks.'
    : 'Latency rises, and requests that take longer than promised spend the budget of the latency objective.';
}
