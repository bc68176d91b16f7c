import { isAbsolute, relative, sep } from 'node:path';
import { isMade, made } from '../../problem/made';
import { workName } from './output-path';

/**
 * Why the output folder can't be written, and what it holds now, in sentences for the user. Never a mistake of the program that is
 * synthesised.
 */
export class CannotWrite extends Error {
  /** Whether something is such a failure, of whichever copy of the library. */
  static isCannotWrite(value: unknown): value is CannotWrite {
    return isMade('cannot write', value);
  }

  override readonly name = 'CannotWrite';

  /**
   * @param what names the thing and what is wrong with it; a sentence without its full stop
   * @param fix what to do; a sentence without its full stop
   * @param state what the output folder holds now; a sentence without its full stop
   */
  constructor(what: string, fix: string, state: string) {
    super(`${what}.\n  Fix: ${fix}.\n\n${state}.`);
    made('cannot write', this);
  }
}

/** Nothing has changed. */
export function asItWas(name: string): string {
  return `${name}/ is as it was`;
}

/** Some files are new, others are not yet. */
export function between(name: string): string {
  return `${name}/ is partly new, each of its files whole; the next run completes it before anything else`;
}

/** A failure of the system, as Node throws it. */
export interface SystemFailure {
  readonly code: string;
  readonly message: string;
  readonly path?: string;
  readonly dest?: string;
}

/** Whether the system refused something. */
export function isSystemFailure(failure: unknown): failure is SystemFailure {
  return typeof failure === 'object' && failure !== null && 'syscall' in failure && 'code' in failure;
}

/** Whether the system refused something with one of these codes. */
export function failedWith(failure: unknown, ...codes: readonly string[]): boolean {
  return isSystemFailure(failure) && codes.includes(failure.code);
}

const elsewhere = "change that, or name another folder with '--output'";
const reasons: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  EACCES: ['you have no permission', elsewhere],
  EBUSY: ['it is mounted, or another program holds it', 'end what holds it, and run this again'],
  EDQUOT: ['your quota of the disk is used up', 'free some space, and run this again'],
  EIO: ['the disk reports an error', 'look at the disk before you write more to it'],
  ELOOP: ['the links in its path lead in a circle', elsewhere],
  EMFILE: ['too many files are open', 'close some programs, or raise the limit of open files'],
  ENAMETOOLONG: ['a name in it is longer than the file system allows', 'choose a shorter name'],
  ENOENT: [
    'a part of its path is not there, or was removed meanwhile',
    'end what removes files there, and run this again',
  ],
  ENOSPC: ['the disk is full', 'free some space, and run this again'],
  ENOTDIR: ['a part of its path is a file', "name another folder with '--output'"],
  EPERM: ['the system does not allow it', elsewhere],
  EROFS: ['the file system is read-only', elsewhere],
};

/**
 * What a failure of the system says to a user.
 *
 * @param folder the output folder, an absolute path
 * @param name what the user calls it
 * @param state what it holds now
 */
export function describeSystemFailure(
  failure: SystemFailure,
  { folder, name, state }: { readonly folder: string; readonly name: string; readonly state: string },
): CannotWrite {
  const [why, fix] = reasons[failure.code] ?? [failure.message, elsewhere];
  const place = placeOf(failure, folder, name);
  return new CannotWrite(`error: '${place}' can't be written: ${why} (${failure.code})`, fix, state);
}

/** The file that it is about, as the user names it; the folder where it is about what a run keeps for itself. */
function placeOf({ path, dest }: SystemFailure, folder: string, name: string): string {
  const below = relative(folder, dest ?? path ?? folder);
  if (
    below === '' ||
    isAbsolute(below) ||
    below.split(sep).some((part) => part === '..' || part.startsWith(workName))
  )
    return name;
  return `${name}/${below.split(sep).join('/')}`;
}
