import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome, Step } from './disk-program';
import { cannotMount, takeSteps } from './disks';
import { remove, tempFolder, type Texts } from './temp-folder';

const old: Texts = { 'a.yaml': 'a: old\n', 'gone.yaml': 'gone\n', 'helm/values.yml': 'v: old\n' };
const next: Texts = {
  'a.yaml': 'a: new\n',
  'helm/values.yml': 'v: new\n',
  'helm/more.yml': 'more\n',
  'docs/page.md': 'page\n',
};

/** What is written, without the list. */
const textsOf = ({ holds = {} }: Outcome = { said: '' }): Texts =>
  Object.fromEntries(Object.entries(holds).filter(([path]) => path !== '.sightline-files'));

let parent: string;
let dist: string;
beforeEach(() => {
  parent = tempFolder();
  dist = join(parent, 'dist');
  mkdirSync(dist);
});
afterEach(() => remove(parent));

const write = (texts: Texts): Step => ({ do: 'write', folder: dist, texts });
const run = (...command: string[]): Step => ({ do: 'run', command });
const tmpfs = (options: string, at = dist): Step => run('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', at);

const reason = cannotMount();
const suite = reason === undefined ? describe : describe.skip;

suite(`a disk of its own${reason === undefined ? '' : `, skipped as none can be mounted: ${reason}`}`, () => {
  test('may be mounted as the output folder', () => {
    const [mounted, first, second] = takeSteps([tmpfs('size=1m'), write(old), write(next)], true);
    expect([mounted?.said, first?.said, second?.said]).toEqual(['', '', '']);
    expect(textsOf(first)).toEqual(old);
    expect(textsOf(second)).toEqual(next);
  });

  test('may be mounted in the output folder', () => {
    const helm = join(dist, 'helm');
    const [, mounted, first, second, third] = takeSteps(
      [run('mkdir', helm), tmpfs('size=1m', helm), write(old), write(next), write({ 'b.yaml': 'b' })],
      true,
    );
    expect([mounted, first, second, third].map((each) => each?.said)).toEqual(['', '', '', '']);
    expect(textsOf(first)).toEqual(old);
    expect(textsOf(second)).toEqual(next);
    expect(textsOf(third)).toEqual({ 'b.yaml': 'b', 'helm/': '' });
  });

  test('that fills up at any moment leaves the folder as it was, or as it should be', () => {
    const large = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`${index}/${index}.yaml`, `${index}\n`.repeat(1_500)]),
    );
    const remounts = Array.from({ length: 40 }, (_, index) => index);
    const outcomes = takeSteps(
      remounts.flatMap((index) => [
        tmpfs(`size=${40 + 4 * index}k`),
        write(old),
        write(large),
        run('umount', dist),
      ]),
      true,
    );
    const said = remounts.map((index) => {
      const [, first, second] = outcomes.slice(4 * index);
      expect(textsOf(first)).toEqual(old);
      if (second?.said === '') expect(textsOf(second)).toEqual(large);
      else expect(second).toEqual({ said: expect.any(String), holds: first?.holds });
      return second?.said;
    });
    expect([...new Set(said)].sort()).toEqual([
      '',
      `error: '${dist}' can't be written: the disk is full (ENOSPC).
  Fix: free some space, and run this again.

${dist}/ is as it was.`,
    ]);
  });

  test('that has room for so many more files and folders only leaves it as it was, or as it should be', () => {
    const disk = join(parent, 'disk');
    const inner = join(disk, 'dist');
    const writeInner = (texts: Texts): Step => ({ do: 'write', folder: inner, texts });
    // 40 in all, of which the folders and files of the first take 7
    const counts = Array.from({ length: 34 }, (_, index) => index);
    const fill = (count: number): Step => ({
      do: 'put',
      folder: disk,
      texts: Object.fromEntries(Array.from({ length: count }, (_, index) => [`fill-${index}`, ''])),
    });
    const outcomes = takeSteps(
      [
        run('mkdir', disk),
        ...counts.flatMap((count) => [
          tmpfs('nr_inodes=40', disk),
          writeInner(old),
          fill(count),
          writeInner(next),
          run('umount', disk),
        ]),
      ],
      true,
    ).slice(1);
    const ends = counts.map((count) => {
      const [, first, , second] = outcomes.slice(5 * count);
      expect(first?.said).toBe('');
      if (second?.said === '') expect(textsOf(second)).toEqual(next);
      else
        expect(second).toEqual({
          said: expect.stringMatching(/the disk is full \(ENOSPC\)[^]*\/dist\/ is as it was\.$/),
          holds: first?.holds,
        });
      return second?.said === '' ? 'new' : 'old';
    });
    const full = ends.indexOf('old');
    expect(ends).toEqual(counts.map((count) => (count < full ? 'new' : 'old')));
    // each thing that a run makes for itself has had no room once
    expect(counts.length - full).toBeGreaterThan(10);
  });

  test('that is read-only says so, also where only a part of the folder is', () => {
    const helm = join(dist, 'helm');
    const [, first, , whole, , , part] = takeSteps(
      [
        tmpfs('size=1m'),
        write(old),
        run('mount', '-o', 'remount,ro', dist),
        write(next),
        run('mount', '-o', 'remount,rw', dist),
        run('sh', '-c', `mount --bind ${helm} ${helm} && mount -o remount,bind,ro ${helm}`),
        write(next),
      ],
      true,
    );
    const said = (
      place: string,
    ): string => `error: '${place}' can't be written: the file system is read-only (EROFS).
  Fix: change that, or name another folder with '--output'.

${dist}/ is as it was.`;
    expect(whole).toEqual({ said: said(dist), holds: first?.holds });
    expect(part).toEqual({ said: said(helm), holds: first?.holds });
  });

  test('from which one file is mounted is said to hold it, and the folder is completed as soon as it does not', () => {
    const file = join(dist, 'a.yaml');
    const [, mounted, held, again, , completed] = takeSteps(
      [
        write(old),
        run('mount', '--bind', file, file),
        write(next),
        { do: 'complete', folder: dist },
        run('umount', file),
        { do: 'complete', folder: dist },
      ],
      true,
    );
    expect(mounted?.said).toBe('');
    const said = `error: '${dist}/a.yaml' can't be written: it is mounted, or another program holds it (EBUSY).
  Fix: end what holds it, and run this again.

${dist}/ is partly new, each of its files whole; the next run completes it before anything else.`;
    expect([held?.said, again?.said]).toEqual([said, said]);
    expect(completed?.said).toBe('completed');
    expect(textsOf(completed)).toEqual(next);
  });
});

