import { lstatSync, type Stats } from 'node:fs';
import { failedWith } from './cannot-write';

/**
 * What is at a path, a link where it is one; undefined where there is nothing, also where a part of the path is a file.
 *
 * @throws the failure of the system by which nobody knows
 */
export function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (failure) {
    if (failedWith(failure, 'ENOENT', 'ENOTDIR')) return undefined;
    throw failure;
  }
}
