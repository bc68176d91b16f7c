import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { CannotWrite } from './cannot-write';

/** Where an output folder is. */
export interface Located {
  /** Its absolute path; links are followed. */
  readonly folder: string;

  readonly exists: boolean;

  /** What the user calls it, without a slash at the end. */
  readonly name: string;
}

/**
 * Finds an output folder.
 *
 * @param output as the user names it, from the current folder; a slash at the end means nothing
 * @throws CannotWrite if something else is there
 * @throws the failure of the system by which nobody knows
 */
export function locate(output: string): Located {
  const name = nameOf(output);
  const path = resolve(output);
  const refuse = (what: string, fix: string): CannotWrite =>
    new CannotWrite(`error: '${name}' ${what}`, fix, 'Nothing has changed');
  if (output === '')
    throw refuse('is no name of a folder', "name one with '--output', such as '--output dist'");
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { folder: path, exists: false, name };
  if (found.isSymbolicLink() && statSync(path, { throwIfNoEntry: false }) === undefined)
    throw refuse(
      `is a link to '${readlinkSync(path)}', where nothing is`,
      'make that folder, or remove the link',
    );
  if (!statSync(path).isDirectory())
    throw refuse(
      'is a file, and the output is a folder of files',
      "move the file elsewhere, or name another folder with '--output'",
    );
  return { folder: realpathSync(path), exists: true, name };
}

/** What the user calls an output folder, without a slash at the end. */
export function nameOf(output: string): string {
  let end = output.length;
  while (end > 1 && ['/', sep].includes(output.charAt(end - 1))) end--;
  return output.slice(0, end);
}
