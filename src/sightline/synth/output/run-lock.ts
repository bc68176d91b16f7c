import {
  mkdirSync,
  readdirSync,
  rmSync,
  rmdirSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { failedWith, isSystemFailure } from './cannot-write';
import { isOver, readRunName, runName, type Run } from './run';

/** The right to write to a folder, which one run has at a time. */
export interface RunLock {
  /** Gives a sign of life. To be called again and again. */
  readonly alive: () => void;

  /**
   * Gives it up, and removes the folder of it if no other run waits for it.
   *
   * @throws the failure of the system by which that can't be
   */
  readonly release: () => void;
}

/**
 * Takes the right to write, and waits for a run that has it. A run claims it by a file of its own name, and has it if there is then no claim
 * of another: whoever comes later sees the claim and goes back. A claim of a run that is over is removed, which takes the right from
 * nobody, as no other run ever has that name.
 *
 * @param work the folder of the claims; made, and ignored by git
 * @param patience milliseconds to wait at most; 0 to ask only once
 * @returns the right, or the run that has it
 * @throws the failure of the system by which there can be no claim
 */
export function takeRunLock(work: string, run: Run, patience: number): RunLock | Run {
  const begun = Date.now();
  try {
    for (;;) {
      const taken = askFor(work, run);
      if (isRunLock(taken) || Date.now() - begun >= patience) return taken;
      sleep(10 + Math.random() * 30);
    }
  } catch (failure) {
    giveUp(work, run);
    throw failure;
  }
}

/** Whether this is a right, and not the run that has it. */
export function isRunLock(taken: RunLock | Run): taken is RunLock {
  return 'release' in taken;
}

function askFor(work: string, run: Run): RunLock | Run {
  const claim = join(work, runName(run));
  makeWork(work);
  const [before] = otherRuns(work, run);
  if (before !== undefined) return before;
  if (!makeClaim(claim, run)) return run;
  const [meanwhile] = otherRuns(work, run);
  if (meanwhile === undefined) {
    makeWork(work); // the run before may have removed the file for git
    return lockOf(work, run);
  }
  unlinkSync(claim);
  return meanwhile;
}

/** As far as that can be where something has failed. */
function giveUp(work: string, run: Run): void {
  try {
    release(work, run);
  } catch (failure) {
    if (!isSystemFailure(failure)) throw failure;
  }
}

function release(work: string, run: Run): void {
  rmSync(join(work, runName(run)), { force: true });
  removeWork(work);
}

function lockOf(work: string, run: Run): RunLock {
  const claim = join(work, runName(run));
  let last = Date.now();
  return {
    alive: () => {
      const now = Date.now();
      if (now - last < 1_000) return;
      last = now;
      utimesSync(claim, new Date(now), new Date(now));
    },
    release: () => release(work, run),
  };
}

/** The folder, and in it the file that makes git ignore it, whatever else the project ignores. */
function makeWork(work: string): void {
  try {
    mkdirSync(work);
  } catch (failure) {
    if (!failedWith(failure, 'EEXIST')) throw failure;
  }
  try {
    writeFileSync(join(work, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (failure) {
    // the run before has just removed the folder, or it is as it should be
    if (!failedWith(failure, 'EEXIST', 'ENOENT')) throw failure;
  }
}

function removeWork(work: string): void {
  if (namesIn(work).some((name) => name !== '.gitignore')) return;
  try {
    rmSync(join(work, '.gitignore'), { force: true });
    rmdirSync(work);
  } catch (failure) {
    // another run has come, and will remove it
    if (!failedWith(failure, 'ENOENT', 'ENOTEMPTY', 'EEXIST')) throw failure;
  }
}

function makeClaim(claim: string, run: Run): boolean {
  try {
    writeFileSync(claim, '', { flag: 'wx' });
    return true;
  } catch (failure) {
    // another thread of this process writes, or one that had its number before did, where the system does not say when it was started
    if (failedWith(failure, 'EEXIST')) removeIfOver(claim, run);
    // else the folder has just been removed
    else if (!failedWith(failure, 'ENOENT')) throw failure;
    return false;
  }
}

/** The runs that have a claim and are not over, but for one. Claims of those that are over go. */
function otherRuns(work: string, own: Run): readonly Run[] {
  return namesIn(work).flatMap((name) => {
    const run = readRunName(name);
    return run === undefined || name === runName(own) || removeIfOver(join(work, name), run) ? [] : [run];
  });
}

function removeIfOver(claim: string, run: Run): boolean {
  try {
    if (!isOver(run, statSync(claim).mtimeMs)) return false;
    unlinkSync(claim);
  } catch (failure) {
    // it has just been given up, or removed by another run
    if (!failedWith(failure, 'ENOENT')) throw failure;
  }
  return true;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (failure) {
    if (failedWith(failure, 'ENOENT')) return [];
    throw failure;
  }
}

/** Everything here happens without giving others a turn, as `App.synth` of cdk8s does. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
