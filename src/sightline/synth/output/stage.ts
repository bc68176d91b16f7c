import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { failedWith, isSystemFailure } from './cannot-write';
import { hashOf, printJournal, type Journal } from './journal';
import { lookAt } from './look-at';
import { foldersOf } from './output-path';
import { printList } from './own-list';
import type { Plan } from './plan';

/** Where a run keeps what it is about to put in place. Names have no ending, so that no tool takes a file for a manifest. */
export const places = (work: string) => ({
  /** Files to be put in place, by their number in the journal. */
  next: join(work, 'next'),
  file: (index: number) => join(work, 'next', String(index)),

  /** The list while files are replaced: of all that were and all that come. */
  listBefore: join(work, 'next', 'list-before'),

  /** The list when they are. That it is gone from here says that all is done. */
  listAfter: join(work, 'next', 'list-after'),
  journal: join(work, 'journal'),
});

/** What is staged. */
export interface Staging {
  readonly plan: Plan;

  /** The files that are in the folder, all of them Sightline's. */
  readonly own: ReadonlySet<string>;

  /** The files to come. */
  readonly files: ReadonlyMap<string, string>;

  /** All files that are there then. */
  readonly list: readonly string[];

  /** Called again and again. */
  readonly alive: () => void;
}

/**
 * Writes what is to come into the folder of the run, a journal last, and makes the folders that it needs: from the journal on the next run can
 * complete what this one does not. Where any of it fails, nothing is left.
 *
 * @throws the failure of the system
 */
export function stage(folder: string, work: string, staging: Staging): Journal {
  const { plan, own, files, list, alive } = staging;
  const { next, file, listBefore, listAfter, journal } = places(work);
  refuseClosedFolders(folder, plan);
  refuseLongNames(folder, plan);
  const made: string[] = [];
  try {
    mkdirSync(next);
    const contents = plan.put.map((path) => files.get(path) ?? '');
    contents.forEach((content, index) => {
      writeFileSync(file(index), content);
      alive();
    });
    writeFileSync(listBefore, printList([...own, ...files.keys()]));
    writeFileSync(listAfter, printList(list));
    const before = [...plan.put, ...plan.remove].map((path) => hashAt(join(folder, path)));
    const written = { ...plan, hashes: contents.map(hashOf), before };
    writeFileSync(`${journal}.part`, printJournal(written));
    renameSync(`${journal}.part`, journal);
    // a full disk shows here at the latest: renaming takes no room
    for (const path of parentsOf(plan.put)) if (makeFolder(join(folder, path))) made.push(path);
    return written;
  } catch (failure) {
    for (const path of made.reverse()) rmdirSync(join(folder, path));
    unstage(work);
    throw failure;
  }
}

/** The hash of what a file holds; empty where there is no file. */
export function hashAt(path: string): string {
  return lookAt(path)?.isFile() === true ? hashOf(readFileSync(path)) : '';
}

/** Removes what was staged: the journal first, as nothing can be completed without the rest. */
export function unstage(work: string): void {
  const { journal, next } = places(work);
  for (const path of [journal, `${journal}.part`, next]) rmSync(path, { recursive: true, force: true });
}

/** Throws now what would fail half-way: a folder that may not be changed. */
function refuseClosedFolders(folder: string, { put, remove }: Plan): void {
  for (const path of ['.', ...parentsOf([...put, ...remove])])
    if (lookAt(join(folder, path))?.isDirectory() === true)
      accessSync(join(folder, path), constants.W_OK | constants.X_OK);
}

/** Throws now what would fail half-way: a name that is too long. */
function refuseLongNames(folder: string, { put }: Plan): void {
  for (const path of put) {
    try {
      // its folder may not be there yet, and without that only the length of the whole path shows
      for (const part of [path, ...path.split('/')]) lookAt(join(folder, part));
    } catch (failure) {
      throw isSystemFailure(failure) ? { ...failure, path: join(folder, path) } : failure;
    }
  }
}

/** The folders that files lie in, those outside before those inside. */
function parentsOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap(foldersOf))];
}

/** Makes a folder if nothing is there; a file that is there goes later. */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (failure) {
    if (failedWith(failure, 'EEXIST', 'ENOTDIR')) return false;
    throw failure;
  }
}
