import { statSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import type { ReadFile } from '../../files/read-file';
import type { Problem } from '../../problem/problem';
import { pagesBefore } from './exposed';
import type { Past } from './git';
import { answersBefore } from './read-answers';
import { isLookedAt, takeFile, type Inputs } from './read-inputs';
import type { CheckState } from './report-on';

/**
 * All that would have been read in the state of a commit.
 *
 * @param paths what the user names
 * @param answersFile default: `.sightline.yaml`
 */
export function stateBefore(
  { inputs, pages, answers }: CheckState,
  past: Past,
  paths: readonly string[],
  answersFile?: string,
): CheckState {
  return {
    inputs: inputsBefore(paths, inputs, past),
    pages: pagesBefore(past, pages),
    answers: answersBefore(past, answers, answersFile),
  };
}

/** Files that have not changed are not read again; one that has another name now has it there, too, as it is the same file. */
function inputsBefore(paths: readonly string[], { files: now }: Inputs, past: Past): Inputs {
  const files: ReadFile[] = [];
  const changed: { readonly name: string; readonly blob: string }[] = [];
  for (const file of now) {
    const { name } = file.file;
    const blob = past.blobOf(name);
    if (blob === undefined) files.push(file);
    else if (blob !== null) changed.push({ name, blob });
  }
  const names = now.map(({ file }) => file.name);
  for (const folder of paths.filter((path) => statSync(path).isDirectory()))
    for (const { below, blob } of past.goneFrom(folder, names))
      if (isLookedAt(below)) changed.push({ name: join(folder, below), blob });
  const contents = past.read(changed.map(({ blob }) => blob));
  const problems: Problem[] = [];
  for (const { name, blob } of changed) {
    const taken = takeFile(name, contents.get(blob) ?? new Uint8Array());
    if ('documents' in taken) files.push(taken);
    else problems.push(taken);
  }
  const roots = paths.map((path) => ({ path, folder: normalize(path) }));
  const order = new Map(files.map((file) => [file, orderOf(file.file.name, roots)]));
  files.sort((a, b) => compare(order.get(a) ?? [], order.get(b) ?? []));
  return { files, problems };
}

/** What files are read in the order of: the paths of the user, then the names of folders and files. */
function orderOf(
  name: string,
  roots: readonly { readonly path: string; readonly folder: string }[],
): readonly string[] {
  const at = roots.findIndex(({ path, folder }) => name === path || isBelow(name, folder));
  return [String(at).padStart(6, '0'), ...name.split(sep)];
}

function isBelow(name: string, folder: string): boolean {
  return folder === '.' || name.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  if (at < 0) return a.length - b.length;
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
