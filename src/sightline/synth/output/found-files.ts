import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listName, workName } from './output-path';

/** What lies in an output folder. */
export interface FoundFiles {
  /** Files, by their path below it. */
  readonly files: readonly string[];

  /** What is neither file nor folder, such as a link, and whole folders in which nothing of Sightline's lies, with a slash behind. */
  readonly others: readonly string[];
}

/** What the systems put beside files for themselves, as soon as somebody looks into a folder. It stays where it is. */
const ofSystems = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/**
 * Looks through an output folder. Folders without a file are no finding, and neither are the list and what a run keeps there.
 *
 * @param folder an absolute path
 * @param mayHold which folders below it Sightline may have written to; the others are not looked through, however large they are
 * @throws the failure of the system by which it can't be read
 */
export function findFiles(folder: string, mayHold: (path: string) => boolean): FoundFiles {
  const files: string[] = [];
  const others: string[] = [];
  const look = (below: string): void => {
    for (const entry of entriesOf(join(folder, below))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (isOwnTool(path, entry) || (entry.isFile() && ofSystems.has(entry.name))) continue;
      if (entry.isFile()) files.push(path);
      else if (!entry.isDirectory()) others.push(path);
      else if (mayHold(path)) look(path);
      else if (holdsAnything(join(folder, path))) others.push(`${path}/`);
    }
  };
  look('');
  return { files, others };
}

function isOwnTool(path: string, entry: Dirent): boolean {
  if (path === listName) return entry.isFile();
  if (path === workName) return entry.isDirectory();
  return entry.name === workName && entry.isFile();
}

function holdsAnything(folder: string): boolean {
  return entriesOf(folder).some((entry) => !entry.isDirectory() || holdsAnything(join(folder, entry.name)));
}

/** Sorted, so that the same folder is always described in the same words. */
function entriesOf(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
