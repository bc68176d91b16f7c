import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failedWith } from './cannot-write';
import { findFiles } from './found-files';
import { foldersOf, listName } from './output-path';
import { readList } from './own-list';
import { generatedFolders, recognise } from './recognise';

/** What lies in an output folder, by who has written it. */
export interface Ownership {
  /** The files that Sightline has written. */
  readonly own: ReadonlySet<string>;

  /** What it has not, sorted; folders have a slash behind. */
  readonly strangers: readonly string[];
}

/**
 * Tells what Sightline has written in a folder from what it has not: by the list there, and by what {@link recognise} says of the rest.
 *
 * @param folder an absolute path
 * @param next what this run is going to write
 * @throws the failure of the system by which it can't be read
 */
export function ownershipOf(folder: string, next: ReadonlyMap<string, string>): Ownership {
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  for (;;) {
    const text = readIfThere(join(folder, listName));
    const listed = readList(text ?? '');
    const folders = new Set([...generatedFolders, ...[...listed, ...next.keys()].flatMap(foldersOf)]);
    const { files, others } = findFiles(folder, (path) => folders.has(path));
    const unlisted = files.filter((path) => !listed.has(path));
    const recognised = recognise(unlisted, { read, next, isUnlisted: text === undefined });
    const strangers = [...others, ...unlisted.filter((path) => !recognised.has(path))].sort();
    // another run may have written meanwhile, and with its files the list
    if (strangers.length > 0 && readIfThere(join(folder, listName)) !== text) continue;
    return { own: new Set([...files.filter((path) => listed.has(path)), ...recognised]), strangers };
  }
}

/** What is said of strangers: at most ten of them by name. */
export function describeStrangers(strangers: readonly string[]): string {
  const named = strangers.slice(0, 10).map((path) => `'${printable(path)}'`);
  const more = strangers.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ').replace(/, (?=[^,]*$)/, ' and ');
}

/** A name may hold what would move the cursor of a terminal. */
function printable(path: string): string {
  return path.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    if (failedWith(failure, 'ENOENT')) return undefined;
    throw failure;
  }
}
