import { readSeries, type Series } from '../../src/sightline/prometheus/answers';
import type { Server } from '../../tools/prometheus/server';
import { isPage, keyOf, type LogLine } from './request-log';

/** A scrape, and where in the log it was answered. */
export interface Cut {
  /** The timestamp of its samples, in seconds. */
  readonly time: number;

  /** The line of the log, from 0. */
  readonly line: number;

  /** Which run of the service answered it, from 0. */
  readonly run: number;

  /** What each key had been counted up to then, in this run. */
  readonly counts: ReadonlyMap<string, number>;
}

/** What Prometheus had stored of a range when a rule looked back. */
export interface Window {
  /** When the rule was evaluated, in seconds. */
  readonly at: number;

  /** The scrapes in the range. */
  readonly cuts: readonly Cut[];

  /** The recorded values by name of the record and endpoint. */
  readonly recorded: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** All that one Prometheus has stored. */
export interface Observed {
  readonly windows: readonly Window[];

  /** Scrapes whose page is not in the log: not one of what was logged near then would have given these samples. */
  readonly strangers: readonly string[];
}

/** Asks for the samples of a range. */
export async function samplesOf(server: Server, range: string, time?: number): Promise<Series[]> {
  const answer = await server.api('query', time === undefined ? { query: range } : { query: range, time });
  if (!answer.ok) throw new Error(answer.error);
  return readSeries(answer.data);
}

/**
 * Reads what a Prometheus has stored, and finds each scrape in the log: the page that was written within a second of it, before which
 * the log has exactly as many requests of each method, template and status as the samples say.
 *
 * @param readLines reads the log; called when all samples have been asked for
 * @param starts the lines where a run of the service begins
 * @param window how far the rules look back, in seconds
 */
export async function observe(
  server: Server,
  readLines: () => readonly LogLine[],
  starts: readonly number[],
  window: number,
): Promise<Observed> {
  const requests = await samplesOf(server, 'task_api_requests_total[1h]');
  const took = await samplesOf(server, 'scrape_duration_seconds[1h]');
  const records = await samplesOf(server, '{__name__=~"task_api:.+"}[1h]');
  const durations = new Map(took.flatMap(({ points }) => points));
  const evaluations = [...new Set(records.flatMap(({ points }) => points.map(([time]) => time)))].sort(
    (a, b) => a - b,
  );
  const ranges = await Promise.all(
    evaluations.map(async (at) => ({
      at,
      series: await samplesOf(server, `task_api_requests_total[${window}s]`, at),
    })),
  );

  const pages = pagesOf(readLines(), starts);
  const found = new Map(byTime(requests).map(([time, counts]) => [time, findPage(time, counts, pages)]));
  const strangers = [...found]
    .filter(([, cut]) => cut === undefined)
    .map(([time]) => describe(time, requests, pages));
  const windows = ranges.flatMap(({ at, series }): Window[] => {
    const times = byTime(series).map(([time]) => time);
    const cuts = times.map((time) => found.get(time)).filter((cut) => cut !== undefined);
    const last = times.at(-1) ?? Infinity;
    // a rule can't have seen what was stored after it was evaluated
    const seen = at >= last + (durations.get(last) ?? Infinity) + 0.2;
    return seen && cuts.length === times.length ? [{ at, cuts, recorded: recordedAt(at, records) }] : [];
  });
  return { windows, strangers };
}

/**
 * Whether Prometheus takes what happened between the first and the last scrape of a window for all of it. It does so as long as no
 * scrape is missing at its edges and no counter began within it.
 *
 * @param cuts the scrapes in the window
 * @param at when it ends, and `length` how long it is, in seconds
 * @see https://github.com/prometheus/prometheus/blob/v3.5.0/promql/functions.go
 */
export function isWhole({ at, cuts }: Window, length: number): boolean {
  const [first] = cuts;
  const last = cuts.at(-1);
  if (first === undefined || last === undefined || cuts.length < 3) return false;
  const span = last.time - first.time;
  const gap = (1.1 * span) / (cuts.length - 1);
  const before = first.time - (at - length);
  if (before >= gap || at - last.time >= gap) return false;
  return [...last.counts].every(([key, end]) => {
    const start = first.counts.get(key) ?? 0;
    // after a restart a counter has grown by less than this
    const grown = last.run === first.run ? end - start : end;
    return grown === 0 || (span * start) / grown >= before;
  });
}

function pagesOf(lines: readonly LogLine[], starts: readonly number[]): Cut[] {
  const pages: Cut[] = [];
  let run = -1;
  let counts = new Map<string, number>();
  lines.forEach((line, index) => {
    if (index === starts[run + 1]) {
      run++;
      counts = new Map();
    }
    if (isPage(line)) pages.push({ time: line.timestamp, line: index, run, counts: new Map(counts) });
    else counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
  });
  return pages;
}

type Counts = ReadonlyMap<string, number>;

/** The counts of all series at each moment, from old to new. */
function byTime(series: readonly Series[]): [time: number, counts: Map<string, number>][] {
  const moments = new Map<number, Map<string, number>>();
  for (const { labels, points } of series) {
    const { method = '', endpoint = '', status = '' } = labels;
    for (const [time, value] of points) {
      const counts = moments.get(time) ?? new Map<string, number>();
      moments.set(time, counts.set(keyOf({ method, endpoint, status }), value));
    }
  }
  return [...moments].sort(([a], [b]) => a - b);
}

/** A scrape has a second, as it times out then; Prometheus moves timestamps by a few milliseconds to keep them regular. */
function near(time: number, pages: readonly Cut[]): Cut[] {
  return pages.filter((page) => page.time > time - 0.01 && page.time < time + 1.1);
}

function findPage(time: number, counts: Counts, pages: readonly Cut[]): Cut | undefined {
  const page = near(time, pages).find((each) => difference(counts, each.counts).length === 0);
  return page && { ...page, time };
}

function difference(a: Counts, b: Counts): string[] {
  const keys = [...new Set([...a.keys(), ...b.keys()])];
  return keys.flatMap((key) => {
    const [one, other] = [a.get(key) ?? 0, b.get(key) ?? 0];
    return one === other ? [] : [`${key}: ${one}, logged ${other}`];
  });
}

function describe(time: number, series: readonly Series[], pages: readonly Cut[]): string {
  const [, counts = new Map<string, number>()] = byTime(series).find(([each]) => each === time) ?? [];
  const differences = near(time, pages).map((page) => difference(counts, page.counts).join('; '));
  return `${time}: ${differences.length === 0 ? 'no page was written then' : differences.join(' | ')}`;
}

function recordedAt(at: number, records: readonly Series[]): Map<string, Map<string, number>> {
  const recorded = new Map<string, Map<string, number>>();
  for (const { labels, points } of records) {
    const point = points.find(([time]) => time === at);
    const name = labels.__name__ ?? '';
    const values = recorded.get(name) ?? new Map<string, number>();
    recorded.set(name, values);
    if (point !== undefined) values.set(labels.endpoint ?? '', point[1]);
  }
  return recorded;
}
