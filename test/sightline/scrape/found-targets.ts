import { setTimeout as sleep } from 'node:timers/promises';
import type { Labels } from '../../../src/sightline/scrape/relabel/label-builder';
import type { Server } from '../../../tools/prometheus/server';

/** The targets of a server, as its API lists them. */
export interface FoundTargets {
  readonly activeTargets: readonly {
    readonly scrapePool: string;
    readonly discoveredLabels: Labels;
    readonly labels: Labels;
  }[];
  readonly droppedTargets: readonly { readonly discoveredLabels: Labels }[];
}

/** Waits until a server has found as many targets, kept or dropped. */
export async function foundTargets(server: Server, wanted: number, withinMs: number): Promise<FoundTargets> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await server.api('targets');
    if (!answer.ok) throw new Error(answer.error);
    const targets = answer.data as FoundTargets; // as the API is documented
    const found = targets.activeTargets.length + targets.droppedTargets.length;
    if (found >= wanted) return targets;
    if (Date.now() > deadline) throw new Error(`${found} of ${wanted} targets were found.\n${server.log()}`);
    await sleep(200);
  }
}
