import { getEventListeners } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { noChildren } from '../../demo/children';
import { pause } from '../../demo/pause';

describe('the programs of the demo', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(os.tmpdir(), 'sightline-children-'));
    jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  const sleeper = { name: 'Sleeper', program: '/bin/sleep', args: () => ['60'], files: { 'a/b.yml': 'x' } };

  test('that are about to start when all is told to stop do not, and leave no folder', async () => {
    const children = noChildren();
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.yml`, 'x']));
    const starting = children.start({ ...sleeper, files }).then(
      () => 'started',
      (failure: unknown) => (failure instanceof Error ? failure.message : ''),
    );
    // its folder is there, and its files are being written
    while (readdirSync(folder).length === 0) await turn();
    await children.stop();
    expect(readdirSync(folder)).toEqual([]);
    expect(await starting).toBe('Sleeper is not started, as all is about to end');
  });

  test('that run are stopped, and their folders go', async () => {
    const children = noChildren();
    const child = await children.start(sleeper);
    expect(readdirSync(folder)).toHaveLength(1);
    await children.stop();
    expect(child.running()).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('whose files can’t be written leave no folder', async () => {
    const children = noChildren();
    await expect(children.start({ ...sleeper, files: { a: 'file', 'a/b': 'below it' } })).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('are not started any more when all has stopped', async () => {
    const children = noChildren();
    await children.stop();
    await expect(children.start(sleeper)).rejects.toThrow('Sleeper is not started');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a pause of the demo', () => {
  test('leaves nothing at the signal that could end it, however many there are', async () => {
    const stop = new AbortController();
    for (let each = 0; each < 20; each++) await pause(0, stop.signal);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });

  test('ends when the signal is aborted, also before it begins', async () => {
    const stop = new AbortController();
    const long = pause(3_600_000, stop.signal);
    stop.abort();
    await long;
    await pause(3_600_000, stop.signal);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });
});
