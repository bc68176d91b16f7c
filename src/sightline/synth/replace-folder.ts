import { existsSync, renameSync, rmSync } from 'node:fs';
import { writeFiles } from './write-files';

/**
 * Replaces a folder as a whole: the new one is written beside it, and takes its place by renaming. Whatever fails, the folder is as it was or
 * as it should be, never in between.
 *
 * @param folder the folder; need not exist
 * @param files its new content, by path
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const next = `${folder}.next-${process.pid}`;
  const previous = `${folder}.previous-${process.pid}`;
  try {
    writeFiles(next, files);
    const existed = existsSync(folder);
    if (existed) renameSync(folder, previous);
    try {
      renameSync(next, folder);
    } catch (failure) {
      if (existed) renameSync(previous, folder);
      throw failure;
    }
  } finally {
    rmSync(next, { recursive: true, force: true });
    if (existsSync(folder)) rmSync(previous, { recursive: true, force: true });
  }
}
