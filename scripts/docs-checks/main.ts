import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkPages } from '../../tools/checks/pages';

const folder = resolve(__dirname, '../../docs/checks');

/** Writes the pages of all problems anew: `npm run docs:checks`. */
async function main(): Promise<void> {
  const pages = await checkPages();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of pages) writeFileSync(join(folder, name), text);
  process.stdout.write(`${pages.size} pages in docs/checks/\n`);
}

void main();
