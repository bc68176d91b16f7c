import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle';
import { compile } from './compile';
import { copyJson } from './copy-json';
import { copyPage } from './copy-page';
import { copyPython } from './copy-python';
import { compileValidators } from './ready-validators';

/** Builds both packages, at once. */
export async function buildPackages(root: string): Promise<void> {
  await Promise.all([buildLibrary(root), buildInstrument(root)]);
}

/** Compiles the library into lib/: what its door and its command need, and nothing of the program, the tests or the tools. */
async function buildLibrary(root: string): Promise<void> {
  await build(root, root, 'tsconfig.build.json');
  copyJson(join(root, 'imports'), join(root, 'lib/imports'));
  compileValidators(join(root, 'lib'));
  bundle(
    join(root, 'lib'),
    ['index.js', 'cli/run.js', 'cli/register.js'].map((file) => `src/sightline/${file}`),
  );
  copyPython(join(root, 'src'), join(root, 'lib/src'));
  copyPage(join(root, 'src'), join(root, 'lib/src'));
}

/** Compiles the package of the instrumentation into packages/instrument/lib: what its entries need, from the same sources. */
async function buildInstrument(root: string): Promise<void> {
  const folder = join(root, 'packages/instrument');
  await build(root, folder, 'tsconfig.json');
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

async function build(root: string, folder: string, config: string): Promise<void> {
  // a file of an earlier build would be packed
  rmSync(join(folder, 'lib'), { recursive: true, force: true });
  await Promise.all([
    compile(root, join(folder, config), '--emitDeclarationOnly'),
    // doc comments stand in the types, which the other run checks; what runs is a tenth of the package smaller without them
    compile(root, join(folder, config), '--removeComments', '--declaration', 'false', '--noCheck'),
  ]);
}
