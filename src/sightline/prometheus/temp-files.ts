import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by name; a name is a path below the folder that will hold them. */
export type Files = Readonly<Record<string, string>>;

/**
 * Writes files below a folder, with the folders that their names need.
 *
 * @param folder - the folder, an absolute path
 * @param files - the content by name
 * @throws Error when a file cannot be written
 */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/**
 * Does something with files in a temporary folder, which is removed afterwards.
 *
 * @param files - the content by name
 * @param use - what to do; it is given the folder, an absolute path
 * @returns what `use` returned
 * @throws Error when a file cannot be written, and whatever `use` throws
 */
export async function withTempFiles<T>(files: Files, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-files-'));
  try {
    await writeFiles(folder, files);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
