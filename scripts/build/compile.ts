import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs the compiler: the native one where there is one for this machine.
 *
 * @throws Error with what it prints where something is wrong
 */
export function compile(root: string, config: string): void {
  const packages = join(root, 'node_modules');
  const platform = join(packages, '@typescript', `typescript-${process.platform}-${process.arch}`);
  const name = existsSync(platform) ? 'typescript-native' : 'typescript';
  const run = spawnSync(process.execPath, [join(packages, name, 'bin/tsc'), '-p', config], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`${config} does not compile:\n${run.stdout}${run.stderr}`);
}
