import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { asItWas, between, CannotWrite, describeSystemFailure, isSystemFailure } from './cannot-write';
import { carryOut, leftJournal } from './carry-out';
import { locate, nameOf, type Located } from './locate';
import { makeNewFolder, removeLeftBeside } from './new-folder';
import { isOutputPath, listName, workName } from './output-path';
import { printList } from './own-list';
import { clashIn, planOf } from './plan';
import { thisRun, type Run } from './run';
import { isRunLock, takeRunLock, type RunLock } from './run-lock';
import { stage, unstage } from './stage';
import { describeStrangers, ownershipOf } from './strangers';

/** How a run writes. */
export interface WriteOptions {
  /**
   * The run.
   *
   * @default - this process
   */
  readonly run?: Run;

  /**
   * Milliseconds to wait at most for a run that writes to the same folder.
   *
   * @default 30000
   */
  readonly patience?: number;

  /**
   * The folders below the output folder that the files make up. What lies beside them stays as it is.
   *
   * @default - all of the output folder
   */
  readonly within?: readonly string[];
}

/** The files of an output folder that are not what they were, by path. */
export interface Replaced {
  /** What they were; none of those that are new. */
  readonly before: ReadonlyMap<string, string>;

  /** What they are now; none of those that are gone. */
  readonly after: ReadonlyMap<string, string>;
}

/** What a run has written. */
export interface Written {
  /** What has changed. */
  readonly replaced: Replaced;

  /** What is left of the run although the output is as it should be, and why, in sentences; the next run removes it. */
  readonly warnings: readonly string[];
}

/**
 * Makes an output folder hold some files and no others. At every moment it is there, with each file whole; a run that is killed half-way is completed
 * by the next. Nothing is removed or replaced that Sightline has not written: see docs/output.md.
 *
 * @param output the folder, from the current one; made if nothing is there, followed if it is a link
 * @param files its content, by path
 * @throws CannotWrite why that can't be, and what the folder holds now
 */
export function writeOutput(
  output: string,
  files: ReadonlyMap<string, string>,
  { run = thisRun(), patience = 30_000, within }: WriteOptions = {},
): Written {
  return reported(output, (target) => {
    refusePaths(files.keys(), target.name);
    removeLeftBeside(dirname(target.folder));
    if (!target.exists && makeNewFolder(target.folder, files, run))
      return { replaced: { before: new Map(), after: files }, warnings: [] };
    mkdirSync(target.folder, { recursive: true });
    // before anything else, so that in a folder of somebody else's not even a claim is made
    ownFiles(target, files);
    const lock = takeRunLock(target.work, run, patience);
    if (!isRunLock(lock)) throw isBusy(target, lock);
    const { result: replaced, warnings } = locked(target, lock, () => {
      complete(target, lock);
      return replaceFiles(target, files, within, lock);
    });
    return { replaced, warnings };
  });
}

/**
 * Completes what a run has left that was killed while it wrote, and removes what it kept for itself. Does nothing while another run writes.
 *
 * @param output the folder, from the current one
 * @returns whether files have been put in place
 * @throws CannotWrite why that can't be, and what the folder holds now
 */
export function completeOutput(output: string, { run = thisRun() }: WriteOptions = {}): boolean {
  return reported(output, (target) => {
    removeLeftBeside(dirname(target.folder));
    if (!target.exists || !existsSync(target.work)) return false;
    const lock = takeRunLock(target.work, run, 0);
    if (!isRunLock(lock)) return false;
    return locked(target, lock, () => complete(target, lock)).result;
  });
}

/** An output folder that is worked on. */
interface Target extends Located {
  /** What the run keeps there. */
  readonly work: string;

  /** What the folder holds now, in a sentence for the user. */
  state: string;
}

/** Says what the system refuses in words for the user. */
function reported<T>(output: string, act: (target: Target) => T): T {
  const name = nameOf(output);
  let target: Target | undefined;
  try {
    const located = locate(output);
    target = { ...located, work: join(located.folder, workName), state: asItWas(name) };
    return act(target);
  } catch (failure) {
    if (!isSystemFailure(failure)) throw failure;
    const { folder = resolve(output), state = asItWas(name) } = target ?? {};
    throw describeSystemFailure(failure, { folder, name, state });
  }
}

