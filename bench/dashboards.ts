import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mostBytes } from '../src/sightline/stack/dashboard-loading';
import type { Client } from '../src/sightline/prometheus/client';
import { besideCounters, windowDays } from './dashboards/contract';
import { checkRange } from './dashboards/check-range';
import { panelsOf, shapeOf, type PanelQueries } from './dashboards/panels';
import { writtenIn } from './dashboards/written';
import { measure } from './measure';
import { startOnBlocks, writeBlocks } from './objectives/blocks';
import { costOf } from './objectives/cost';
import { foundServers } from './objectives/found-servers';
import { blockSeconds } from './objectives/history';
import { month, monthOf } from './objectives/month';
import { taskApi, type TaskApi } from './objectives/task-api';
import { digits, print, ratioLine, thousands } from './report';

const root = resolve(__dirname, '..');
const programs = 1000;

/** As far back as the objective reads, in whole blocks. */
const span = { ...month, start: month.end - Math.ceil((windowDays * 86_400) / blockSeconds) * blockSeconds };

/** Dashboards of many services, and what they read in a real Prometheus beside the same panels over what services expose. */
export async function benchDashboards(): Promise<void> {
  benchWritten();
  const [prometheus] = await foundServers('Dashboards');
  if (prometheus === undefined) return;
  const services = [10, 200, 2000].map((size) => {
    const service = taskApi(size);
    return { service, panels: panelsOf(service.target) };
  });
  const folder = mkdtempSync(join(tmpdir(), 'sightline-dashboards-'));
  try {
    const history = services.flatMap(({ service, panels }) => [
      ...monthOf(service, [shapeOf(service.target, panels)], span.start),
      ...besideCounters(service),
    ]);
    const blocks = await writeBlocks(prometheus, history, span, folder);
    const server = await startOnBlocks(prometheus, blocks);
    try {
      print(
        `Dashboards, Prometheus ${prometheus.version}: samples read per refresh, six hours, all of ${windowDays} days; each panel beside the same over what the service exposes:`,
      );
      for (const { service, panels } of services) await compare(server, service, panels);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(
  server: Client,
  { counters }: TaskApi,
  panels: readonly PanelQueries[],
): Promise<void> {
  const series = `${thousands(counters.length)} series`;
  let whole = 0;
  let overRaw = 0;
  for (const { title, points, asked, raw } of panels) {
    const { samples } = await costOf(server, { name: title, groups: [asked] });
    await checkRange(server, asked, samples);
    whole += samples * points;
    if (raw === undefined) {
      overRaw += samples * points;
      print(`         '${title}' ${thousands(samples * points)}, of which nothing is recorded, ${series}`);
      continue;
    }
    const before = await costOf(server, { name: title, groups: [raw] });
    overRaw += before.samples * points;
    const beside = `${thousands(samples * points)} samples to ${thousands(before.samples * points)}`;
    print(ratioLine(`'${title}', ${series}: ${beside}`, samples / before.samples, 0.1));
  }
  print(
    `${digits(whole / overRaw)}  the whole dashboard, ${series}: ${thousands(whole)} samples to ${thousands(overRaw)}`,
  );
}

/** How long dashboards take to be written, and how large they are. */
function benchWritten(): void {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-dashboards-'));
  const command = (kind: 'objectives' | 'dashboards') => ({
    title: kind,
    program: process.execPath,
    args: ['-r', './src/sightline/cli/register-sources', 'bench/scale/sightline.ts', String(programs), kind],
    cwd: root,
    env: { CDK8S_OUTDIR: join(folder, kind) },
  });
  try {
    const runs = measure([command('objectives'), command('dashboards')], 1, 0);
    const none = { cpuSeconds: NaN, mebibytes: NaN };
    const without = runs.get('objectives') ?? none;
    const those = runs.get('dashboards') ?? none;
    const { dashboards, bytes, most, wrong } = writtenIn(join(folder, 'dashboards'));
    for (const each of wrong) print(`MISSED   ${each}`);
    print(
      `${thousands(programs)} services with a promise each: ${without.cpuSeconds.toFixed(1)} s of CPU and ${without.mebibytes} MiB without dashboards, ${those.cpuSeconds.toFixed(1)} s and ${those.mebibytes} MiB with ${thousands(dashboards)} of ${thousands(bytes / dashboards)} bytes each`,
    );
    print(ratioLine('CPU with dashboards, to without', those.cpuSeconds / without.cpuSeconds, 1.3));
    print(ratioLine('peak memory with dashboards, to without', those.mebibytes / without.mebibytes, 1.5));
    print(ratioLine('the largest dashboard, to what a ConfigMap holds', most / mostBytes, 0.25));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
