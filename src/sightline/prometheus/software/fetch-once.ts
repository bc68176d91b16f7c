import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { forgetFailure, recallFailure, rememberFailure } from './cache';
import { type LockOptions, withLock } from './lock';

/** That there is none to be had. */
export interface Missing {
  /** Why not, as a sentence. */
  readonly reason: string;
}

/** Something that a cache is to hold. */
export interface Wanted<F extends object> {
  /** The folder of the cache; made when it is missing. */
  readonly cache: string;

  /** What it is called in the names of its lock and of its last failure: one word, unlike that of any other in its cache. */
  readonly key: string;

  /** Milliseconds for which a failure is not tried again but gives its old reason. */
  readonly retryAfterMs: number;

  /** How long to respect and to wait for the lock: at least as long as `fetch` may take. */
  readonly lock: LockOptions;

  /** What the cache holds of it; undefined when it holds none. */
  readonly inCache: () => Promise<F | undefined>;

  /** Puts it into the cache. */
  readonly fetch: () => Promise<F | Missing>;
}

/** Whether there is none to be had. */
export function isMissing(result: object): result is Missing {
  return 'reason' in result;
}

/**
 * Fetches something into a cache, once for all processes that ask at the same time, and not again soon after a failure.
 *
 * @throws Error when the lock was not to be had in time, and whatever `fetch` throws
 */
export async function fetchOnce<F extends object>(wanted: Wanted<F>): Promise<F | Missing> {
  const { cache, key, retryAfterMs, lock, inCache, fetch } = wanted;
  const old = await recallFailure(cache, key, retryAfterMs);
  if (old !== undefined) return { reason: old };
  await mkdir(cache, { recursive: true });
  return withLock(join(cache, `.lock-${key}`), lock, async () => {
    // Whoever held the lock before may have fetched it, or failed to.
    const found = await inCache();
    if (found !== undefined) return found;
    const failed = await recallFailure(cache, key, retryAfterMs);
    if (failed !== undefined) return { reason: failed };
    const fetched = await fetch();
    if (isMissing(fetched)) await rememberFailure(cache, key, fetched.reason);
    else await forgetFailure(cache, key);
    return fetched;
  });
}