describe('without the permission', () => {
  const nobody = 65_534;
  /** What another user may do there: nothing of it is root's. */
  const asAnother = (steps: readonly Step[]): readonly Outcome[] => {
    const become: readonly Step[] = process.getuid?.() === 0 ? [{ do: 'become', uid: nobody }] : [];
    return takeSteps([...become, ...steps], false).slice(become.length);
  };
  const said = (
    place: string,
  ): string => `error: '${place}' can't be written: you have no permission (EACCES).
  Fix: change that, or name another folder with '--output'.

${dist}/ is as it was.`;
  const own = (...paths: string[]): void => {
    if (process.getuid?.() === 0) for (const path of paths) chownSync(path, nobody, nobody);
  };

  test('to write to the folder, nothing has changed', () => {
    chmodSync(parent, 0o755);
    const [first] = takeSteps([write(old)], false);
    chmodSync(dist, 0o555);
    expect(asAnother([write(next)])).toEqual([{ said: said(dist), holds: first?.holds }]);
    chmodSync(dist, 0o755);
  });

  test('to write to a folder in it, nothing has changed either', () => {
    chmodSync(parent, 0o755);
    own(dist);
    const [first] = asAnother([write(old)]);
    chmodSync(join(dist, 'helm'), 0o555);
    expect(asAnother([write(next)])).toEqual([{ said: said(join(dist, 'helm')), holds: first?.holds }]);
    chmodSync(join(dist, 'helm'), 0o755);
    expect(asAnother([write(next)])[0]?.said).toBe('');
  });

  test('to make the folder, nothing is made around it', () => {
    chmodSync(parent, 0o555);
    const inner = join(parent, 'out/dist');
    const [outcome] = asAnother([{ do: 'write', folder: inner, texts: next }]);
    expect(outcome?.said).toContain("can't be written: you have no permission (EACCES).");
    chmodSync(parent, 0o755);
  });
});
