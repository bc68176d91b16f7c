import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Supervised, supervise } from './supervise';

/** Flags by name without dashes; `true` for one without a value. */
export type Flags = Readonly<Record<string, string | true>>;

/** Where a server is to run. */
export interface Place {
  /** A folder of its own. */
  readonly folder: string;

  /** The address to listen on, such as `127.0.0.1:9090`. */
  readonly address: string;
}

/** A server to start. */
export interface Launch {
  /** What messages call it, with its version. */
  readonly title: string;

  /** The program, an absolute path. */
  readonly program: string;

  /** Fills the folder. What it throws ends the start. */
  readonly prepare: (folder: string) => Promise<void>;

  /** All flags. */
  readonly flags: (place: Place) => Flags;

  /** Whether it is ready, and no other server that took the port a moment before. Must not throw. */
  readonly isReady: (place: Place) => Promise<boolean>;

  /** Milliseconds to wait until it is ready. */
  readonly readyWithinMs: number;
}

/** A server that runs and is ready. */
export interface Launched extends Place {
  /** Its process. */
  readonly process: Supervised;
}

/** How often to try another port when somebody took the free one first. */
const portAttempts = 5;

/**
 * Starts a server on a free port of the loopback address, with a temporary folder, and waits until it is ready. It
 * ends at the latest when this process does, however that ends.
 *
 * @param launch - what to start
 * @throws Error when it ends early (with the last lines of its log), or when it is not ready in time
 */
export async function startOnLoopback(launch: Launch): Promise<Launched> {
  for (let attempt = 1; ; attempt++) {
    const started = await startOnce(launch);
    if ('process' in started) return started;
    if (!started.portTaken || attempt === portAttempts) throw new Error(started.reason);
  }
}

/** The last lines of a log, for a message. */
export function lastLines(log: string): string {
  return log.trimEnd().split('\n').slice(-15).join('\n');
}

interface NotStarted {
  readonly reason: string;
  readonly portTaken: boolean;
}

async function startOnce(launch: Launch): Promise<Launched | NotStarted> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-server-'));
  try {
    await launch.prepare(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const place = { folder, address: `127.0.0.1:${await freePort()}` };
  const process = supervise(launch.program, flagArguments(launch.flags(place)), folder);
  if (await isReady(launch, place, process)) return { ...place, process };

  const early = !process.running();
  await process.stop();
  const what = early ? 'ended early' : `was not ready within ${launch.readyWithinMs / 1000} seconds`;
  return {
    reason: `${launch.title} ${what}. Its last lines:\n${lastLines(process.log())}`,
    portTaken: early && /address already in use/.test(process.log()),
  };
}

async function isReady(launch: Launch, place: Place, process: Supervised): Promise<boolean> {
  const deadline = Date.now() + launch.readyWithinMs;
  while (process.running() && Date.now() < deadline) {
    if (await launch.isReady(place)) return true;
    await Promise.race([sleep(50), process.ended]);
  }
  return false;
}

/** Whether an address answers with success. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function flagArguments(flags: Flags): string[] {
  return Object.entries(flags).map(([name, value]) => (value === true ? `--${name}` : `--${name}=${value}`));
}
