import * as fc from '../../../fast-check';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CannotWrite } from '../../../../src/sightline/synth/output/cannot-write';
import { clashIn } from '../../../../src/sightline/synth/output/plan';
import { readList } from '../../../../src/sightline/synth/output/own-list';
import { completeOutput, writeOutput } from '../../../../src/sightline/synth/output/write-output';
import { extent } from '../../../sampling';
import { deadRun, killedAt } from './killed';
import { all, put, remove, tempFolder, type Texts } from './temp-folder';

const write = (dist: string, texts: Texts, run = deadRun()) =>
  writeOutput(dist, new Map(Object.entries(texts)), { run });

/** What an output folder holds, without what runs keep there. */
function contentOf(dist: string): Texts {
  return Object.fromEntries(
    Object.entries(all(dist)).filter(([path]) => !path.startsWith('.sightline-') && !path.endsWith('/')),
  );
}

/** Of what lies beside an output folder too, what lies in it. */
function inDist(found: Texts): Texts {
  return Object.fromEntries(Object.entries(found).filter(([path]) => path.startsWith('dist/')));
}

/** What must hold whenever a run is killed, between any of some states. */
function expectWhole(dist: string, states: readonly Texts[]): void {
  const found = all(dist);
  const content = contentOf(dist);
  for (const [path, text] of Object.entries(content)) {
    expect({ path, text, among: states.map((state) => state[path]) }).toEqual({
      path,
      text,
      among: expect.arrayContaining([text]) as unknown,
    });
  }
  // what is in all of them is never missing
  const always = Object.keys(states[0] ?? {}).filter((path) => states.every((state) => path in state));
  expect(Object.keys(content)).toEqual(expect.arrayContaining(always));
  // even without the journal, nothing would be a stranger
  const listed = readList(found['.sightline-files'] ?? '');
  expect(Object.keys(content).filter((path) => !listed.has(path))).toEqual([]);
  // what lies there beside it is ignored by git, and no manifest to any tool
  const kept = Object.keys(found).filter((path) => path.includes('.sightline-work'));
  expect(kept.filter((path) => /\.(ya?ml|json|jsonnet)$/i.test(path))).toEqual([]);
}

const old: Texts = {
  'a.yaml': 'a: old\n',
  'gone.yaml': 'gone: old\n',
  'helm/values.yml': 'v: old\n',
  'moved/x': 'old',
  now: 'a file',
  'docs/page.md': 'page',
};
const next: Texts = {
  'a.yaml': 'a: new\n',
  'helm/values.yml': 'v: new\n',
  moved: 'a file',
  'now/in/a/folder': 'new',
  'docs/page.md': 'page',
  'tests/new.yml': 'new',
};

describe('a run that is killed', () => {
  let parent: string;
  let dist: string;
  beforeEach(() => {
    parent = tempFolder();
    dist = join(parent, 'dist');
  });
  afterEach(() => remove(parent));

  /** Whole states, with the list, by having them written without a kill. */
  function wholeOf(texts: Texts): Texts {
    const other = tempFolder();
    write(join(other, 'dist'), texts);
    const whole = all(other);
    remove(other);
    return whole;
  }
  const [wholeOld, wholeNext] = [wholeOf(old), wholeOf(next)];

  /** At each change of the file system, until one more is not made. */
  function atEachStep(act: () => void, then: () => void): number {
    for (let step = 0; ; step++) {
      remove(dist);
      write(dist, old);
      if (!killedAt(step, act)) return step;
      then();
    }
  }

  test('at any of its steps leaves each file whole, and the next completes it before anything else', () => {
    let completed = 0;
    const steps = atEachStep(
      () => write(dist, next),
      () => {
        expectWhole(dist, [old, next]);
        const isNext = completeOutput(dist);
        if (isNext) completed++;
        expect([wholeOld, wholeNext]).toContainEqual(all(parent));
        if (isNext) expect(all(parent)).toEqual(wholeNext);
        write(dist, old);
        expect(all(parent)).toEqual(wholeOld);
      },
    );
    // what is staged, and what puts it in place
    expect(steps).toBeGreaterThan(30);
    expect(completed).toBeGreaterThan(10);
  });

  test('at any of its steps is no obstacle where git has cleaned up what it kept', () => {
    atEachStep(
      () => write(dist, next),
      () => {
        remove(join(dist, '.sightline-work'));
        write(dist, old);
        // folders that it had made may stay, empty
        expect(all(parent)).toMatchObject(wholeOld);
        expect(contentOf(dist)).toEqual(old);
      },
    );
  });

  test('while it completes another is completed by the one after', () => {
    for (let first = 20; ; first++) {
      remove(dist);
      write(dist, old);
      if (!killedAt(first, () => write(dist, next))) return;
      for (let second = 0; killedAt(second, () => completeOutput(dist, { run: deadRun() })); second += 3)
        expectWhole(dist, [old, next]);
      completeOutput(dist);
      expect([wholeOld, wholeNext]).toContainEqual(all(parent));
    }
  });

  test('while it makes the folder has made all of it or none', () => {
    for (let step = 0; ; step++) {
      remove(dist);
      if (!killedAt(step, () => write(dist, next))) {
        expect(step).toBeGreaterThan(15);
        return;
      }
      const made = Object.fromEntries(
        Object.entries(all(parent)).filter(([path]) => path.startsWith('dist/')),
      );
      expect([{}, wholeNext]).toContainEqual(made);
      completeOutput(dist);
      expect(all(parent)).toEqual(made);
    }
  });

  /** Kills a run when all is staged, and nothing yet in place. */
  function killStaged(): void {
    write(dist, old);
    for (let step = 0; !('dist/.sightline-work/journal' in all(parent)); step++) {
      remove(dist);
      write(dist, old);
      killedAt(step, () => write(dist, next));
    }
  }

  test('is not completed from what a power failure has left of it', () => {
    killStaged();
    put(dist, { '.sightline-work/next/1': '' });
    expect(completeOutput(dist)).toBe(false);
    expect(contentOf(dist)).toEqual(old);
    write(dist, next);
    expect(contentOf(dist)).toEqual(next);
  });

  test.each<[string, Texts]>([
    ['that would be replaced', { 'a.yaml': 'of another commit' }],
    ['that would be removed', { 'gone.yaml': 'of another commit' }],
    ['where one would come', { 'tests/new.yml': 'of another commit' }],
  ])('is not completed over a file that has changed since, %s', (_, changed) => {
    killStaged();
    put(dist, changed);
    expect(completeOutput(dist)).toBe(false);
    expect(contentOf(dist)).toEqual({ ...old, ...changed });
    expect(Object.keys(all(dist)).filter((path) => path.includes('-work'))).toEqual([]);
  });

  test('is never completed through a link that somebody has put in place of a folder', () => {
    put(parent, { 'mine/values.yml': 'mine' });
    killStaged();
    remove(join(dist, 'helm'));
    symlinkSync(join(parent, 'mine'), join(dist, 'helm'));
    expect(completeOutput(dist)).toBe(false);
    expect(all(join(parent, 'mine'))).toEqual({ 'values.yml': 'mine' });
    expect(() => write(dist, next)).toThrow(": 'helm'.");
  });
});

