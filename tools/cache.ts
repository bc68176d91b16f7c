import { resolve } from 'node:path';

/**
 * One of the project's own caches, such as `.cache/prometheus`.
 *
 * @param name - its folder below `.cache`
 * @returns an absolute path; the folder need not exist
 */
export function defaultCache(name: string): string {
  return resolve(__dirname, '../.cache', name);
}
