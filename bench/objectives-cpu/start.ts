import type { Found } from '../../tools/prometheus/find';
import { startPrometheus, type Server } from '../../tools/prometheus/server';
import type { ServerInput } from '../../tools/prometheus/server-files';
import type { History } from '../objectives/history';
import { inMemorySeconds, writeRecent } from './recent';

/** What a server holds: the blocks of a history, and the history, for what came after them. */
export interface Past {
  readonly blocks: string;
  readonly history: readonly History[];

  /** Where the blocks end, in seconds since 1970. */
  readonly until: number;
}

/**
 * Starts a Prometheus that has run for long: what is older than two hours is in blocks, the rest in its memory. It scrapes and evaluates nothing before
 * it has all of it, since it takes nothing that is older than what it has of a series.
 */
export async function startWithPast(
  prometheus: Found,
  { blocks, history, until }: Past,
  input: ServerInput,
): Promise<Server> {
  const server = await startPrometheus({
    prometheus,
    blocks,
    flags: {
      // the greatest that a server has which keeps a month: ours keeps all, and would make greater ones of them while we measure
      'storage.tsdb.max-block-duration': '54h',
      'web.enable-remote-write-receiver': true,
    },
    readyWithinMs: 120_000,
  });
  try {
    // twice: while the first part is written, time goes on
    const now = () => Math.floor(Date.now() / 1000);
    for (let start = until, end = now(); end - start > 5; start = end, end = now()) {
      await writeRecent(server.url, history, { start, end });
    }
    await server.reload(input);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Where the blocks of a history that ends now end. */
export function blocksUntil(end: number): number {
  return end - inMemorySeconds;
}
