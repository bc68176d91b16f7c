import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sourceProgram } from '../../tools/surface/unreachable-types';
import { reference } from './pages';
import { doorsOf } from './public-symbols';

const root = resolve(__dirname, '../..');
const folder = join(root, 'docs/reference');

/** Writes the reference anew: `npm run docs:reference`. Says which doc comments lack something. */
const doors = doorsOf(root);
const { pages, missing } = reference(
  root,
  sourceProgram(
    root,
    doors.map(({ file }) => file),
  ),
  doors,
);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
process.stdout.write(`${[...missing, `${pages.size} pages in docs/reference/`].join('\n')}\n`);
process.exitCode = missing.length === 0 ? 0 : 1;
