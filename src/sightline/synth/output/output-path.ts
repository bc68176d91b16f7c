/** The file in the output folder that names all that Sightline has written there. No tool takes it for a manifest. */
export const listName = '.sightline-files';

/**
 * What a run keeps while it writes: a folder in the output folder, or one beside it with more behind the name. It is gone when the run ends.
 * A file of this name lies for a moment beside one that is replaced across file systems.
 */
export const workName = '.sightline-work';

/**
 * Whether a path is one that Sightline would write below the output folder: relative, with `/`, inside of it, and none of the names that
 * have another meaning there. A list or a journal that somebody has changed can so name nothing elsewhere.
 */
export function isOutputPath(path: string): boolean {
  return (
    !unusable.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !reserved.test(part))
  );
}

/** What can be no line of the list: control characters, another separator, spaces around it, a comment, what git leaves of a conflict. */

const unusable = /[\u0000-\u001f\u007f\\]|^\s|\s$|^#|^(?:<{7}|={7}|>{7}|\|{7})/;

const reserved = /^\.git$|^\.sightline-/i;

/** The folders that a path lies in, the outermost first: of `a/b/c` these are `a` and `a/b`. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
