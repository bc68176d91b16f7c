import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildPackages } from '../build/packages';

/** The tarballs of both packages. */
export interface Tarballs {
  readonly library: string;
  readonly instrument: string;
}

/**
 * Builds and packs both packages.
 *
 * @param root the project
 * @param folder where the tarballs go
 */
export async function packAll(root: string, folder: string): Promise<Tarballs> {
  await buildPackages(root);
  mkdirSync(folder, { recursive: true });
  const [library, instrument] = await Promise.all([
    pack(root, folder),
    pack(join(root, 'packages/instrument'), folder),
  ]);
  return { library, instrument };
}

async function pack(folder: string, destination: string): Promise<string> {
  // it is built already
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', destination];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: folder });
  const [packed] = JSON.parse(stdout) as readonly { readonly filename: string }[]; // as npm documents
  if (packed === undefined) throw new Error(`npm packs nothing in ${folder}`);
  return join(destination, packed.filename);
}
