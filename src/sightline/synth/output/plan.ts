import { foldersOf } from './output-path';

/** What turns the files of one run into those of the next. */
export interface Plan {
  /** Files that are new or have changed. */
  readonly put: readonly string[];

  /** Files that are no more. */
  readonly remove: readonly string[];
}

/**
 * What is to be done.
 *
 * @param own the files in the folder, all of them Sightline's
 * @param next the files to come
 * @param isSame whether a file holds already what it is to hold
 */
export function planOf(
  own: ReadonlySet<string>,
  next: Iterable<string>,
  isSame: (path: string) => boolean,
): Plan {
  const paths = new Set(next);
  return {
    put: [...paths].filter((path) => !own.has(path) || !isSame(path)),
    remove: [...own].filter((path) => !paths.has(path)),
  };
}

/** The files that go before any other comes: they lie where a folder is to be, or in a folder where a file is to be. */
export function inTheWay({ put, remove }: Plan): readonly string[] {
  const folders = new Set(put.flatMap(foldersOf));
  const files = new Set(put);
  return remove.filter((path) => folders.has(path) || foldersOf(path).some((folder) => files.has(folder)));
}

/** A path that would be both a file and a folder; undefined if there is none. */
export function clashIn(paths: Iterable<string>): string | undefined {
  const all = new Set(paths);
  return [...all].flatMap(foldersOf).find((folder) => all.has(folder));
}
