import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
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

/**
 * Copies the program of this repository into a project that has the packages: the same files, which import from them.
 *
 * @param folder where its main.ts goes
 */
export function copyProgram(folder: string): void {
  for (const file of ['main.ts', 'monitoring.ts', 'services/task-api.ts', 'services/task-api-contract.ts']) {
    const text = readFileSync(join(root, 'src', file), 'utf8')
      .replace(/'\.\.?\/sightline'/, "'@sightline-monitoring/sightline'")
      .replace(/'\.\.\/sightline\/instrument\/contract'/, "'@sightline-monitoring/instrument/contract'");
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** Makes the project of `cdk8s init typescript-app`, of the cdk8s command of this checkout, before its packages are installed. */
export function makeStockProject(folder: string): void {
  const template = join(root, 'node_modules/cdk8s-cli/templates/typescript-app');
  mkdirSync(folder, { recursive: true });
  for (const file of ['tsconfig.json', 'cdk8s.yaml']) cpSync(join(template, file), join(folder, file));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stock', private: true }));
}
