import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './compile';
import { copyPython } from './copy-python';

/** Compiles the library into lib/: what its door and its command need, and nothing of the program, the tests or the tools. */
export function buildLibrary(root: string): void {
  build(root, root, 'tsconfig.build.json');
  copyPython(join(root, 'src'), join(root, 'lib/src'));
}

/** Compiles the package of the instrumentation into packages/instrument/lib: what its entries need, from the same sources. */
export function buildInstrument(root: string): void {
  const folder = join(root, 'packages/instrument');
  build(root, folder, 'tsconfig.json');
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

function build(root: string, folder: string, config: string): void {
  const output = join(folder, 'lib');
  // a file of an earlier build would be packed
  rmSync(output, { recursive: true, force: true });
  compile(root, join(folder, config));
}
