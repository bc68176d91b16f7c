import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Found } from '../../tools/prometheus/find';
import { startPrometheus } from '../../tools/prometheus/server';
import { runCommand } from '../../src/sightline/prometheus/run-command';
import { blockSeconds, blocksOf, writePart, type History, type Span } from './history';

/**
 * Writes a history as blocks of a server's data. With blocks of two hours, which is what promtool makes unless it is told, it would read a
 * file once for each of them, and the server open hundreds.
 *
 * @param folder - an empty folder
 * @returns the folder of the blocks
 */
export async function writeBlocks(
  prometheus: Found,
  history: readonly History[],
  span: Span,
  folder: string,
): Promise<string> {
  const blocks = join(folder, 'blocks');
  mkdirSync(blocks);
  const longest = `--max-block-duration=${blockSeconds / 3600}h`;
  // promtool reads two parts while we write the next
  const files = ['0.om', '1.om', '2.om'].map((name) => join(folder, name));
  const reading = files.map(() => Promise.resolve());
  for (const [index, part] of blocksOf(span).entries()) {
    const slot = index % files.length;
    const file = files[slot] ?? '';
    await reading[slot];
    writePart(file, history, part);
    reading[slot] = backfill(prometheus, [longest, file, blocks]);
  }
  await Promise.all(reading);
  for (const file of files) rmSync(file, { force: true });
  return blocks;
}

async function backfill({ promtool }: Found, args: readonly string[]): Promise<void> {
  const command = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', ...args];
  const { ok, stdout, stderr, failure } = await runCommand(promtool, command, { timeoutMs: 900_000 });
  if (!ok) throw new Error(`the history could not be written: ${failure ?? ''} ${stdout} ${stderr}`);
}

/** Starts a server over blocks that stay as they are: nothing is compacted while we measure. */
export function startOnBlocks(prometheus: Found, blocks: string) {
  const flags = { 'storage.tsdb.min-block-duration': '2h', 'storage.tsdb.max-block-duration': '2h' };
  return startPrometheus({ prometheus, blocks, flags, readyWithinMs: 120_000 });
}
