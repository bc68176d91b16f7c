import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, client } from '../../src/sightline/prometheus/client';
import type { Found } from './find';
import { type Flags, answers, lastLines, startOnLoopback } from './loopback-server';
import { promtool } from '../../src/sightline/prometheus/promtool';
import { type ServerInput, serverFiles } from './server-files';
import type { Supervised } from './supervise';
import { writeFiles } from '../../src/sightline/prometheus/temp-files';

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
   * A folder with blocks of the past that the server shall hold too. They are copied.
   *
   * @default - none
   */
  readonly blocks?: string;

  /**
   * More flags, by name without dashes; `true` for one without a value. They replace the defaults.
   *
   * @default - data is kept for 100 years, and `/-/reload` is on
   */
  readonly flags?: Flags;

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
  const { prometheus, samples, blocks, flags, readyWithinMs = 30_000 } = options;
  const { process, folder, address } = await startOnLoopback({
    title: `Prometheus ${prometheus.version}`,
    program: prometheus.prometheus,
    prepare: async (folder) => {
      await writeFiles(folder, serverFiles(options));
      await mkdir(join(folder, 'data'));
      if (blocks !== undefined) await copyBlocks(blocks, join(folder, 'data'));
      if (samples === undefined) return;
      const filled = await promtool(prometheus).backfill(samples, join(folder, 'data'));
      if (!filled.ok) throw new Error(`The samples could not be read: ${filled.output}`);
    },
    flags: ({ folder, address }) => ({
      'web.enable-lifecycle': true,
      'storage.tsdb.retention.time': '100y',
      ...flags,
      'config.file': join(folder, 'prometheus.yml'),
      'storage.tsdb.path': join(folder, 'data'),
      'web.listen-address': address,
      'web.external-url': `http://${address}`,
    }),
    isReady: async ({ folder, address }) =>
      (await answers(`http://${address}/-/ready`)) && (await isOurs(client(`http://${address}`), folder)),
    readyWithinMs,
  });
  return serverOf(process, client(`http://${address}`), folder);
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

/** Copies the blocks of a folder, and nothing else of it: each is a folder whose name is a ULID. */
async function copyBlocks(from: string, to: string): Promise<void> {
  const blocks = (await readdir(from)).filter((name) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(name));
  await Promise.all(blocks.map((block) => cp(join(from, block), join(to, block), { recursive: true })));
}

/** Whether the server is the one just started: another could have taken the port a moment before. */
async function isOurs(api: Client, folder: string): Promise<boolean> {
  const answer = await api.api('status/flags').catch(() => undefined);
  // The API documents this as an object of flags; other servers may answer anything.
  const flags = answer?.ok ? (answer.data as Record<string, unknown> | null) : null;
  return flags?.['storage.tsdb.path'] === join(folder, 'data');
}
