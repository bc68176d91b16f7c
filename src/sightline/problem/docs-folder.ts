import { sep } from 'node:path';

/** Where a package holds its files, in a path. */
const packages = `${sep}node_modules${sep}`;

/** The pages about problems, as a person in the folder of the project finds them: those of a checkout, or of the installed package. */
export const checksFolder = checksFolderFor(__dirname);

/**
 * The same for a module of the library.
 *
 * @param folder the folder that the module is in
 */
export function checksFolderFor(folder: string): string {
  const at = folder.lastIndexOf(packages);
  if (at === -1) return 'docs/checks';
  const [, first = '', second = ''] = folder.slice(at + 1).split(sep);
  const name = first.startsWith('@') ? `${first}/${second}` : first; // under an alias it may have no scope
  return `node_modules/${name}/docs/checks`;
}
