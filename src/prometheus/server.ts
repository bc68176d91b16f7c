import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, client } from './client';
import type { Found } from './find';
import { promtool } from './promtool';
import { type ServerInput, serverFiles } from './server-files';
import { type Supervised, supervise } from './supervise';
import { writeFiles } from './temp-files';

/** How to start a server. */
export interface ServerOptions extends ServerInput {
  /** The Prometheus to start. */
  readonly prometheus: Found;

  /**
   * Samples of the past that the server shall hold, with times in seconds, as OpenMetrics text ended by `# EOF`.
   *
   * @default - none
   */
  readonly samples?: string;

  /**
   * More flags, by name without dashes; `true` for one without a value. They replace the defaults.
   *
   * @default - data is kept for 100 years, and `/-/reload` is on
   */
  readonly flags?: Readonly<Record<string, string | true>>;

  /**
   * Milliseconds to wait until the server is ready.
   *
   * @default 30000
   */
  readonly readyWithinMs?: number;
}

/** A Prometheus that runs, on a port of the loopback address. */
export interface Server extends Client {
  /** What it has logged lately. */
  log(): string;

  /**
   * Replaces the configuration and the rules, both, and lets the server load them.
   *
   * @throws Error with the server's log when it refuses them; it then goes on with the old ones
   */
  reload(input: ServerInput): Promise<void>;

  /** Ends the server and removes its data. May be called twice. */
  stop(): Promise<void>;
}

/** The flags that startPrometheus sets itself. */
const ownFlags = ['config.file', 'storage.tsdb.path', 'web.external-url', 'web.listen-address'];

/** How often to try another port when somebody took the free one first. */
const portAttempts = 5;

/**
 * Starts a Prometheus on a free port of the loopback address, with a temporary folder for its data, and waits
 * until it is ready. It ends at the latest when this process does, however that ends.
 *
 * @param options - what to start, and what it reads
 * @throws Error when a flag is one that this function sets, when the samples cannot be read, when the server
 * ends early (with the last lines of its log), or when it is not ready in time
 */
export async function startPrometheus(options: ServerOptions): Promise<Server> {
  const taken = Object.keys(options.flags ?? {}).find((name) => ownFlags.includes(name));
  if (taken !== undefined)
    throw new Error(`The flag '${taken}' is set by startPrometheus and cannot be given.`);
  for (let attempt = 1; ; attempt++) {
    const started = await startOnce(options);
    if ('api' in started) return started;
    if (!started.portTaken || attempt === portAttempts) throw new Error(started.reason);
  }
}

interface NotStarted {
  readonly reason: string;
  readonly portTaken: boolean;
}

async function startOnce(options: ServerOptions): Promise<Server | NotStarted> {
  const { prometheus, samples, flags, readyWithinMs = 30_000 } = options;
  const folder = await mkdtemp(join(tmpdir(), 'sightline-prometheus-'));
  try {
    await writeFiles(folder, serverFiles(options));
    await mkdir(join(folder, 'data'));
    if (samples !== undefined) {
      const filled = await promtool(prometheus).backfill(samples, join(folder, 'data'));
      if (!filled.ok) throw new Error(`The samples could not be read: ${filled.output}`);
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = flagArguments({
    'web.enable-lifecycle': true,
    'storage.tsdb.retention.time': '100y',
    ...flags,
    'config.file': join(folder, 'prometheus.yml'),
    'storage.tsdb.path': join(folder, 'data'),
    'web.listen-address': `127.0.0.1:${port}`,
    'web.external-url': url,
  });
  const process = supervise(prometheus.prometheus, args, folder);
  const api = client(url);
  if (await isReady(process, api, folder, readyWithinMs)) return serverOf(process, api, folder);

  const early = !process.running();
  await process.stop();
  const what = early ? 'ended early' : `was not ready within ${readyWithinMs / 1000} seconds`;
  return {
    reason: `Prometheus ${prometheus.version} ${what}. Its last lines:\n${lastLines(process.log())}`,
    portTaken: early && /address already in use/.test(process.log()),
  };
}

function serverOf(process: Supervised, api: Client, folder: string): Server {
  return {
    ...api,
    log: () => process.log(),
    stop: () => process.stop(),
    reload: async (input) => {
      await rm(join(folder, 'rules'), { recursive: true, force: true });
      await writeFiles(folder, serverFiles(input));
      const response = await fetch(`${api.url}/-/reload`, {
        method: 'POST',
        signal: AbortSignal.timeout(30_000),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`The reload failed: ${text}\n${lastLines(process.log())}`);
    },
  };
}

async function isReady(process: Supervised, api: Client, folder: string, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (process.running() && Date.now() < deadline) {
    if ((await answers(`${api.url}/-/ready`)) && (await isOurs(api, folder))) return true;
    await Promise.race([sleep(50), process.ended]);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

/** Whether the server is the one just started: another could have taken the port a moment before. */
async function isOurs(api: Client, folder: string): Promise<boolean> {
  const answer = await api.api('status/flags').catch(() => undefined);
  // The API documents this as an object of flags; other servers may answer anything.
  const flags = answer?.ok ? (answer.data as Record<string, unknown> | null) : null;
  return flags?.['storage.tsdb.path'] === join(folder, 'data');
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

function flagArguments(flags: Readonly<Record<string, string | true>>): string[] {
  return Object.entries(flags).map(([name, value]) => (value === true ? `--${name}` : `--${name}=${value}`));
}

function lastLines(log: string): string {
  return log.trimEnd().split('\n').slice(-15).join('\n');
}
