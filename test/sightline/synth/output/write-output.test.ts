import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotWrite } from '../../../../src/sightline/synth/output/cannot-write';
import { writeOutput } from '../../../../src/sightline/synth/output/write-output';
import { all, put, remove, tempFolder, type Texts } from './temp-folder';

const list = (...paths: string[]) =>
  `# The files in this folder that Sightline has written, and that it replaces and removes. Generated: commit it with them.\n${paths.map((path) => `${path}\n`).join('')}`;

describe('writing the output folder', () => {
  let parent: string;
  let dist: string;
  beforeEach(() => {
    parent = tempFolder();
    dist = join(parent, 'dist');
  });
  afterEach(() => remove(parent));

  const write = (texts: Texts, output = dist) => writeOutput(output, new Map(Object.entries(texts)));
  const refused = (texts: Texts, output = dist): string => {
    try {
      write(texts, output);
    } catch (failure) {
      if (failure instanceof CannotWrite) return failure.message;
      throw failure;
    }
    throw new Error('it was written');
  };

  test('makes it where there was none, with a list of its files', () => {
    const files = { 'b.yaml': 'b: 1\n', 'helm/a.yml': 'a: 1\n' };
    expect(write(files)).toEqual({
      replaced: { before: new Map(), after: new Map(Object.entries(files)) },
      warnings: [],
    });
    expect(all(parent)).toEqual({
      'dist/.sightline-files': list('b.yaml', 'helm/a.yml'),
      'dist/b.yaml': 'b: 1\n',
      'dist/helm/a.yml': 'a: 1\n',
    });
  });

  test('makes the folders around it', () => {
    write({ 'a.yaml': 'a' }, join(parent, 'out', 'prod', 'dist'));
    expect(readFileSync(join(parent, 'out/prod/dist/a.yaml'), 'utf8')).toBe('a');
  });

  test('makes the same bytes by whatever way: at once, after another program, and again', () => {
    write({ 'a.yaml': '1', 'b.yaml': '2' });
    const atOnce = all(dist);
    write({ 'c.yaml': '3', 'b.yaml': '4' });
    write({ 'b.yaml': '2', 'a.yaml': '1' });
    expect(all(dist)).toEqual(atOnce);
    write({ 'b.yaml': '2', 'a.yaml': '1' });
    expect(all(dist)).toEqual(atOnce);
  });

  test('removes the files of the run before that are no more, and the folders that are empty then', () => {
    write({ 'old.yaml': 'old', 'helm/old.yml': 'old', 'docs/a/b.md': 'old' });
    write({ 'new.yaml': 'new' });
    expect(all(parent)).toEqual({ 'dist/.sightline-files': list('new.yaml'), 'dist/new.yaml': 'new' });
  });

  test('replaces a file by a folder, and a folder by a file', () => {
    write({ a: 'file', 'b/c/d': 'deep' });
    write({ 'a/x': 'in a folder', b: 'file' });
    expect(all(dist)).toEqual({ '.sightline-files': list('a/x', 'b'), 'a/x': 'in a folder', b: 'file' });
  });

  test('leaves a file alone that is the same already', () => {
    write({ 'a.yaml': 'same', 'b.yaml': 'old' });
    const before = statSync(join(dist, 'a.yaml'));
    write({ 'a.yaml': 'same', 'b.yaml': 'new' });
    const after = statSync(join(dist, 'a.yaml'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  test('stays the same folder, so that what watches it or is mounted from it sees the new files', () => {
    write({ 'a.yaml': 'old' });
    const before = statSync(dist).ino;
    write({ 'b.yaml': 'new' });
    expect(statSync(dist).ino).toBe(before);
  });

  test('takes a slash at the end of its name for nothing', () => {
    write({ 'a.yaml': '1' }, `${dist}/`);
    write({ 'a.yaml': '2' }, `${dist}//`);
    expect(all(parent)).toEqual({ 'dist/.sightline-files': list('a.yaml'), 'dist/a.yaml': '2' });
  });

  test('follows a link to a folder, and leaves the link where it is', () => {
    mkdirSync(join(parent, 'elsewhere'));
    symlinkSync('elsewhere', dist);
    write({ 'a.yaml': '1' });
    write({ 'a.yaml': '2' });
    expect(all(parent)).toEqual({
      dist: '-> elsewhere',
      'elsewhere/.sightline-files': list('a.yaml'),
      'elsewhere/a.yaml': '2',
    });
  });

  test('writes into an empty folder, and leaves empty folders in it where they are', () => {
    mkdirSync(join(dist, 'mine'), { recursive: true });
    write({ 'a.yaml': '1' });
    expect(all(dist)).toEqual({ '.sightline-files': list('a.yaml'), 'a.yaml': '1', 'mine/': '' });
  });

  test('leaves alone what systems put into folders for themselves', () => {
    write({ 'helm/a.yml': '1' });
    put(dist, { '.DS_Store': 'x', 'helm/Thumbs.db': 'y' });
    write({ 'b.yaml': '2' });
    expect(all(dist)).toEqual({
      '.DS_Store': 'x',
      '.sightline-files': list('b.yaml'),
      'b.yaml': '2',
      'helm/Thumbs.db': 'y',
    });
  });

  test('replaces a file that somebody has edited: the program is what counts', () => {
    write({ 'a.yaml': 'generated' });
    put(dist, { 'a.yaml': 'edited' });
    write({ 'a.yaml': 'generated' });
    expect(readFileSync(join(dist, 'a.yaml'), 'utf8')).toBe('generated');
  });

  test('puts right what git has left of a conflict, in files and in the list', () => {
    write({ 'a.yaml': 'a' });
    put(dist, {
      'a.yaml': '<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> theirs\n',
      'ours.yaml': 'o',
      'theirs.yaml': 't',
      '.sightline-files': list(
        'a.yaml',
        '<<<<<<< HEAD',
        'ours.yaml',
        '=======',
        'theirs.yaml',
        '>>>>>>> theirs',
      ),
    });
    write({ 'a.yaml': 'a', 'ours.yaml': 'o' });
    expect(all(dist)).toEqual({
      '.sightline-files': list('a.yaml', 'ours.yaml'),
      'a.yaml': 'a',
      'ours.yaml': 'o',
    });
  });

  describe('refuses', () => {
    /** What the folder held before and holds now. */
    const unchangedBy = (act: () => string): string => {
      const before = all(parent);
      const message = act();
      expect(all(parent)).toEqual(before);
      return message;
    };

    test('a folder of sources, and names what lies there', () => {
      put(parent, { 'src/main.ts': 'x', 'src/services/task-api.ts': 'y', 'src/monitoring.ts': 'z' });
      expect(unchangedBy(() => refused({ 'a.yaml': '1' }, join(parent, 'src')))).toBe(
        `error: '${parent}/src' holds what Sightline has not written: 'main.ts', 'monitoring.ts' and 'services/'. All that lies in the output folder is deployed, so it holds nothing else.
  Fix: move that elsewhere, delete it if an earlier version of Sightline has written it, or name another folder with '--output'.

${parent}/src/ is as it was.`,
      );
    });

    test.each<[string, Texts, string]>([
      ['a note', { 'notes.txt': 'x' }, "'notes.txt'."],
      ['a manifest', { 'mine.k8s.yaml': 'kind: Secret' }, "'mine.k8s.yaml'."],
      ['a repository of git', { '.git/HEAD': 'ref', '.git/config': 'x' }, "'.git/'."],
      ['a file beside the values', { 'helm/mine.yml': 'x' }, "'helm/mine.yml'."],
      ['a file deep in a folder', { 'a/b/c/d.txt': 'x' }, "'a/'."],
      ['a hidden file', { '.env': 'SECRET' }, "'.env'."],
      ['a name that would move the cursor', { 'a\u001b[2J': 'x' }, "'a?[2J'."],
      [
        'more than ten of them',
        Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${10 + index}`, ''])),
        "'10', '11', '12', '13', '14', '15', '16', '17', '18', '19' and 2 more.",
      ],
    ])('%s among its own files', (_, texts, names) => {
      write({ 'a.yaml': '1', 'helm/b.yml': '2' });
      put(dist, texts);
      expect(unchangedBy(() => refused({ 'a.yaml': '2' }))).toContain(
        `holds what Sightline has not written: ${names}`,
      );
    });

    test('a link among its own files, also in place of one of them or of a folder of theirs', () => {
      put(parent, { 'mine/b.yml': 'mine' });
      write({ 'a.yaml': '1', 'helm/b.yml': '2' });
      remove(join(dist, 'helm'));
      symlinkSync(join(parent, 'mine'), join(dist, 'helm'));
      expect(unchangedBy(() => refused({ 'a.yaml': '2' }))).toContain(": 'helm'.");
      remove(join(dist, 'helm'));
      remove(join(dist, 'a.yaml'));
      symlinkSync(join(parent, 'mine/b.yml'), join(dist, 'a.yaml'));
      expect(unchangedBy(() => refused({ 'a.yaml': '2' }))).toContain(": 'a.yaml'.");
    });

    test('a file of its name, as it would write it, that is not its own', () => {
      put(dist, { 'a.yaml': 'mine' });
      expect(unchangedBy(() => refused({ 'a.yaml': '1' }))).toContain(": 'a.yaml'.");
    });

    test('a file in place of the folder', () => {
      put(parent, { dist: 'mine' });
      expect(unchangedBy(() => refused({ 'a.yaml': '1' }))).toBe(
        `error: '${dist}' is a file, and the output is a folder of files.
  Fix: move the file elsewhere, or name another folder with '--output'.

Nothing has changed.`,
      );
    });

    test('a link that leads nowhere, or in a circle', () => {
      symlinkSync('nowhere', dist);
      expect(unchangedBy(() => refused({ 'a.yaml': '1' }))).toContain(
        `'${dist}' is a link to 'nowhere', where nothing is.`,
      );
      symlinkSync('circle', join(parent, 'circle'));
      expect(unchangedBy(() => refused({ 'a.yaml': '1' }, join(parent, 'circle')))).toContain(
        "can't be written: the links in its path lead in a circle (ELOOP).",
      );
    });

    test('a folder below a file', () => {
      put(parent, { 'package.json': '{}' });
      expect(unchangedBy(() => refused({ 'a.yaml': '1' }, join(parent, 'package.json/dist')))).toContain(
        "can't be written: a part of its path is a file (ENOTDIR).",
      );
    });

    test('names that are too long, of the folder, of the folders around it and of a file', () => {
      const long = 'x'.repeat(300);
      expect(unchangedBy(() => refused({ 'a.yaml': '1' }, join(parent, long)))).toContain('(ENAMETOOLONG)');
      expect(unchangedBy(() => refused({ 'a.yaml': '1' }, join(parent, 'a', 'b', long)))).toContain(
        '(ENAMETOOLONG)',
      );
      expect(unchangedBy(() => refused({ [`${long}.yaml`]: '1' }))).toContain('(ENAMETOOLONG)');
      write({ 'a.yaml': '1' });
      expect(unchangedBy(() => refused({ 'a.yaml': '2', [`helm/${long}.yml`]: '1' }))).toBe(
        `error: '${dist}/helm/${long}.yml' can't be written: a name in it is longer than the file system allows (ENAMETOOLONG).
  Fix: choose a shorter name.

${dist}/ is as it was.`,
      );
    });

    test.each([
      '../outside.yaml',
      '/etc/passwd',
      'a/../../b',
      '.git/hooks/x',
      '.sightline-files',
      'a\nb',
      '',
      'a//b',
    ])('to write to %j', (path) => {
      write({ 'a.yaml': '1' });
      expect(unchangedBy(() => refused({ 'a.yaml': '2', [path]: 'x' }))).toContain('can be no file in');
    });

    test('a path that would be a file and a folder', () => {
      expect(unchangedBy(() => refused({ a: '1', 'a/b': '2' }))).toContain(
        `'a' would be a file and a folder`,
      );
    });

    test('no name at all', () => {
      expect(refused({ 'a.yaml': '1' }, '')).toContain("'' is no name of a folder.");
    });
  });

  test('removes nothing that a list names which somebody has changed, unless it lies in the folder', () => {
    put(parent, { 'mine.txt': 'mine' });
    write({ 'a.yaml': '1' });
    writeFileSync(
      join(dist, '.sightline-files'),
      `../mine.txt\n${parent}/mine.txt\na.yaml\n../dist/../mine.txt\n`,
    );
    write({ 'b.yaml': '2' });
    expect(all(parent)).toEqual({
      'dist/.sightline-files': list('b.yaml'),
      'dist/b.yaml': '2',
      'mine.txt': 'mine',
    });
  });

  test('does not so much as make a claim in a folder that is not its own', () => {
    put(dist, { 'notes.txt': 'x' });
    const before = statSync(dist).mtimeMs;
    refused({ 'a.yaml': '1' });
    expect(statSync(dist).mtimeMs).toBe(before);
    expect(existsSync(join(dist, '.sightline-work'))).toBe(false);
  });
});
