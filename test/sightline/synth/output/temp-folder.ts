import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by path. */
export type Texts = Readonly<Record<string, string>>;

/** A new folder with some files in it. */
export function tempFolder(texts: Texts = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-output-'));
  put(folder, texts);
  return folder;
}

/** Writes files below a folder, as anybody would. */
export function put(folder: string, texts: Texts): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** All that lies below a folder: files with their texts, empty folders with a slash, links with where they lead. */
export function all(folder: string): Texts {
  const found: [string, string][] = [];
  const look = (below: string): void => {
    const names = readdirSync(join(folder, below));
    if (names.length === 0 && below !== '') found.push([`${below}/`, '']);
    for (const name of names) {
      const path = below === '' ? name : `${below}/${name}`;
      const status = lstatSync(join(folder, path));
      if (status.isDirectory()) look(path);
      else
        found.push([
          path,
          status.isSymbolicLink()
            ? `-> ${readlinkSync(join(folder, path))}`
            : readFileSync(join(folder, path), 'utf8'),
        ]);
    }
  };
  look('');
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Removes a folder, whoever may write in it. */
export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
