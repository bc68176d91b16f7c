import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** What is read of a package.json. */
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Installs tarballs as npm does, with the packages that they name and no others, which come from this checkout: nothing is fetched, and what a package
 * needs and does not name is missed.
 *
 * @param folder the project
 * @param tarballs of our packages
 * @param more other packages of this checkout that the project names itself
 */
export function installOffline(
  folder: string,
  tarballs: readonly string[],
  more: readonly string[] = [],
): void {
  const wanted = new Set(more);
  for (const tarball of tarballs) {
    const unpacked = join(folder, '.unpacked');
    mkdirSync(unpacked, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', unpacked]);
    const manifest = JSON.parse(readFileSync(join(unpacked, 'package/package.json'), 'utf8')) as Manifest & {
      readonly name: string;
    }; // packed by npm, which reads it too
    const target = join(folder, 'node_modules', manifest.name);
    mkdirSync(dirname(target), { recursive: true });
    execFileSync('mv', [join(unpacked, 'package'), target]);
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))
      wanted.add(name);
  }
  for (const name of wanted) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    if (!existsSync(link)) symlinkSync(join(root, 'node_modules', name), link);
  }
}
