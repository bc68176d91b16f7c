import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs the compiler: the native one where there is one for this machine.
 *
 * @param options beside those of the configuration
 * @throws Error with what it prints where something is wrong
 */
export function compile(root: string, config: string, ...options: readonly string[]): Promise<void> {
  const packages = join(root, 'node_modules');
  const platform = join(packages, '@typescript', `typescript-${process.platform}-${process.arch}`);
  const name = existsSync(platform) ? 'typescript-native' : 'typescript';
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [join(packages, name, 'bin/tsc'), '-p', config, ...options],
      (failure, stdout, stderr) => {
        if (failure === null) done();
        else fail(new Error(`${config} does not compile:\n${stdout}${stderr}`));
      },
    );
  });
}
