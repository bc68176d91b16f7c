import fs, { type PathLike, type WriteFileOptions } from 'node:fs';
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
    return jest.spyOn(fs, name as 'rmdirSync').mockImplementation(((...args: unknown[]) => {
      if (dies()) throw new Killed();
      return real(...args);
    }) as never);
  });
  const write = fs.writeFileSync;
  const spy = jest.spyOn(fs, 'writeFileSync').mockImplementation((file, data, options?: WriteFileOptions) => {
    const isFirst = left === 0;
    if (!dies()) return write(file, data, options);
    if (isFirst) write(file as PathLike, String(data).slice(0, String(data).length / 2), options);
    throw new Killed();
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
