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
  const [, scope = '', name = ''] = folder.slice(at + 1).split(sep);
  return `node_modules/${scope}/${name}/docs/checks`;
}
