import { cpSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Found } from '../../src/prometheus/find';
import { runCommand } from '../../src/prometheus/run-command';
import type { Server } from '../../src/prometheus/server';
import { chunkSeconds, starts, writeChunk } from './history';
import type { WrittenSeries } from './shape';

/**
 * Writes the whole history as blocks of a server's data. With blocks of two hours, which is what promtool makes unless it is told, it would
 * read a file once for each of them, and the server open hundreds.
 *
 * @param folder - an empty folder
 * @returns the folder of the blocks
 */
export async function writeBlocks(
  prometheus: Found,
  counters: readonly WrittenSeries[],
  recorded: readonly WrittenSeries[],
  folder: string,
): Promise<string> {
  const blocks = join(folder, 'blocks');
  mkdirSync(blocks);
  const longest = `--max-block-duration=${chunkSeconds / 3600}h`;
  let before = Promise.resolve();
  for (const [index, start] of starts.entries()) {
    // promtool reads one part while we write the next
    const file = join(folder, `${index % 2}.om`);
    writeChunk(file, counters, recorded, start);
    await before;
    before = backfill(prometheus, [longest, file, blocks]);
  }
  await before;
  return blocks;
}

async function backfill({ promtool }: Found, args: readonly string[]): Promise<void> {
  const command = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', ...args];
  const { ok, stdout, stderr, failure } = await runCommand(promtool, command, { timeoutMs: 300_000 });
  if (!ok) throw new Error(`the history could not be written: ${failure ?? ''} ${stdout} ${stderr}`);
}

/**
 * Gives blocks to a server that runs: it looks for new ones each minute.
 *
 * @throws Error when it has not taken them after three minutes
 */
export async function giveBlocks(server: Server, blocks: string): Promise<void> {
  const flags = await server.api('status/flags');
  if (!flags.ok) throw new Error(flags.error);
  const data = (flags.data as Readonly<Record<string, string>>)['storage.tsdb.path']; // as documented
  if (data === undefined) throw new Error('the server does not say where its data is');
  const names = readdirSync(blocks);
  for (const name of names) {
    // not to be found before it is complete
    cpSync(join(blocks, name), join(data, `${name}.copy`), { recursive: true });
    renameSync(join(data, `${name}.copy`), join(data, name));
  }
  for (let tries = 0; (await loadedBlocks(server)) < names.length; tries++) {
    if (tries === 180) throw new Error(`the server does not load the history:\n${server.log()}`);
    await sleep(1000);
  }
}

async function loadedBlocks({ url }: Server): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text();
  return Number(/^prometheus_tsdb_blocks_loaded (\d+)/m.exec(page)?.[1] ?? 0);
}
