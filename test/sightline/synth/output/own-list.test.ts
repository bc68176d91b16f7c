import * as fc from '../../../fast-check';
import { foldersOf, isOutputPath } from '../../../../src/sightline/synth/output/output-path';
import { printList, readList } from '../../../../src/sightline/synth/output/own-list';
import { printJournal, readJournal } from '../../../../src/sightline/synth/output/journal';
import { clashIn, inTheWay, planOf } from '../../../../src/sightline/synth/output/plan';

const path = fc.string({ unit: 'binary', minLength: 1 }).filter(isOutputPath);

describe('the list of files', () => {
  test('is sorted, and the same for the same files in any order', () => {
    expect(printList(['b.yaml', 'a/c.yml', 'a.yaml'])).toBe(
      '# The files in this folder that Sightline has written, and that it replaces and removes. Generated: commit it with them.\na.yaml\na/c.yml\nb.yaml\n',
    );
    expect(printList(['a.yaml', 'b.yaml', 'a/c.yml', 'b.yaml'])).toBe(
      printList(['b.yaml', 'a/c.yml', 'a.yaml']),
    );
  });

  test('is read as it was printed, whatever the paths are, also where git has made it CR LF', () => {
    fc.assert(
      fc.property(fc.array(path), (paths) => {
        expect(readList(printList(paths))).toEqual(new Set([...paths].sort()));
        expect(readList(printList(paths).replaceAll('\n', '\r\n'))).toEqual(new Set([...paths].sort()));
      }),
    );
  });

  test.each([
    '..',
    '../a',
    'a/../b',
    '/a',
    'a//b',
    'a/',
    './a',
    '.git',
    'a/.git/hooks',
    '.GIT/x',
    '.sightline-work/x',
    'a\\b',
    '#a',
    ' a',
    'a\t',
  ])('never names %j', (line) => {
    expect(readList(`${line}\na.yaml\n`)).toEqual(new Set(['a.yaml']));
  });

  test('may hold files whose names begin with a dot or hold two', () => {
    expect(readList('.hidden\na..b\n...\n')).toEqual(new Set(['.hidden', 'a..b', '...']));
  });
});

describe('a journal', () => {
  const journal = { put: ['a.yaml', 'b/c'], remove: ['d'], hashes: ['1', '2'], before: ['3', '', '4'] };

  test('is read as it was printed', () => {
    expect(readJournal(printJournal(journal))).toEqual(journal);
  });

  test.each([
    ['cut off', printJournal(journal).slice(0, 40)],
    ['empty', ''],
    ['of another version', printJournal(journal).replace('"version":1', '"version":2')],
    ['that leads outside', printJournal({ ...journal, remove: ['../d'] })],
    ['that lacks a hash', printJournal({ ...journal, hashes: ['1'] })],
    ['that lacks a hash of what was', printJournal({ ...journal, before: ['3', ''] })],
    ['that is something else', 'null'],
    ['that holds something else', '{"version":1,"put":"a","remove":[1],"hashes":{}}'],
  ])('%s is none', (_, text) => {
    expect(readJournal(text)).toBeUndefined();
  });
});

describe('a plan', () => {
  test('puts what is new or different, and removes what is no more', () => {
    const own = new Set(['same', 'changed', 'gone']);
    expect(planOf(own, ['same', 'changed', 'new'], (each) => each === 'same')).toEqual({
      put: ['changed', 'new'],
      remove: ['gone'],
    });
  });

  test('removes first what is in the way', () => {
    expect(inTheWay({ put: ['a/b/c', 'x'], remove: ['a', 'a/b', 'x/y/z', 'gone', 'a/d'] })).toEqual([
      'a',
      'a/b',
      'x/y/z',
    ]);
  });

  test('can’t be made where a path is both a file and a folder', () => {
    expect(clashIn(['a', 'b/c', 'b/c/d'])).toBe('b/c');
    expect(clashIn(['a', 'b/c', 'b/d'])).toBeUndefined();
    expect(foldersOf('a/b/c')).toEqual(['a', 'a/b']);
  });
});
