import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Found } from '../tools/prometheus/find';
import { startOnBlocks, writeBlocks } from './objectives/blocks';
import { costOf, type ShapeCost } from './objectives/cost';
import { days, instants, month, monthOf } from './objectives/month';
import { ours } from './objectives/ours';
import { pyrra } from './objectives/pyrra';
import { sloth } from './objectives/sloth';
import { errorsIn, scrapeSeconds, taskApi, type TaskApi } from './objectives/task-api';
import { foundServers } from './objectives/found-servers';
import { digits, print, ratioLine, thousands } from './report';

const services = [10, 200, 2000].map(taskApi);
const shapesOf = ({ target }: TaskApi) => [ours(target), sloth(target), pyrra(target)];

/** What is wanted of us beside Sloth and Pyrra, in this order; the aims from 200 series on. */
const wanted = [
  { bar: 0.1, aim: 1 / 30 },
  { bar: 0.1, aim: 1 / 70 },
];

/** What the rules of one objective read, beside those that Sloth and Pyrra write for it, in the statistics of a real Prometheus. */
export async function benchObjectives(): Promise<void> {
  const found = await foundServers('Objectives');
  // newer ones read what the oldest has written
  const writer = found.at(-1);
  if (writer === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'sightline-objectives-'));
  try {
    const history = services.flatMap((service) => monthOf(service, shapesOf(service)));
    const blocks = await writeBlocks(writer, history, month, folder);
    for (const prometheus of found) await measureOn(prometheus, blocks);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureOn(prometheus: Found, blocks: string): Promise<void> {
  const server = await startOnBlocks(prometheus, blocks);
  print(
    `Objectives, Prometheus ${prometheus.version}: 99.9 % over 30d (Pyrra 4w), all of ${days} days at ${scrapeSeconds} s, nothing scaled; samples read per minute, means of ${instants.length} evaluations:`,
  );
  try {
    for (const service of services) {
      const costs = [];
      for (const shape of shapesOf(service)) costs.push(await costOf(server, shape));
      report(service, costs);
    }
  } finally {
    await server.stop();
  }
}

function report(service: TaskApi, [own, ...others]: readonly ShapeCost[]): void {
  if (own === undefined) return;
  const size = service.counters.length;
  print(`         ${thousands(size)} series, of which ${errorsIn(service)} count errors:`);
  for (const { name, samples, groups } of [own, ...others]) {
    const parts = groups.map((group) => `${group.name} ${thousands(group.samples)}`).join(', ');
    print(`         ${name} ${thousands(samples)} (${parts})`);
  }
  for (const [index, { name, samples }] of others.entries()) {
    const { bar, aim } = wanted[index] ?? { bar: NaN, aim: NaN };
    const title = `samples read per minute to ${name}, ${thousands(size)} series`;
    print(ratioLine(title, own.samples / samples, bar, size < 200 ? undefined : rounded(aim)));
  }
  for (const { name, seconds } of others) {
    print(
      `${digits(own.seconds / seconds)}  evaluation time per minute to ${name}, ${thousands(size)} series`,
    );
  }
}

function rounded(ratio: number): number {
  return Number(ratio.toFixed(4));
}
