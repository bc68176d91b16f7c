import fs, { type PathOrFileDescriptor } from 'node:fs';
import { type Run, thisRun } from '../../../../src/sightline/synth/output/run';

/** Thrown in place of a kill: what ran can do nothing more. */
class Killed extends Error {}

const changing = [
  'copyFileSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'utimesSync',
] as const;

/**
 * Does something that is killed at its so-manieth change of the file system. A file that is written then is written by half. What would clean
 * up after a failure can't either.
 *
 * @returns whether it was killed; it was not where it makes fewer changes
 */
export function killedAt(step: number, act: () => void): boolean {
  let left = step;
  const dies = (): boolean => left-- <= 0;
  const spies = changing.map((name) => {
    // one signature for all of them, which none of them has
    const real = fs[name] as (...args: unknown[]) => unknown;
    return jest.spyOn(fs, name as 'rmdirSync').mockImplementation((...args: unknown[]) => {
      if (dies()) throw new Killed();
      return real(...args);
    });
  });
  const write = fs.writeFileSync;
  const byHalf = (file: PathOrFileDescriptor, data: string | NodeJS.ArrayBufferView): void => {
    const bytes = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer);
    write(file, bytes.subarray(0, bytes.length / 2));
  };
  const spy = jest.spyOn(fs, 'writeFileSync').mockImplementation((file, data, options) => {
    const isLast = left === 0;
    if (dies()) {
      if (isLast) byHalf(file, data);
      throw new Killed();
    }
    write(file, data, options);
  });
  try {
    act();
    return false;
  } catch (failure) {
    if (!(failure instanceof Killed)) throw failure;
    return true;
  } finally {
    for (const each of [...spies, spy]) each.mockRestore();
  }
}

let runs = 0;

/** A run that is over, of a number that no process has. */
export function deadRun(): Run {
  return { ...thisRun(), pid: 2 ** 30 + runs++ };
}
