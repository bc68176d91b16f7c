import { constants } from 'node:fs';
import { access, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Software } from './software';
import { type Version, compareVersions, formatVersion, parseVersion } from './version';

/** A version of a server that the cache holds. */
export interface Cached {
  /** Its version. */
  readonly version: Version;

  /** The folder with the server and its tool. */
  readonly folder: string;
}

/** A failure to fetch, kept so that it is not met again at every run. */
interface Failure {
  readonly reason: string;
  readonly atMs: number;
}

/**
 * Looks for the newest version in a cache that will do.
 *
 * @param cache - the folder of the cache
 * @param wanted - the software wanted
 * @returns undefined when there is none
 */
export async function findCached(cache: string, wanted: Software): Promise<Cached | undefined> {
  const names = await readdir(cache).catch(() => []);
  const versions = names
    .map((name) => parseVersion(name))
    .filter((version) => version !== undefined)
    .filter((version) => wanted.counts(version))
    .sort((a, b) => compareVersions(b, a));
  for (const version of versions) {
    const folder = join(cache, formatVersion(version));
    if (await hasPrograms(folder, wanted)) return { version, folder };
  }
  return undefined;
}

/**
 * Whether a folder holds the server and its tool, both executable.
 *
 * @param folder - the folder to look in
 * @param wanted - the software wanted
 */
export async function hasPrograms(folder: string, wanted: Software): Promise<boolean> {
  try {
    await access(join(folder, wanted.server), constants.X_OK);
    await access(join(folder, wanted.tool), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps the reason of a failed fetch.
 *
 * @param cache - the folder of the cache; made when it is missing
 * @param key - what could not be fetched
 * @param reason - why not
 */
export async function rememberFailure(cache: string, key: string, reason: string): Promise<void> {
  const failure: Failure = { reason, atMs: Date.now() };
  await mkdir(cache, { recursive: true });
  await writeFile(failureFile(cache, key), JSON.stringify(failure));
}

/**
 * Reads the reason of the last failed fetch.
 *
 * @param cache - the folder of the cache
 * @param key - what is wanted
 * @param withinMs - milliseconds for which a failure counts
 * @returns undefined when no fetch failed within that time
 */
export async function recallFailure(
  cache: string,
  key: string,
  withinMs: number,
): Promise<string | undefined> {
  try {
    // Only rememberFailure writes this file.
    const failure = JSON.parse(await readFile(failureFile(cache, key), 'utf8')) as Failure;
    return Date.now() - failure.atMs < withinMs ? failure.reason : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Forgets the last failed fetch.
 *
 * @param cache - the folder of the cache
 * @param key - what was fetched
 */
export async function forgetFailure(cache: string, key: string): Promise<void> {
  await rm(failureFile(cache, key), { force: true });
}

function failureFile(cache: string, key: string): string {
  return join(cache, `failed-${key}.json`);
}
