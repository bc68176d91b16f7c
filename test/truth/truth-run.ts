import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { noChildren } from '../../demo/children';
import { manifestsOf, readManifests, type RuleGroupManifest } from '../../demo/manifests';
import { freePort } from '../../demo/ports';
import { localTarget, serverInput } from '../../demo/server-input';
import { startTaskApi } from '../../demo/task-api-process';
import { extent } from '../sampling';
import type { Found } from '../../tools/prometheus/find';
import { startPrometheus, type Server } from '../../tools/prometheus/server';
import { lessonMonitor, lessonRules } from '../sightline/scrape/lesson';
import { isWhole, observe, samplesOf, type Window } from './observed';
import { countKeys, readLog, requestsOf, type LogLine } from './request-log';
import { scaleWindows } from './scale-windows';
import { scriptedTraffic, type Traffic } from './traffic';

/** How far the rules look back here, in seconds, in place of 5 minutes. */
const length = extent(9, 15);

/**
 * Seconds between two scrapes, and between two evaluations: not the same, so that they drift and not every evaluation falls upon a
 * scrape that is under way.
 */
const often = { interval: 1, evaluation: 0.7 };

/** How long to wait for what must come, in milliseconds: long, as machines are slow. */
const patience = 60_000;

/** What came to light on one version of Prometheus. */
export interface Side {
  readonly prometheus: Found;

  /** With the ServiceMonitor and the rules of dist/. */
  readonly ours: Server;

  /** With those of the lesson. */
  readonly lesson: Server;

  /** Windows without a restart in them, full of traffic. */
  steady: readonly Window[];

  /** Windows with the restart in the middle. */
  restarted: readonly Window[];

  /** Scrapes that hold what was never logged. */
  strangers: readonly string[];
}

/** A whole run: traffic, a restart, traffic, silence. */
export interface TruthRun {
  readonly sides: readonly Side[];
  readonly lines: readonly LogLine[];

  /** The line with which the second run of the service begins. */
  readonly restart: number;
  readonly traffic: Traffic;

  /** Ends the servers. */
  readonly stop: () => Promise<void>;
}

/** Runs all of it once, for all versions at the same time. */
export async function runTruth(versions: readonly Found[]): Promise<TruthRun> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-truth-'));
  const log = join(folder, 'requests.log');
  const children = noChildren();
  const servers: Server[] = [];
  const port = await freePort(0, '');
  const traffic = scriptedTraffic(port);
  const stop = async (): Promise<void> => {
    traffic.stop();
    await Promise.all([children.stop(), ...servers.map((server) => server.stop())]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const service = { port, faults: true, log };
    const [first, sides] = await allOf([
      startTaskApi(children, service),
      allOf(versions.map((prometheus) => startSide(prometheus, port, servers))),
    ]);
    const starts = [0];
    const look = async (side: Side): Promise<readonly Window[]> => {
      const { windows, strangers } = await observe(side.ours, () => readLog(log), starts, length);
      side.strangers = strangers;
      return windows.filter((window) => isWhole(window, length));
    };

    await traffic.begin();
    await Promise.all(
      sides.map((side) =>
        until(`Prometheus ${side.prometheus.version} has seen steady traffic`, async () => {
          side.steady = await look(side);
          return side.steady.length >= 4;
        }),
      ),
    );

    await first.stop();
    await traffic.pause();
    const restart = readLog(log).length;
    starts.push(restart);
    await startTaskApi(children, service);
    await traffic.begin();
    await Promise.all(
      sides.map((side) =>
        until(`Prometheus ${side.prometheus.version} has seen the restart`, async () => {
          side.restarted = (await look(side)).filter(
            ({ cuts }) => cuts[0]?.run === 0 && cuts.filter(({ run }) => run === 1).length >= 2,
          );
          return side.restarted.length >= 2;
        }),
      ),
    );

    await traffic.pause();
    await Promise.all(
      sides
        .flatMap(({ ours, lesson }) => [ours, lesson])
        .map((server) =>
          until('the windows are empty again', async () => {
            const samples = await server.query('task_api:requests:rate5m');
            return samples.length > 0 && samples.every(({ value }) => value === 0);
          }),
        ),
    );
    return { sides, lines: readLog(log), restart, traffic, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

async function startSide(prometheus: Found, port: number, servers: Server[]): Promise<Side> {
  const dist = manifestsOf(readManifests(resolve(__dirname, '../../dist')), 'task-api');
  // the text is the constant of a test
  const { groups } = parse(lessonRules) as { groups: readonly RuleGroupManifest[] };
  const target = localTarget(dist.service, `127.0.0.1:${port}`);
  const start = async (
    monitor: typeof dist.monitor,
    rules: Readonly<Record<string, readonly RuleGroupManifest[]>>,
  ): Promise<Server> => {
    const scaled = Object.entries(rules).map(
      ([file, each]) => [file, scaleWindows(each, length / 300)] as const,
    );
    const server = await startPrometheus({
      prometheus,
      ...serverInput({
        monitor,
        rules: Object.fromEntries(scaled),
        target,
        ...often,
        version: prometheus.version,
      }),
      // a new server would wait 5 s more for its first targets
      flags: { 'scrape.discovery-reload-interval': '1s' },
    });
    servers.push(server);
    return server;
  };
  // objectives are proven elsewhere, through months that nobody can wait for here
  const signals = Object.entries(dist.rules).filter(([file]) => file.endsWith('-recording-rules.yaml'));
  const [ours, lesson] = await allOf([
    start(dist.monitor, Object.fromEntries(signals)),
    start(lessonMonitor, { 'lesson.yaml': groups }),
  ]);
  return { prometheus, ours, lesson, steady: [], restarted: [], strangers: [] };
}

/** As `Promise.all`, but where one fails the others come to their end first: what they start must be known to be stopped. */
async function allOf<T extends readonly unknown[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > deadline)
      throw new Error(`It did not come to pass within ${patience / 1000} s that ${what}.`);
    await sleep(500);
  }
}

/** How many requests the log has between two of its lines. */
export function requestsBetween(lines: readonly LogLine[], from: number, to: number): number {
  return requestsOf(lines.slice(from, to)).length;
}

/** How often the log has each key. */
export function logged({ lines }: TruthRun): ReadonlyMap<string, number> {
  return countKeys(requestsOf(lines));
}

/** Every value that was ever recorded, as `name{endpoint} value`. */
export async function everythingRecorded(
  server: Server,
): Promise<{ name: string; endpoint: string; value: number }[]> {
  const series = await samplesOf(server, '{__name__=~"task_api:.+"}[1h]');
  return series.flatMap(({ labels, points }) =>
    points.map(([, value]) => ({ name: labels.__name__ ?? '', endpoint: labels.endpoint ?? '', value })),
  );
}
