import { join, resolve } from 'node:path';
import { recognise } from '../../../../src/sightline/synth/output/recognise';
import { writeOutput } from '../../../../src/sightline/synth/output/write-output';
import { all, put, remove, tempFolder, type Texts } from './temp-folder';

const values =
  '# Values of the Helm chart kube-prometheus-stack 88.5.3. Generated: change the program, not this file.\na: 1\n';
const page = '# Objectives of shop in prod\n\nGenerated: change the program, not this page.\n';
const tests =
  "# What the rules of objective 'a' of prod/shop must do. Generated: change the program, not this file.\n";
const rules =
  "# The rules of objective 'a', as promtool reads them. Generated from the same source as the PrometheusRule.\n";
const manifest = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: prod\n';

/** Those of some files that are recognised beside what a run writes. */
function recognised(texts: Texts, next: Texts, isUnlisted = true): readonly string[] {
  const read = (path: string): string => texts[path] ?? '';
  return [...recognise(Object.keys(texts), { read, next: new Map(Object.entries(next)), isUnlisted })].sort();
}

describe('a file that no list names', () => {
  test('is known by its first lines in the folders that only generated files lie in', () => {
    const texts = {
      'helm/stack.values.yml': values,
      'docs/prod.shop.md': page,
      'tests/prod.shop.a.test.yml': tests,
      'tests/prod.shop.a.rules.yml': rules,
    };
    expect(recognised(texts, {})).toEqual(Object.keys(texts).sort());
    // a branch whose list was lost in a merge
    expect(recognised(texts, {}, false)).toEqual(Object.keys(texts).sort());
  });

  test.each<[string, string, string]>([
    ['of another name', 'helm/mine.yml', values],
    ['at another place', 'stack.values.yml', values],
    ['deeper', 'helm/mine/stack.values.yml', values],
    ['without these lines', 'helm/stack.values.yml', 'a: 1\n'],
    ['with these lines later', 'docs/notes.md', `# Notes\n\n${page}`],
    ['about something else', 'docs/page.md', '# Objectives of the team\n\nEarn more.\n'],
    ['that is a manifest', 'shop.k8s.yaml', manifest],
  ])('is not %s', (_, path, text) => {
    expect(recognised({ [path]: text }, {})).toEqual([]);
    expect(recognised({ 'helm/other.values.yml': values, [path]: text }, {})).toEqual([
      'helm/other.values.yml',
    ]);
  });

  test('is known where it is what is written, byte for byte', () => {
    expect(recognised({ 'shop.k8s.yaml': manifest }, { 'shop.k8s.yaml': manifest }, false)).toEqual([
      'shop.k8s.yaml',
    ]);
    expect(recognised({ 'shop.k8s.yaml': manifest }, { 'shop.k8s.yaml': `${manifest}x: 1\n` })).toEqual([]);
  });

  describe('and is a manifest that differs from what is written', () => {
    const next = { 'shop.k8s.yaml': `${manifest}  labels:\n    a: b\n` };
    const beside = { 'helm/stack.values.yml': values };

    test('is known beside generated files, in a folder without a list, as cdk8s has printed it', () => {
      expect(recognised({ ...beside, 'shop.k8s.yaml': manifest }, next)).toContain('shop.k8s.yaml');
    });

    test.each<[string, Texts, Texts, boolean]>([
      ['in a folder with a list', { ...beside, 'shop.k8s.yaml': manifest }, next, false],
      ['without generated files', { 'shop.k8s.yaml': manifest }, next, true],
      ['with a comment', { ...beside, 'shop.k8s.yaml': `# mine\n${manifest}` }, next, true],
      [
        'printed by another',
        { ...beside, 'shop.k8s.yaml': 'apiVersion: "v1"\nkind: Namespace\n' },
        next,
        true,
      ],
      ['that is none', { ...beside, 'shop.k8s.yaml': 'a: [' }, next, true],
      ['that is empty', { ...beside, 'shop.k8s.yaml': '' }, next, true],
      ['that is not written any more', { ...beside, 'shop.k8s.yaml': manifest }, {}, true],
    ])('is not known %s', (_, texts, written, isUnlisted) => {
      expect(recognised(texts, written, isUnlisted)).not.toContain('shop.k8s.yaml');
    });
  });
});

test('a folder that an earlier version has written is taken over: this repository’s, without its list', () => {
  const committed = all(resolve(__dirname, '../../../../dist'));
  const dist = tempFolder();
  try {
    const earlier = Object.entries(committed).filter(([path]) => path !== '.sightline-files');
    put(dist, Object.fromEntries(earlier));
    expect(earlier.length).toBeGreaterThan(5);
    // its page is no more, and all else has changed
    const written = new Map(earlier.map(([path]) => [path, 'new\n'] as const));
    written.delete('docs/default.task-api.md');
    writeOutput(dist, written);
    expect(Object.keys(all(dist)).sort()).toEqual(['.sightline-files', ...written.keys()].sort());
  } finally {
    remove(dist);
  }
});

test('a folder that holds one file of somebody else’s beside them is not', () => {
  const committed = all(resolve(__dirname, '../../../../dist'));
  const dist = tempFolder({ ...committed, 'mine.k8s.yaml': manifest });
  try {
    remove(join(dist, '.sightline-files'));
    const before = all(dist);
    expect(() => writeOutput(dist, new Map([['task-api.k8s.yaml', 'new']]))).toThrow("'mine.k8s.yaml'");
    expect(all(dist)).toEqual(before);
  } finally {
    remove(dist);
  }
});
