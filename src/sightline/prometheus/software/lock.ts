import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../node-error';

/** How long to respect and to wait for a lock. */
export interface LockOptions {
  /** Milliseconds after which the lock of a process that still lives counts as left behind. */
  readonly staleMs: number;

  /** Milliseconds to wait for the lock at most. */
  readonly waitMs: number;
}

/**
 * Does something while no other process does it, by a file that exists for as long. The lock of a process that
 * has died is taken over. Where two take over at the same instant both may go on, so what they do must stand it.
 *
 * @param file - the lock file; its folder exists
 * @param options - how long to respect and to wait for it
 * @param act - what to do
 * @returns what `act` returned
 * @throws Error when the lock was not to be had in time, and whatever `act` throws
 */
export async function withLock<T>(file: string, options: LockOptions, act: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + options.waitMs;
  while (!(await take(file))) {
    if (await isLeftBehind(file, options.staleMs)) {
      const aside = `${file}-${process.pid}-${Date.now()}`;
      await rename(file, aside).catch(() => undefined);
      await rm(aside, { force: true });
    } else if (Date.now() > deadline) {
      throw new Error(`'${file}' is still held by another process after ${options.waitMs / 1000} seconds`);
    } else {
      await sleep(100);
    }
  }
  try {
    return await act();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function isLeftBehind(file: string, staleMs: number): Promise<boolean> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    if (Date.now() - mtimeMs > staleMs) return true;
    // Without a number its owner is about to write it.
    return /^\d+$/.test(text) && !isAlive(Number(text));
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
