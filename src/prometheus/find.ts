import { access, mkdir } from 'node:fs/promises';
import { constants } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import {
  defaultCache,
  findCached,
  forgetFailure,
  hasPrograms,
  recallFailure,
  rememberFailure,
} from './cache';
import { fetchPrometheus } from './fetch';
import { withLock } from './lock';
import { messageOf } from './node-error';
import { runCommand } from './run-command';
import {
  type Major,
  type Version,
  countsAs,
  formatVersion,
  parseVersionOutput,
  wantedRange,
} from './version';

/** A Prometheus on this machine, with its promtool. */
export interface Found {
  /** Its version, such as `3.5.3`. */
  readonly version: string;

  /** The server program, an absolute path. */
  readonly prometheus: string;

  /** The promtool program, an absolute path. */
  readonly promtool: string;
}

/** That there is no Prometheus to be had. */
export interface Missing {
  /** Why not, as a sentence. */
  readonly reason: string;
}

/** Where to look for Prometheus. */
export interface FindOptions {
  /**
   * The environment: SIGHTLINE_PROMETHEUS_2, SIGHTLINE_PROMETHEUS_3 and PATH are read.
   *
   * @default - the environment of this process
   */
  readonly env?: Readonly<Record<string, string | undefined>>;

  /**
   * The folder of the cache, with one folder for each version.
   *
   * @default - `.cache/prometheus` in the project
   */
  readonly cache?: string;

  /**
   * Milliseconds for which a failed fetch is not tried again but gives its old reason.
   *
   * @default 0
   */
  readonly retryAfterMs?: number;

  /**
   * Fetches a major version into the cache, and returns the reason when it cannot; `false` never fetches.
   *
   * @default - from the Debian archive that this machine uses
   */
  readonly fetch?: ((major: Major, cache: string) => Promise<string | undefined>) | false;
}

/** A fetch takes at most its time-outs: an index (2 minutes) and some downloads (3 minutes each). */
const lockTimes = { staleMs: 15 * 60_000, waitMs: 6 * 60_000 };

/**
 * Whether Prometheus was found.
 *
 * @param result - what {@link findPrometheus} returned
 */
export function isFound(result: Found | Missing): result is Found {
  return !('reason' in result);
}

/**
 * Finds a Prometheus of a major version: in the folder that SIGHTLINE_PROMETHEUS_2 or SIGHTLINE_PROMETHEUS_3
 * names, in the cache, on PATH, or by fetching it into the cache. A folder that the environment names must be
 * right: when it is not, that is the answer. Never throws.
 *
 * @param major - the major version wanted: 2 is at least 2.42, 3 is any 3.x
 * @param options - where to look
 */
export async function findPrometheus(major: Major, options: FindOptions = {}): Promise<Found | Missing> {
  const { env = process.env, cache = defaultCache() } = options;
  const named = env[`SIGHTLINE_PROMETHEUS_${major}`];
  if (named) return inNamedFolder(major, resolve(named));
  try {
    return (
      (await inCache(major, cache)) ??
      (await onPath(major, env.PATH)) ??
      (await fetched(major, cache, options))
    );
  } catch (error) {
    return { reason: `Prometheus ${major} could not be fetched: ${messageOf(error)}.` };
  }
}

async function inNamedFolder(major: Major, folder: string): Promise<Found | Missing> {
  const where = `SIGHTLINE_PROMETHEUS_${major} names '${folder}'`;
  if (!(await hasPrograms(folder))) {
    return { reason: `${where}, which does not hold the programs 'prometheus' and 'promtool'.` };
  }
  const version = await versionOf(join(folder, 'prometheus'));
  if (version === undefined) return { reason: `${where}, whose 'prometheus' does not tell its version.` };
  if (!countsAs(version, major)) {
    return { reason: `${where}, which holds ${formatVersion(version)}; ${wantedRange(major)} is needed.` };
  }
  return programs(folder, version);
}

async function inCache(major: Major, cache: string): Promise<Found | undefined> {
  const cached = await findCached(resolve(cache), major);
  return cached && programs(cached.folder, cached.version);
}

async function onPath(major: Major, path = ''): Promise<Found | undefined> {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  const prometheus = await firstExecutable(folders, 'prometheus');
  const promtool = await firstExecutable(folders, 'promtool');
  if (prometheus === undefined || promtool === undefined) return undefined;
  const [version, toolVersion] = await Promise.all([versionOf(prometheus), versionOf(promtool)]);
  if (version === undefined || toolVersion === undefined) return undefined;
  if (!countsAs(version, major) || !countsAs(toolVersion, major)) return undefined;
  return { version: formatVersion(version), prometheus, promtool };
}

async function fetched(major: Major, cache: string, options: FindOptions): Promise<Found | Missing> {
  const { fetch = fetchPrometheus, retryAfterMs = 0 } = options;
  if (fetch === false) return { reason: `Prometheus ${major} is neither in '${cache}' nor on PATH.` };
  const old = await recallFailure(cache, major, retryAfterMs);
  if (old !== undefined) return { reason: old };
  await mkdir(cache, { recursive: true });
  return withLock(join(cache, `.lock-${major}`), lockTimes, async () => {
    // Whoever held the lock before may have fetched it, or failed to.
    const found = await inCache(major, cache);
    if (found) return found;
    const reason = (await recallFailure(cache, major, retryAfterMs)) ?? (await fetch(major, cache));
    const now = await inCache(major, cache);
    if (now) {
      await forgetFailure(cache, major);
      return now;
    }
    const missing = { reason: reason ?? `Prometheus ${major} was fetched, but '${cache}' does not hold it.` };
    await rememberFailure(cache, major, missing.reason);
    return missing;
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

function programs(folder: string, version: Version): Found {
  return {
    version: formatVersion(version),
    prometheus: join(folder, 'prometheus'),
    promtool: join(folder, 'promtool'),
  };
}
