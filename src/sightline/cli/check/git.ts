import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CannotRun } from '../cannot-run';

/** The files of a repository as they were in a commit, told by what differs now. */
export interface Past {
  /** What a file held, perhaps under another name: `null` if it was not there, `undefined` if it is as it was. */
  readonly blobOf: (path: string) => string | null | undefined;

  /**
   * Files of a folder that are not among those that are read now, by their paths in it, and what they held: they are removed, or have moved elsewhere.
   *
   * @param read the files that are read now
   */
  readonly goneFrom: (
    folder: string,
    read: readonly string[],
  ) => readonly { readonly below: string; readonly blob: string }[];

  /** The bytes of what files held. */
  readonly read: (blobs: readonly string[]) => ReadonlyMap<string, Uint8Array>;
}

/**
 * What differs between a commit and the files that are there now, whether they are committed, staged, changed or new and not ignored. The commit is the
 * newest that HEAD and `ref` have in common, so that what others have done since is not taken for a change.
 *
 * @param paths what is to be compared
 * @throws CannotRun if there is no repository, no such commit, none in common, or a path that has no earlier state
 */
export function pastOf(ref: string, paths: readonly string[]): Past {
  if (paths.includes('-')) throw new CannotRun("'--since' can't be asked of '-', the standard input");
  const root = git("the current folder is in no repository of git, which '--since' asks", [
    'rev-parse',
    '--show-toplevel',
  ]).trimEnd();
  git(`'--since' (${ref}) is no commit of the repository`, [
    ...['rev-parse', '--verify', '--quiet', '--end-of-options'],
    `${ref}^{commit}`,
  ]);
  const commit = git(
    `HEAD and '--since' (${ref}) have no commit in common that is here; a shallow clone needs more of the history, such as 'fetch-depth: 0' of actions/checkout`,
    ['merge-base', 'HEAD', ref],
  ).trimEnd();
  const changes = changesSince(commit);
  const untracked = git('git can not list new files', [
    ...['ls-files', '-z', '--others', '--exclude-standard', '--full-name', '--'],
    root,
  ]);
  const before = new Map<string, string | null>(
    untracked
      .split('\0')
      .filter(Boolean)
      .map((path) => [path, null]),
  );
  for (const { was, path = was, blob } of changes) before.set(path, blob);
  const home = realpathSync(root);
  // a link is where it leads to; what is not there any more is in a folder that is
  const inRoot = (path: string): string =>
    relative(home, realPath(resolve(path)))
      .split(sep)
      .join('/');
  const outside = paths.find((path) => /^\.\.(?:\/|$)/.test(inRoot(path)) || isAbsolute(inRoot(path)));
  if (outside !== undefined)
    throw new CannotRun(`'${outside}' is not in the repository of the current folder, which '--since' asks`);
  const goneFrom: Past['goneFrom'] = (folder, read) => {
    const within = inRoot(folder);
    const prefix = within === '' ? '' : `${within}/`;
    const there = new Set(read.map(inRoot));
    return changes.flatMap(({ was, path, blob }) =>
      path !== was && !there.has(path ?? '') && blob !== null && was.startsWith(prefix)
        ? [{ below: was.slice(prefix.length), blob }]
        : [],
    );
  };
  return {
    blobOf: (path) => before.get(inRoot(path)),
    goneFrom,
    read: readBlobs,
  };
}

interface Change {
  /** Where it stood, and where it stands now: undefined if it is gone. */
  readonly was: string;
  readonly path: string | undefined;

  /** What it held; null if it was not there, or was no file. */
  readonly blob: string | null;
}

function changesSince(commit: string): readonly Change[] {
  const fields = git('git can not compare', [
    ...['diff', '--raw', '-z', '--no-abbrev', '--find-renames', '--no-relative', '--no-ext-diff'],
    ...['--ignore-submodules', commit, '--'],
  ]).split('\0');
  const changes: Change[] = [];
  for (let at = 0; at + 1 < fields.length;) {
    const [mode = '', , blob = '', , status = ''] = (fields[at] ?? '').slice(1).split(' ');
    const was = fields[at + 1] ?? '';
    const isMoved = /^[RC]/.test(status);
    const now = isMoved ? fields[at + 2] : was;
    at += isMoved ? 3 : 2;
    // a conflict is listed once more, as what has changed
    if (status === 'U') continue;
    const isFile = mode.startsWith('100');
    changes.push({ was, path: status === 'D' ? undefined : now, blob: isFile ? blob : null });
  }
  return changes;
}

function readBlobs(blobs: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  if (blobs.length === 0) return found;
  const { stdout } = run(['cat-file', '--batch'], `${blobs.join('\n')}\n`);
  // of each a line with its name, its type and its size, then its bytes and the end of a line
  for (let at = 0; at < stdout.length;) {
    const end = stdout.indexOf('\n', at);
    const [blob = '', , size = '0'] = stdout.toString('utf8', at, end).split(' ');
    found.set(blob, stdout.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return found;
}

/** What git prints. @throws CannotRun with a sentence, and what git says */
function git(otherwise: string, args: readonly string[]): string {
  const { status, stdout, stderr } = run(args);
  if (status === 0) return stdout.toString('utf8');
  const [said = ''] = stderr.toString('utf8').trim().split('\n');
  throw new CannotRun(said === '' ? otherwise : `${otherwise} (${said})`);
}

function run(args: readonly string[], input = '') {
  const ran = spawnSync('git', args, { input, maxBuffer: 1024 * 1024 * 1024 });
  if (ran.error !== undefined) throw new CannotRun(`'--since' needs git: ${ran.error.message}`);
  return ran;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return join(realPath(dirname(path)), basename(path));
  }
}
