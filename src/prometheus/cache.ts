import { constants, existsSync } from 'node:fs';
import { access, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Major, type Version, compareVersions, countsAs, formatVersion, parseVersion } from './version';

/** A version of Prometheus that the cache holds. */
export interface Cached {
  /** Its version. */
  readonly version: Version;

  /** The folder with `prometheus` and `promtool`. */
  readonly folder: string;
}

/** A failure to fetch, kept so that it is not met again at every run. */
interface Failure {
  readonly reason: string;
  readonly atMs: number;
}

/**
 * The project's own cache: `.cache/prometheus` beside the nearest package.json above this file, whether it runs
 * as TypeScript or compiled.
 *
 * @returns an absolute path; the folder need not exist
 */
export function defaultCache(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, '.cache', 'prometheus');
}

/**
 * Looks for the newest version in a cache that counts as a major version.
 *
 * @param cache - the folder of the cache
 * @param major - the major version wanted
 * @returns undefined when there is none
 */
export async function findCached(cache: string, major: Major): Promise<Cached | undefined> {
  const names = await readdir(cache).catch(() => []);
  const versions = names
    .map((name) => parseVersion(name))
    .filter((version) => version !== undefined)
    .filter((version) => countsAs(version, major))
    .sort((a, b) => compareVersions(b, a));
  for (const version of versions) {
    const folder = join(cache, formatVersion(version));
    if (await hasPrograms(folder)) return { version, folder };
  }
  return undefined;
}

/**
 * Whether a folder holds `prometheus` and `promtool`, both executable.
 *
 * @param folder - the folder to look in
 */
export async function hasPrograms(folder: string): Promise<boolean> {
  try {
    await access(join(folder, 'prometheus'), constants.X_OK);
    await access(join(folder, 'promtool'), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps the reason of a failed fetch.
 *
 * @param cache - the folder of the cache; made when it is missing
 * @param major - the major version that could not be fetched
 * @param reason - why not
 */
export async function rememberFailure(cache: string, major: Major, reason: string): Promise<void> {
  const failure: Failure = { reason, atMs: Date.now() };
  await mkdir(cache, { recursive: true });
  await writeFile(failureFile(cache, major), JSON.stringify(failure));
}

/**
 * Reads the reason of the last failed fetch.
 *
 * @param cache - the folder of the cache
 * @param major - the major version wanted
 * @param withinMs - milliseconds for which a failure counts
 * @returns undefined when no fetch failed within that time
 */
export async function recallFailure(
  cache: string,
  major: Major,
  withinMs: number,
): Promise<string | undefined> {
  try {
    // Only rememberFailure writes this file.
    const failure = JSON.parse(await readFile(failureFile(cache, major), 'utf8')) as Failure;
    return Date.now() - failure.atMs < withinMs ? failure.reason : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Forgets the last failed fetch.
 *
 * @param cache - the folder of the cache
 * @param major - the major version that was fetched
 */
export async function forgetFailure(cache: string, major: Major): Promise<void> {
  await rm(failureFile(cache, major), { force: true });
}

function failureFile(cache: string, major: Major): string {
  return join(cache, `failed-${major}.json`);
}