/** What happens to an output folder. */
type Event =
  | { readonly kind: 'write'; readonly texts: Texts; readonly step: number }
  | { readonly kind: 'complete'; readonly step: number }
  | { readonly kind: 'clean' }
  | { readonly kind: 'stranger'; readonly path: string };

const paths = ['a.yaml', 'b.yaml', 'helm/x.yml', 'helm/y.yml', 'c', 'c/d', 'c/d/e', 'docs/a/b.md'];
const texts: fc.Arbitrary<Texts> = fc
  .dictionary(fc.constantFrom(...paths), fc.constantFrom('1', '2', 'three\n'), { maxKeys: 6 })
  .filter((each) => clashIn(Object.keys(each)) === undefined);
const step = fc.oneof(fc.constant(Infinity), fc.nat(45));
const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), texts, step }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('complete' as const), step }) },
  fc.record({ kind: fc.constant('clean' as const) }),
  fc.record({
    kind: fc.constant('stranger' as const),
    path: fc.constantFrom('notes.txt', 'helm/mine.yml', 'x/y', 'z.yaml'),
  }),
);

test('whatever happens, each file is whole, what is somebody else’s stays, and a run that is not killed makes what it says', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 8 }), (happening) => {
      const parent = tempFolder();
      const dist = join(parent, 'dist');
      try {
        // the states that it may be between; undefined where there was none
        let possible: (Texts | undefined)[] = [undefined];
        for (const event of happening) {
          const before = all(parent);
          if (event.kind === 'clean') remove(join(dist, '.sightline-work'));
          if (event.kind === 'complete') {
            const killed = killedAt(event.step, () => completeOutput(dist, { run: deadRun() }));
            if (!killed)
              expect(Object.keys(all(parent)).filter((path) => path.includes('-work'))).toEqual([]);
          }
          if (event.kind === 'write') {
            const killed = killedAt(event.step, () => write(dist, event.texts));
            possible = killed ? [...possible, event.texts] : [event.texts];
            if (!killed) expect(contentOf(dist)).toEqual(event.texts);
          }
          if (event.kind === 'stranger' && 'dist/.sightline-files' in before) {
            put(dist, { [event.path]: 'mine' });
            const withIt = inDist(all(parent));
            expect(() => write(dist, { 'a.yaml': 'other' })).toThrow(CannotWrite);
            expect(inDist(all(parent))).toEqual(withIt);
            remove(join(dist, event.path));
          }
          if (!possible.includes(undefined) || 'dist/.sightline-files' in all(parent))
            expectWhole(
              dist,
              possible.filter((state) => state !== undefined),
            );
        }
      } finally {
        remove(parent);
      }
    }),
    { numRuns: extent(100, 3_000) },
  );
});
