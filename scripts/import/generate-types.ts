import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { printCrds, type Crd } from './crds';

/**
 * Runs `cdk8s import` of the installed cdk8s-cli on some definitions of one group.
 *
 * @returns the TypeScript it writes
 * @throws Error when the command fails or writes anything but one file
 */
export function generateTypes(crds: readonly Crd[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  try {
    const source = join(folder, 'crds.yaml');
    const output = join(folder, 'imports');
    writeFileSync(source, printCrds(crds));
    const cli = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
    // --no-save: otherwise the command rewrites cdk8s.yaml and drops its comments.
    const options = ['--no-save', '--output', output, '--language', 'typescript'];
    execFileSync(process.execPath, [cli, 'import', source, ...options], {
      cwd: folder,
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [file, second] = readdirSync(output);
    if (file === undefined || second !== undefined) {
      throw new Error(`'cdk8s import' must write one file; the definitions must be of one API group.`);
    }
    return readFileSync(join(output, file), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
