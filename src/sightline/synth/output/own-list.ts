import { isOutputPath } from './output-path';

const header = `# The files in this folder that Sightline has written, and that it replaces and removes. Generated: commit it with them.`;

/**
 * The text of the list of files that Sightline has written: a path on each line, sorted, so that the same files give the same bytes.
 *
 * @param paths below the output folder, with `/`
 */
export function printList(paths: Iterable<string>): string {
  return [header, ...[...new Set(paths)].sort(), ''].join('\n');
}

/**
 * The paths that a list names. What is no path is passed over: comments, and the marks that git leaves in a conflict, so that of two branches
 * that were merged the files of both are known.
 */
export function readList(text: string): ReadonlySet<string> {
  return new Set(text.split(/\r?\n/).filter(isOutputPath));
}
