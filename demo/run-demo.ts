import { resolve } from 'node:path';
import { type Found, findPrometheus, isFound } from '../tools/prometheus/find';
import type { Major } from '../src/sightline/prometheus/software/version';
import type { DemoOptions } from './args';
import type { Children } from './children';
import { DemoFailure } from './demo-failure';
import { startLoad } from './load-runner';
import { startDemoPage } from './page';
import { manifestsOf, readManifests, type ServiceManifests } from './manifests';
import { pause } from './pause';
import { freePort } from './ports';
import { hasWebUi, startPrometheusOn } from './prometheus-process';
import type { Screen } from './screen';
import { localTarget, serverInput } from './server-input';
import { readSignals, signalNames, type SignalNames } from './signals';
import { startTaskApi } from './task-api-process';

/** The service of the demo, by its name in dist/. */
const service = 'task-api';

/** Where it is shown, and what ends it. */
export interface DemoContext {
  readonly screen: Screen;
  readonly children: Children;

  /** Aborted when it is to end. */
  readonly signal: AbortSignal;
}

/**
 * Runs the demo until its time is over or it is told to end. What it has started goes on: that is the caller's to stop.
 *
 * @throws DemoFailure with a message for the user
 */
export async function runDemo(options: DemoOptions, context: DemoContext): Promise<void> {
  const { screen, children, signal } = context;
  const manifests = manifestsOf(readManifests(resolve(__dirname, '../dist')), service);
  const names = signalNames(Object.values(manifests.rules).flat(), service);
  if (names === undefined)
    throw new DemoFailure(`The rules in dist/ do not record the golden signals of '${service}'.`);
  const portApp = await freePort(options.portApp, '--port-app');
  const portPrometheus = await freePort(options.portPrometheus, '--port-prometheus');
  const portPage = await freePort(options.portPage, '--port-page');

  screen.say('Looking for Prometheus; where there is none, it is downloaded from Debian.');
  const prometheus = await findOne(options.prometheus);
  const stopped = (): boolean => signal.aborted;
  if (stopped()) return;
  screen.say('Starting the Task API and Prometheus.');
  await startTaskApi(children, { port: portApp, faults: options.faults !== undefined });
  if (stopped()) return;
  const input = inputOf(manifests, `127.0.0.1:${portApp}`, prometheus, options.interval);
  const server = await startPrometheusOn(children, { prometheus, port: portPrometheus, input });
  if (stopped()) return;

  const look = await placesToLook(portApp, server.url, prometheus, names);
  const load = startLoad({ port: portApp, rate: options.rate, faults: options.faults });
  const page = await startDemoPage({
    port: portPage,
    prometheus: server,
    interval: options.interval,
    load,
    hasIncidents: options.faults !== undefined,
    window: names.window,
  });
  screen.say('', `Look at it in a browser: ${page.url}`, '', ...look);
  const start = performance.now();
  const end = options.duration === 0 ? Infinity : options.duration;
  let firstData: number | undefined;
  try {
    for (;;) {
      const left = (end - (performance.now() - start) / 1000) * 1000;
      await Promise.race([pause(Math.min(screen.pause, Math.max(left, 0)), signal), children.crashed]);
      if (stopped()) break;
      const { rows, trouble } = await Promise.race([reading(server, names), children.crashed]);
      if (stopped()) break;
      const seconds = (performance.now() - start) / 1000;
      if (rows.length > 0) firstData ??= seconds;
      screen.show({
        seconds,
        load: load.status(),
        window: names.window,
        filled: firstData === undefined ? undefined : seconds - firstData,
        trouble,
        quantiles: names.latencies.map(([quantile]) => quantile),
        rows,
      });
      if (left <= screen.pause) break;
    }
  } finally {
    load.stop();
    await page.stop();
  }
  screen.say('', `Ended; ${load.status().sent} requests were sent.`);
}

async function reading(server: Parameters<typeof readSignals>[0], names: SignalNames) {
  // a server that has just died refuses the connection before we hear of its end
  return readSignals(server, names).catch((failure: unknown) => ({
    rows: [],
    trouble: `no answer (${failure instanceof Error ? failure.message : String(failure)})`,
  }));
}

async function findOne(majors: readonly Major[]): Promise<Found> {
  const reasons: string[] = [];
  for (const major of majors) {
    const found = await findPrometheus(major);
    if (isFound(found)) return found;
    reasons.push(found.reason);
  }
  throw new DemoFailure(
    [
      'There is no Prometheus to run:',
      ...reasons.map((reason) => `  ${reason}`),
      "With a network, this command downloads it from Debian, and so does 'npm test'. Or let SIGHTLINE_PROMETHEUS_3 name",
      "a folder that holds the programs 'prometheus' and 'promtool'.",
    ].join('\n'),
  );
}

function inputOf(
  { service: manifest, monitor, rules }: ServiceManifests,
  address: string,
  { version }: Found,
  interval: number,
): ReturnType<typeof serverInput> {
  return serverInput({ monitor, rules, target: localTarget(manifest, address), interval, version });
}

async function placesToLook(
  portApp: number,
  url: string,
  { version }: Found,
  { traffic }: SignalNames,
): Promise<string[]> {
  const expr = encodeURIComponent(traffic);
  const prometheus = (await hasWebUi(url))
    ? [`Prometheus ${version}: ${url}/graph?g0.expr=${expr}&g0.tab=0`]
    : [
        `Prometheus ${version}: no pages to look at, as this build comes without (Debian leaves them out); its API answers:`,
        `  ${url}/api/v1/query?query=${expr}`,
      ];
  return [`Task API: http://127.0.0.1:${portApp}/metrics`, ...prometheus, 'Ctrl-C ends everything.'];
}
