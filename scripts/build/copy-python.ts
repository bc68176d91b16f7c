import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Copies the Python files below a folder of sources to the same places below a build, where the compiled code looks for them.
 * TypeScript's compiler leaves them out.
 *
 * @returns their paths, relative to both folders
 */
export function copyPython(sources: string, build: string): readonly string[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.py'))
    .sort();
  for (const file of files) {
    mkdirSync(dirname(join(build, file)), { recursive: true });
    copyFileSync(join(sources, file), join(build, file));
  }
  return files;
}
