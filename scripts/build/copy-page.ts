import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageModule } from '../../src/sightline/preview/page-files';

const page = 'sightline/preview/page';

/** Puts the page of the preview beside the compiled library: its modules as a browser reads them, which the compiler makes none of. */
export function copyPage(from: string, to: string): void {
  mkdirSync(join(to, page), { recursive: true });
  for (const name of readdirSync(join(from, page))) {
    const file = join(from, page, name);
    if (name.endsWith('.ts'))
      writeFileSync(join(to, page, name.replace(/ts$/, 'js')), pageModule(readFileSync(file, 'utf8')));
    else copyFileSync(file, join(to, page, name));
  }
}
