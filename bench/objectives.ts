import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPrometheus, isFound, type Found } from '../src/prometheus/find';
import { startPrometheus } from '../src/prometheus/server';
import { giveBlocks, writeBlocks } from './objectives/blocks';
import { costOf, instants, type ShapeCost } from './objectives/cost';
import { days } from './objectives/history';
import { ours } from './objectives/ours';
import { pyrra } from './objectives/pyrra';
import { seriesBetween } from './objectives/shape';
import { sloth } from './objectives/sloth';
import { counters, scrapeSeconds, sizes } from './objectives/task-api';
import { digits, print, ratioLine } from './report';

/** What the rules of one objective read, beside those that Sloth and Pyrra write for it, in the statistics of a real Prometheus. */
export async function benchObjectives(): Promise<void> {
  const found: Found[] = [];
  for (const major of [3, 2] as const) {
    const result = await findPrometheus(major);
    if (isFound(result)) found.push(result);
    else print(`Objectives, not measured with Prometheus ${major}: ${result.reason}`);
  }
  // newer ones read what the oldest has written
  const writer = found.at(-1);
  if (writer === undefined) return;
  const shapes = [ours(), sloth, pyrra];
  const folder = mkdtempSync(join(tmpdir(), 'sightline-objectives-'));
  try {
    const blocks = await writeBlocks(writer, counters, shapes.flatMap(seriesBetween), folder);
    for (const prometheus of found) report(prometheus, await measureOn(prometheus, blocks));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  async function measureOn(prometheus: Found, blocks: string): Promise<ShapeCost[]> {
    // blocks stay as they are: nothing is compacted while we measure
    const flags = { 'storage.tsdb.min-block-duration': '2h', 'storage.tsdb.max-block-duration': '2h' };
    const server = await startPrometheus({ prometheus, flags });
    try {
      await giveBlocks(server, blocks);
      const costs = [];
      for (const shape of shapes) costs.push(await costOf(server, shape));
      return costs;
    } finally {
      await server.stop();
    }
  }
}

function report({ version }: Found, costs: readonly ShapeCost[]): void {
  print(
    `Objectives, Prometheus ${version}: 99.9 % over 30d (Pyrra 4w), ${sizes.all} series of which ${sizes.failed} count errors, all of ${days} days at ${scrapeSeconds} s, nothing scaled; samples read per minute, medians of ${instants.length}:`,
  );
  for (const { name, samples, groups } of costs) {
    const parts = groups.map((group) => `${group.name} ${thousands(group.samples)}`).join(', ');
    print(`         ${name} ${thousands(samples)} (${parts})`);
  }
  const [own, ...others] = costs;
  const bars = [
    { bar: 0.1, aim: 1 / 25 },
    { bar: 0.05, aim: 1 / 60 },
  ];
  for (const [index, { name, samples }] of others.entries()) {
    const { bar, aim } = bars[index] ?? { bar: NaN, aim: NaN };
    print(
      ratioLine(`samples read per minute to ${name}`, (own?.samples ?? NaN) / samples, bar, rounded(aim)),
    );
  }
  for (const { name, seconds } of others) {
    print(`${digits((own?.seconds ?? NaN) / seconds)}  evaluation time per minute to ${name}`);
  }
}

function rounded(ratio: number): number {
  return Number(ratio.toFixed(3));
}

function thousands(samples: number): string {
  return Math.round(samples).toLocaleString('en');
}
