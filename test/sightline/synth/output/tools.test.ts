import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeOutput } from '../../../../src/sightline/synth/output/write-output';
import { deadRun, killedAt } from './killed';
import { all, put, remove, tempFolder } from './temp-folder';

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const manifest = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;

(hasKubectl ? describe : describe.skip)(`kubectl${hasKubectl ? '' : ', skipped as there is none'}`, () => {
  let dist: string;
  beforeEach(() => {
    dist = join(tempFolder(), 'dist');
  });
  afterEach(() => remove(join(dist, '..')));

  /** The objects that `kubectl … -f dist/` finds. */
  const objects = (...options: string[]): readonly string[] => {
    const words = ['label', '--local', '-f', dist, 'a=b', '-o', 'name', ...options];
    const { stdout, stderr } = spawnSync('kubectl', words, { encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((line) => line !== '');
  };

  test('finds the objects and nothing else, also where a killed run has left what it kept for itself', () => {
    const write = (name: string) =>
      writeOutput(
        dist,
        new Map([
          ['00.k8s.yaml', manifest('first')],
          ['01.k8s.yaml', manifest(name)],
        ]),
        {
          run: deadRun(),
        },
      );
    write('second');
    // each step of the next run, until all is staged and nothing in place
    for (let step = 0; !('.sightline-work/journal' in all(dist)); step++)
      killedAt(step, () => write('third'));
    expect(Object.keys(all(dist))).toEqual(
      expect.arrayContaining(['.sightline-files', '.sightline-work/next/0']),
    );
    const found = ['namespace/first', 'namespace/second'];
    expect(objects()).toEqual(found);
    expect(objects('--recursive')).toEqual(found);
    // it would find what is hidden, if that had the name of a manifest
    put(dist, { '.hidden.yaml': manifest('hidden') });
    expect(objects()).toEqual(['namespace/hidden', ...found]);
  });
});
