import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failedWith, isSystemFailure } from './cannot-write';
import { lookAt } from './look-at';
import { foldersOf, listName, workName } from './output-path';
import { printList } from './own-list';
import { isOver, readRunName, runName, type Run } from './run';

/**
 * Makes a folder that is not there: it is written beside its place and put there as a whole, by one renaming.
 *
 * @param folder an absolute path, at which there is nothing
 * @returns whether it was made; another run may have been faster
 * @throws the failure of the system; nothing is left then
 */
export function makeNewFolder(folder: string, files: ReadonlyMap<string, string>, run: Run): boolean {
  const parent = dirname(folder);
  const outermost = mkdirSync(parent, { recursive: true });
  const beside = join(parent, `${workName}.${runName(run)}`);
  try {
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside);
    writeFileSync(join(beside, '.gitignore'), '*\n');
    writeFiles(join(beside, 'folder'), files, () => utimesSync(beside, new Date(), new Date()));
    renameSync(join(beside, 'folder'), folder);
  } catch (failure) {
    rmSync(beside, { recursive: true, force: true });
    if (failedWith(failure, 'ENOTEMPTY', 'EEXIST')) return false;
    removeParents(parent, outermost);
    throw failure;
  }
  rmSync(beside, { recursive: true, force: true });
  return true;
}

/** Removes what runs that were killed while they made a folder have left beside it, as far as it may be removed. */
export function removeLeftBeside(parent: string): void {
  for (const name of namesIn(parent)) {
    const run = name.startsWith(`${workName}.`) ? readRunName(name.slice(workName.length + 1)) : undefined;
    const path = join(parent, name);
    const sign = run === undefined ? undefined : lookAt(path)?.mtimeMs;
    if (run === undefined || sign === undefined || !isOver(run, sign)) continue;
    try {
      rmSync(path, { recursive: true, force: true });
    } catch (failure) {
      // somebody else's, in a folder that many write to: it harms nothing here
      if (!isSystemFailure(failure)) throw failure;
    }
  }
}

function writeFiles(folder: string, files: ReadonlyMap<string, string>, alive: () => void): void {
  mkdirSync(folder);
  const made = new Set<string>();
  for (const [path, content] of files) {
    for (const parent of foldersOf(path)) {
      if (!made.has(parent)) mkdirSync(join(folder, parent));
      made.add(parent);
    }
    writeFileSync(join(folder, path), content);
    alive();
  }
  writeFileSync(join(folder, listName), printList(files.keys()));
}

/** Removes the folders around it that were made for it, unless something else lies there by now. */
function removeParents(parent: string, outermost: string | undefined): void {
  if (outermost === undefined) return;
  for (let each = parent; each.startsWith(outermost); each = dirname(each)) {
    try {
      rmdirSync(each);
    } catch {
      return;
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // there is nothing, or nobody may look: then nothing can be removed either
    return [];
  }
}
