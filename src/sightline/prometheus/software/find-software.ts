import { access } from 'node:fs/promises';
import { constants } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { findCached, hasPrograms } from './cache';
import { fetchSoftware } from './fetch';
import { type Missing, fetchOnce } from './fetch-once';
import { messageOf } from '../node-error';
import { runCommand } from '../run-command';
import type { Software } from './software';
import { type Version, formatVersion, parseVersionOutput } from './version';

/** A server on this machine, with its tool. */
export interface FoundSoftware {
  /** Its version, such as `3.5.3`. */
  readonly version: string;

  /** The server program, an absolute path. */
  readonly server: string;

  /** The tool, an absolute path. */
  readonly tool: string;
}

/** Where to look. */
export interface FindSoftwareOptions {
  /**
   * The environment: PATH is read, and the variable that the software names.
   *
   * @default - the environment of this process
   */
  readonly env?: Readonly<Record<string, string | undefined>>;

  /** The folder of the cache, with one folder for each version. */
  readonly cache: string;

  /**
   * Milliseconds for which a failed fetch is not tried again but gives its old reason.
   *
   * @default 0
   */
  readonly retryAfterMs?: number;

  /**
   * Fetches it into the cache, and returns the reason when it cannot; `false` never fetches.
   *
   * @default - from the Debian archive that this machine uses
   */
  readonly fetch?: ((wanted: Software, cache: string) => Promise<string | undefined>) | false;
}

/** A fetch takes at most its time-outs: an index (2 minutes) and some downloads (3 minutes each). */
const lockTimes = { staleMs: 15 * 60_000, waitMs: 6 * 60_000 };

/**
 * Finds a server with its tool: in the folder that its environment variable names, in the cache, on PATH, or by
 * fetching it into the cache. A folder that the environment names must be right: when it is not, that is the answer.
 * Never throws.
 *
 * @param wanted - the software wanted
 * @param options - where to look
 */
export async function findSoftware(
  wanted: Software,
  options: FindSoftwareOptions,
): Promise<FoundSoftware | Missing> {
  const { env = process.env, cache } = options;
  const named = env[wanted.variable];
  if (named) return inNamedFolder(wanted, resolve(named));
  try {
    return (
      (await inCache(wanted, cache)) ??
      (await onPath(wanted, env.PATH)) ??
      (await fetched(wanted, cache, options))
    );
  } catch (error) {
    return { reason: `${wanted.title} could not be fetched: ${messageOf(error)}.` };
  }
}

async function inNamedFolder(wanted: Software, folder: string): Promise<FoundSoftware | Missing> {
  const where = `${wanted.variable} names '${folder}'`;
  if (!(await hasPrograms(folder, wanted))) {
    return { reason: `${where}, which does not hold the programs '${wanted.server}' and '${wanted.tool}'.` };
  }
  const version = await versionOf(join(folder, wanted.server));
  if (version === undefined)
    return { reason: `${where}, whose '${wanted.server}' does not tell its version.` };
  if (!wanted.counts(version)) {
    return { reason: `${where}, which holds ${formatVersion(version)}; ${wanted.range} is needed.` };
  }
  return programs(wanted, folder, version);
}

async function inCache(wanted: Software, cache: string): Promise<FoundSoftware | undefined> {
  const cached = await findCached(resolve(cache), wanted);
  return cached && programs(wanted, cached.folder, cached.version);
}

async function onPath(wanted: Software, path = ''): Promise<FoundSoftware | undefined> {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  const server =
    (await firstExecutable(folders, wanted.server)) ?? (await firstExecutable(folders, wanted.debianServer));
  const tool = await firstExecutable(folders, wanted.tool);
  if (server === undefined || tool === undefined) return undefined;
  const [version, toolVersion] = await Promise.all([versionOf(server), versionOf(tool)]);
  if (version === undefined || toolVersion === undefined) return undefined;
  if (!wanted.counts(version) || !wanted.counts(toolVersion)) return undefined;
  return { version: formatVersion(version), server, tool };
}

async function fetched(
  wanted: Software,
  cache: string,
  options: FindSoftwareOptions,
): Promise<FoundSoftware | Missing> {
  const { fetch = fetchSoftware, retryAfterMs = 0 } = options;
  if (fetch === false) return { reason: `${wanted.title} is neither in '${cache}' nor on PATH.` };
  return fetchOnce({
    cache,
    key: wanted.key,
    retryAfterMs,
    lock: lockTimes,
    inCache: () => inCache(wanted, cache),
    fetch: async () => {
      const reason = await fetch(wanted, cache);
      return (
        (await inCache(wanted, cache)) ?? {
          reason: reason ?? `${wanted.title} was fetched, but '${cache}' does not hold it.`,
        }
      );
    },
  });
}

async function firstExecutable(folders: readonly string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    const file = join(folder, name);
    if (
      await access(file, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  return undefined;
}

async function versionOf(program: string): Promise<Version | undefined> {
  const { stdout, stderr } = await runCommand(program, ['--version'], { timeoutMs: 10_000 });
  return parseVersionOutput(`${stdout}\n${stderr}`);
}

function programs({ server, tool }: Software, folder: string, version: Version): FoundSoftware {
  return { version: formatVersion(version), server: join(folder, server), tool: join(folder, tool) };
}