/** Does something while no other run can. That what the run kept for itself can't be removed is no failure: the output is as it should be. */
function locked<T>(
  { name, work }: Target,
  lock: RunLock,
  act: () => T,
): { readonly result: T } & Pick<Written, 'warnings'> {
  let result: T;
  try {
    result = act();
  } catch (failure) {
    failureOf(() => lock.release());
    throw failure;
  }
  const failures = [() => unstage(work), () => lock.release()].flatMap((remove) => failureOf(remove) ?? []);
  const warning = `warning: '${name}/${workName}' can't be removed (${failures.join('; ')}); git ignores it, and the next run removes it.`;
  return { result, warnings: failures.length === 0 ? [] : [warning] };
}

function failureOf(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (failure) {
    if (!isSystemFailure(failure)) throw failure;
    return failure.code;
  }
}

/** Completes what a killed run has begun, and removes what it has left. */
function complete(target: Target, { alive }: RunLock): boolean {
  const { folder, work, name } = target;
  const journal = leftJournal(folder, work);
  if (journal !== undefined) {
    target.state = between(name);
    carryOut(folder, work, journal, { again: true, alive });
    target.state = asItWas(name);
  }
  unstage(work);
  return journal !== undefined;
}

function replaceFiles(
  target: Target,
  files: ReadonlyMap<string, string>,
  within: WriteOptions['within'],
  { alive }: RunLock,
): Replaced {
  const { folder, work, name } = target;
  const all = ownFiles(target, files);
  const isKept = (path: string): boolean =>
    within !== undefined && !within.some((each) => path.startsWith(`${each}/`));
  const kept = [...all].filter(isKept);
  const own = new Set([...all].filter((path) => !isKept(path)));
  const list = [...files.keys(), ...kept];
  const holds = (path: string, text: string): boolean =>
    readFileSync(join(folder, path)).equals(Buffer.from(text));
  const plan = planOf(own, files.keys(), (path) => holds(path, files.get(path) ?? ''));
  const isListed = existsSync(join(folder, listName)) && holds(listName, printList(list));
  const replaced = {
    before: new Map(
      [...plan.put.filter((path) => own.has(path)), ...plan.remove].map((path) => [
        path,
        readFileSync(join(folder, path), 'utf8'),
      ]),
    ),
    after: new Map(plan.put.map((path) => [path, files.get(path) ?? ''])),
  };
  if (isListed && plan.put.length === 0 && plan.remove.length === 0) return replaced;
  const journal = stage(folder, work, { plan, own: all, files, list, alive });
  target.state = between(name);
  carryOut(folder, work, journal, { again: false, alive });
  return replaced;
}

/** The files there that Sightline has written, if there are no others. */
function ownFiles({ folder, name, state }: Target, files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const { own, strangers } = ownershipOf(folder, files);
  if (strangers.length === 0) return own;
  throw new CannotWrite(
    `error: '${name}' holds what Sightline has not written: ${describeStrangers(strangers)}. All that lies in the output folder is deployed, so it holds nothing else`,
    "move that elsewhere, delete it if an earlier version of Sightline has written it, or name another folder with '--output'",
    state,
  );
}

function isBusy({ name }: Target, { pid }: Run): CannotWrite {
  return new CannotWrite(
    `error: '${name}' is being written by another run (process ${pid})`,
    `wait until that has ended; if there is none, delete '${name}/${workName}'`,
    'This run has written nothing',
  );
}

function refusePaths(paths: Iterable<string>, name: string): void {
  const all = [...paths];
  const outside = all.find((path) => !isOutputPath(path));
  const clash = clashIn(all);
  const what =
    outside !== undefined
      ? `'${outside}' can be no file in '${name}'`
      : clash !== undefined
        ? `'${clash}' would be a file and a folder in '${name}'`
        : undefined;
  if (what === undefined) return;
  throw new CannotWrite(
    `error: ${what}`,
    "change the 'outputFileExtension' of the app, or the name of the chart, that it comes from",
    asItWas(name),
  );
}
