import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type Run, runName, thisRun } from '../../../../src/sightline/synth/output/run';
import { isRunLock, takeRunLock } from '../../../../src/sightline/synth/output/run-lock';
import { completeOutput, writeOutput } from '../../../../src/sightline/synth/output/write-output';
import { until } from '../../../tools/prometheus/processes';
import { deadRun } from './killed';
import { all, put, remove, tempFolder } from './temp-folder';

describe('the right to write to a folder', () => {
  let folder: string;
  let work: string;
  beforeEach(() => {
    folder = tempFolder();
    work = join(folder, '.sightline-work');
  });
  afterEach(() => remove(folder));

  const take = (run: Run) => takeRunLock(work, run, 0);
  /** A claim, as another run makes it, so many seconds ago. */
  const claim = (run: Run, seconds = 0): void => {
    put(work, { [runName(run)]: '', '.gitignore': '*\n' });
    const then = new Date(Date.now() - seconds * 1_000);
    utimesSync(join(work, runName(run)), then, then);
  };

  test('is had by one run at a time, and by the next when it is given up', () => {
    const first = take(thisRun());
    const other = { ...deadRun(), pid: process.ppid, start: thisRun().start };
    expect(isRunLock(first)).toBe(true);
    expect(take(other)).toEqual(thisRun());
    if (isRunLock(first)) first.release();
    expect(existsSync(work)).toBe(false);
    const second = take(thisRun());
    if (isRunLock(second)) second.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is not given to two threads of a process', () => {
    expect(isRunLock(take(thisRun()))).toBe(true);
    expect(take(thisRun())).toEqual(thisRun());
  });

  test('is taken from a run that is over: its process is gone, or its number is that of another by now', () => {
    claim(deadRun());
    claim({ ...thisRun(), pid: process.ppid, start: '1' });
    const lock = take(thisRun());
    expect(isRunLock(lock)).toBe(true);
    expect(readdirSync(work).sort()).toEqual(['.gitignore', runName(thisRun())]);
  });

  test('is taken from a process that was killed and that nobody has asked about yet', async () => {
    // the child lives until the shell has become a program that never asks about it; a shell could ask before
    const parent = spawn('/bin/sh', ['-c', 'cat <&3 >/dev/null & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    });
    const [line] = (await once(parent.stdout as Readable, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await until(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n');
    (parent.stdio[3] as Writable).end();
    await until(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] === 'Z');
    const start = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
    claim({ ...thisRun(), pid, start });
    expect(isRunLock(take(thisRun()))).toBe(true);
    parent.kill();
  });

  test('is left to a run elsewhere as long as it gives signs of life, and for a minute after', () => {
    const elsewhere = { ...thisRun(), place: '00000000' };
    claim(elsewhere, 30);
    expect(take(thisRun())).toEqual(elsewhere);
    claim(elsewhere, 90);
    expect(isRunLock(take(thisRun()))).toBe(true);
  });

  test('shows by a sign of life that it is not over', () => {
    const elsewhere = { ...thisRun(), place: '00000000' };
    const lock = take(elsewhere);
    const then = new Date(Date.now() - 90_000);
    utimesSync(join(work, runName(elsewhere)), then, then);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2_000);
    if (isRunLock(lock)) lock.alive();
    now.mockRestore();
    expect(take(thisRun())).toEqual(elsewhere);
  });

  test('is asked for until the patience is over; then it says whose it is, and what to do', () => {
    writeOutput(folder, new Map([['a.yaml', 'old']]));
    const before = all(folder);
    claim({ ...thisRun(), place: '00000000', pid: 4711 });
    expect(() => writeOutput(folder, new Map([['a.yaml', 'new']]), { patience: 50 })).toThrow(
      `error: '${folder}' is being written by another run (process 4711).
  Fix: wait until that has ended; if there is none, delete '${folder}/.sightline-work'.

This run has written nothing.`,
    );
    expect(completeOutput(folder)).toBe(false);
    remove(work);
    expect(all(folder)).toEqual(before);
  });

  test('leaves to git nothing to see, from the first moment', () => {
    spawnSync('git', ['init', '--quiet'], { cwd: folder });
    claim(deadRun());
    put(work, { 'next/0': 'x', journal: 'y' });
    const { stdout } = spawnSync('git', ['status', '--porcelain', '--untracked-files=all'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });

  test('is claimed in spite of what lies there that is no claim', () => {
    put(work, { 'run.x.y': '', notes: '' });
    writeFileSync(join(work, 'run.1.2'), '');
    expect(isRunLock(take(thisRun()))).toBe(true);
  });
});
