import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { killWriters } from '../../../../scripts/kills/kill-writers';
import { startWriter } from '../../../../scripts/kills/processes';
import { folderOf, stateOf, versionOf } from '../../../../scripts/kills/states';
import { writeOutput } from '../../../../src/sightline/synth/output/write-output';
import { extent, seedOf } from '../../../sampling';
import { all, remove, tempFolder } from './temp-folder';

describe('processes that write the same folder', () => {
  let parent: string;
  let dist: string;
  beforeEach(() => {
    parent = tempFolder();
    dist = join(parent, 'dist');
  });
  afterEach(() => remove(parent));

  test('killed at random moments leave a folder of whole files, which the next run completes', async () => {
    const times = extent(6, 200);
    const { kills, whileWriting, faults } = await killWriters(times, seedOf());
    expect({ kills, faults }).toEqual({ kills: times, faults: [] });
    // they write all the time
    expect(whileWriting).toBeGreaterThan(times / 4);
  });

  test('wait for each other: none fails, and the folder is that of one of them, to the last byte', async () => {
    const count = extent(10, 400);
    const writers = [1_000, 2_000, 3_000].map((first) => startWriter('replace', dist, first, count));
    const ended = await Promise.all(writers.map((writer) => writer.ended));
    expect(ended).toEqual(ended.map(() => ({ code: 0, errors: '' })));
    const text = readFileSync(join(dist, 'service-0.k8s.yaml'), 'utf8');
    const version = versionOf('service-0.k8s.yaml', text) ?? NaN;
    expect([1_000, 2_000, 3_000].map((first) => first + count - 1)).toContain(version);
    expect(all(parent)).toEqual(
      Object.fromEntries(Object.entries(folderOf(version)).map(([path, each]) => [`dist/${path}`, each])),
    );
  });

  test('never let a reader find nothing, or half of a file', async () => {
    writeOutput(dist, stateOf(0));
    const writer = startWriter('replace', dist, 1, extent(60, 2_000));
    await writer.ready;
    let reads = 0;
    const versions = new Set<number>();
    const wrong: string[] = [];
    const isRunning = (): boolean => writer.child.exitCode === null && writer.child.signalCode === null;
    while (isRunning()) {
      const names = readdirSync(dist);
      for (let service = 0; service < 30; service++) {
        const name = `service-${service}.k8s.yaml`;
        if (!names.includes(name)) wrong.push(`${name} is not there`);
        const version = versionOf(name, readFileSync(join(dist, name), 'utf8'));
        if (version === undefined) wrong.push(`${name} is not whole`);
        else versions.add(version);
        reads++;
      }
      await turn();
    }
    expect(await writer.ended).toEqual({ code: 0, errors: '' });
    expect(wrong).toEqual([]);
    expect(reads).toBeGreaterThan(100);
    // it has been read while it changed
    expect(versions.size).toBeGreaterThan(1);
  });
});
