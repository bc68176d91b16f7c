import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildInstrument, buildLibrary } from '../build/packages';

/**
 * Builds and packs both packages.
 *
 * @param root the project
 * @param folder where the tarballs go
 * @returns their paths: of the library, and of the instrumentation
 */
export function packAll(root: string, folder: string): readonly [library: string, instrument: string] {
  buildLibrary(root);
  buildInstrument(root);
  mkdirSync(folder, { recursive: true });
  return [pack(root, folder), pack(join(root, 'packages/instrument'), folder)];
}

function pack(folder: string, destination: string): string {
  // it is built already
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', destination];
  const [packed] = JSON.parse(
    execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  ) as readonly { readonly filename: string }[]; // as npm documents
  if (packed === undefined) throw new Error(`npm packs nothing in ${folder}`);
  return join(destination, packed.filename);
}
