import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { packageName } from '../importers/print/package-name';

/** The library in a fork of it. */
const libraryFolder = join('src', 'sightline');

/**
 * What a file imports the library from: the path to that of the fork that it is in, and the package elsewhere.
 *
 * @param output the path of the file
 */
export function libraryImport(output: string): string {
  const folder = dirname(resolve(process.cwd(), output));
  const root = forkAround(folder);
  if (root === undefined) return packageName;
  const path = relative(folder, join(root, libraryFolder)).replaceAll(sep, '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** The nearest folder, upwards, that has the library. */
function forkAround(folder: string): string | undefined {
  if (existsSync(join(folder, libraryFolder, 'index.ts'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : forkAround(above);
}
