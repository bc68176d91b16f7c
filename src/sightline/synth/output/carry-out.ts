import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { failedWith } from './cannot-write';
import { readJournal, type Journal } from './journal';
import { lookAt } from './look-at';
import { foldersOf, listName, workName } from './output-path';
import { inTheWay } from './plan';
import { hashAt, places } from './stage';

/** How a journal is carried out. */
export interface CarryOutOptions {
  /** Whether another run has begun it: what is no longer staged is in place then. */
  readonly again: boolean;

  /** Called again and again. */
  readonly alive: () => void;
}

/**
 * Puts in place what is staged, one file after the other, each by renaming: whoever reads a file gets the whole of the old or of the new one. At
 * every moment the list names every file of Sightline's in the folder, so that even without the journal none of them is a stranger. Files that
 * are no more go last, but for those in the way.
 *
 * @throws the failure of the system; the same journal can be carried out again then
 */
export function carryOut(
  folder: string,
  work: string,
  journal: Journal,
  { again, alive }: CarryOutOptions,
): void {
  const { file, listBefore, listAfter } = places(work);
  if (again && !existsSync(listAfter)) return;
  const move = (from: string, to: string): void => {
    if (!again || existsSync(from)) moveFile(from, to);
    alive();
  };
  const first = inTheWay(journal);
  const last = new Set(journal.remove);
  for (const path of first) last.delete(path);

  move(listBefore, join(folder, listName));
  for (const path of first) removeFile(folder, path);
  journal.put.forEach((path, index) => {
    const to = join(folder, path);
    mkdirSync(dirname(to), { recursive: true });
    removeEmptyFolders(to);
    move(file(index), to);
  });
  for (const path of last) removeFile(folder, path);
  move(listAfter, join(folder, listName));
}

/**
 * The journal that a run has left which was killed while it replaced files; undefined if there is none that can be carried out. It can't if
 * it or what is staged is not as it was written, as after a power failure; if somebody has changed the files meanwhile, as by checking out
 * another commit; or if a folder has become a link.
 */
export function leftJournal(folder: string, work: string): Journal | undefined {
  const { journal: path } = places(work);
  const journal = existsSync(path) ? readJournal(readFileSync(path, 'utf8')) : undefined;
  if (journal === undefined) return undefined;
  const folders = new Set([...journal.put, ...journal.remove].flatMap(foldersOf));
  if ([...folders].some((each) => lookAt(join(folder, each))?.isSymbolicLink())) return undefined;
  return canGoOn(folder, work, journal) ? journal : undefined;
}

function canGoOn(folder: string, work: string, { put, remove, hashes, before }: Journal): boolean {
  const { file } = places(work);
  const now = (path: string): string => hashAt(join(folder, path));
  const areStaged = put.every((path, index) => {
    const staged = hashAt(file(index));
    // one that is not staged any more is in place
    return staged === ''
      ? now(path) === hashes[index]
      : staged === hashes[index] && [before[index], staged].includes(now(path));
  });
  return areStaged && remove.every((path, index) => ['', before[put.length + index]].includes(now(path)));
}

/** Renames a file, over another if there is one. What is mounted below the folder is on another file system, so it takes a copy beside. */
function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (failure) {
    if (!failedWith(failure, 'EXDEV')) throw failure;
    const beside = join(dirname(to), workName);
    copyFileSync(from, beside);
    renameSync(beside, to);
    unlinkSync(from);
  }
}

/** Removes a file, and the folders that are empty without it. */
function removeFile(folder: string, path: string): void {
  try {
    unlinkSync(join(folder, path));
  } catch (failure) {
    // it is removed already, or something else stands there by now
    if (!failedWith(failure, 'ENOENT', 'ENOTDIR', 'EISDIR', 'EPERM') || lookAt(join(folder, path))?.isFile())
      throw failure;
  }
  for (const parent of [...foldersOf(path)].reverse()) if (!removeFolder(join(folder, parent))) return;
}

/** Removes a folder and those in it, as far as they are empty. Whatever else stands at the path stays. */
function removeEmptyFolders(path: string): void {
  if (lookAt(path)?.isDirectory() !== true) return;
  for (const name of readdirSync(path)) removeEmptyFolders(join(path, name));
  removeFolder(path);
}

function removeFolder(path: string): boolean {
  try {
    rmdirSync(path);
    return true;
  } catch (failure) {
    // it holds something, is mounted, or was removed before
    if (failedWith(failure, 'ENOTEMPTY', 'EEXIST', 'EBUSY', 'ENOENT', 'ENOTDIR')) return false;
    throw failure;
  }
}
