import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readFile, type ReadFile } from '../../files/read-file';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { CannotRun, reasonOf } from '../cannot-run';
import { readSource, type SourceLimits } from '../read-source';

/** What was read of what the user names. */
export interface Inputs {
  readonly files: readonly ReadFile[];

  /** What could not be read. */
  readonly problems: readonly Problem[];
}

/** Larger files are none that anybody wrote: an object of Kubernetes has 1.5 MiB at most. */
const limits: SourceLimits = {
  timeout: 60_000,
  size: 24 * 1024 * 1024,
  largerThanAny: 'is more than is read',
};

/** What a folder is looked through for. */
const extension = /\.(?:ya?ml|json)$/i;

/** Folders that hold no manifests of the user. */
const passedOver = new Set(['node_modules', '.git', '.terraform']);

/** Whether a file of a folder is looked at, by its path in the folder. */
export function isLookedAt(below: string): boolean {
  return extension.test(below) && !below.split('/').some((part) => passedOver.has(part));
}

/**
 * Reads files, the files of folders, and `-`, the standard input. Of a folder those that end in .yaml, .yml or .json, in the order of their names.
 *
 * @throws CannotRun if something that the user names is not there
 */
export async function readInputs(paths: readonly string[]): Promise<Inputs> {
  const files: ReadFile[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    const found = path === '-' ? [{ name: '-' }] : filesAt(path, seen, problems);
    for (const { name } of found) {
      const read = name === '-' ? await readInput() : await readNamed(name, name === path);
      const taken = 'bytes' in read ? takeFile(name, read.bytes) : notRead(name, read.why);
      if ('documents' in taken) files.push(taken);
      else problems.push(taken);
    }
  }
  return { files, problems };
}

/** The documents of a file, or why it is none that can be read. */
export function takeFile(name: string, bytes: Uint8Array): ReadFile | Problem {
  const read = textOf(bytes);
  return 'text' in read ? readFile({ name, text: read.text }) : notRead(name, read.why);
}

type Read = { readonly bytes: Uint8Array } | { readonly why: string };

async function readNamed(name: string, isNamed: boolean): Promise<Read> {
  try {
    return { bytes: await readSource(name, limits) };
  } catch (failure) {
    // what stands in a folder is told, and the rest of it is read
    if (isNamed || !(failure instanceof CannotRun)) throw failure;
    return { why: failure.message.replace(`'${name}' `, '') };
  }
}

async function readInput(): Promise<Read> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = chunk as Buffer; // no encoding is set
    size += bytes.length;
    if (size > limits.size) return { why: `is larger than ${limits.size / 1024 / 1024} MiB` };
    chunks.push(bytes);
  }
  return { bytes: Buffer.concat(chunks) };
}

function textOf(bytes: Uint8Array): { readonly text: string } | { readonly why: string } {
  if (bytes.includes(0)) return { why: 'is no text: it has a NUL character' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { why: 'is no text in UTF-8' };
  }
}

function notRead(name: string, why: string): Problem {
  const message = `'${name}' is not read: it ${why}`;
  return {
    ...warning('FIL003', message, { fix: 'leave it out, or give what is in it as YAML' }),
    file: name,
  };
}

/** The files that a path means, each once, however many links lead to it. */
function filesAt(path: string, seen: Set<string>, problems: Problem[]): { readonly name: string }[] {
  const found = lookAt(path);
  if ('why' in found) throw new CannotRun(`'${path}' can't be read: ${found.why}`);
  if (!found.isFolder) return isNew(path, seen) ? [{ name: path }] : [];
  return filesBelow(path, seen, problems);
}

function filesBelow(folder: string, seen: Set<string>, problems: Problem[]): { readonly name: string }[] {
  if (!isNew(folder, seen)) return []; // a link leads back to it
  return entriesOf(folder, problems).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : filesBelow(path, seen, problems);
    if (entry.isSymbolicLink()) {
      const target = lookAt(path);
      if ('why' in target) {
        if (extension.test(entry.name)) problems.push(notRead(path, `leads nowhere: ${target.why}`));
        return [];
      }
      if (target.isFolder) return filesBelow(path, seen, problems);
      return target.isFile && extension.test(entry.name) && isNew(path, seen) ? [{ name: path }] : [];
    }
    if (!extension.test(entry.name)) return [];
    if (!entry.isFile()) {
      problems.push(notRead(path, 'is a pipe, a socket or a device, which need not have an end'));
      return [];
    }
    return isNew(path, seen) ? [{ name: path }] : [];
  });
}

function entriesOf(folder: string, problems: Problem[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (failure) {
    problems.push(notRead(folder, `can't be looked through: ${reasonOf(failure)}`));
    return [];
  }
}

function lookAt(
  path: string,
): { readonly isFolder: boolean; readonly isFile: boolean } | { readonly why: string } {
  try {
    const found = statSync(path);
    return { isFolder: found.isDirectory(), isFile: found.isFile() };
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException; // of the file system
    if (code === 'ENOENT') return { why: 'there is no such file' };
    return { why: code === 'ELOOP' ? 'it is a link that leads to itself' : reasonOf(failure) };
  }
}

/** Whether a file or a folder has not been met before, under this name or another. */
function isNew(path: string, seen: Set<string>): boolean {
  const real = realpathSync(path);
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}
