import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFolder } from '../../../src/sightline/synth/replace-folder';

describe('replacing a folder', () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'sightline-replace-'));
    folder = join(parent, 'dist');
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(parent, { recursive: true, force: true });
  });

  test('makes it where there was none', () => {
    replaceFolder(
      folder,
      new Map([
        ['a.yaml', 'a: 1\n'],
        ['helm/b.yml', 'b: 2\n'],
      ]),
    );
    expect(readFileSync(join(folder, 'helm/b.yml'), 'utf8')).toBe('b: 2\n');
    expect(readdirSync(parent)).toEqual(['dist']);
  });

  test('leaves nothing of what was there', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'old.yaml'), 'old');
    replaceFolder(folder, new Map([['new.yaml', 'new']]));
    expect(readdirSync(folder)).toEqual(['new.yaml']);
    expect(readdirSync(parent)).toEqual(['dist']);
  });

  /** Lets the renaming of one path fail, as where another process holds it open. */
  function failToRename(failing: string): void {
    const rename = fs.renameSync;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (from === failing) throw new Error('EBUSY');
      rename(from, to);
    });
  }

  test('puts back what was there when the new one can not take its place', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'old.yaml'), 'old');
    failToRename(`${folder}.next-${process.pid}`);
    expect(() => replaceFolder(folder, new Map([['new.yaml', 'new']]))).toThrow('EBUSY');
    expect(readFileSync(join(folder, 'old.yaml'), 'utf8')).toBe('old');
    expect(readdirSync(parent)).toEqual(['dist']);
  });

  test('leaves it where it is when it can not be moved aside', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'old.yaml'), 'old');
    failToRename(folder);
    expect(() => replaceFolder(folder, new Map([['new.yaml', 'new']]))).toThrow('EBUSY');
    expect(readFileSync(join(folder, 'old.yaml'), 'utf8')).toBe('old');
    expect(readdirSync(parent)).toEqual(['dist']);
  });

  test('loses nothing even where it can not be put back: it is beside it, under another name', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'old.yaml'), 'old');
    const rename = fs.renameSync;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (to === folder) throw new Error('EBUSY');
      rename(from, to);
    });
    expect(() => replaceFolder(folder, new Map([['new.yaml', 'new']]))).toThrow('EBUSY');
    const [kept = ''] = readdirSync(parent);
    expect(readFileSync(join(parent, kept, 'old.yaml'), 'utf8')).toBe('old');
  });

  test('makes none where there was none and the new one can not take its place', () => {
    failToRename(`${folder}.next-${process.pid}`);
    expect(() => replaceFolder(folder, new Map([['new.yaml', 'new']]))).toThrow('EBUSY');
    expect(readdirSync(parent)).toEqual([]);
  });

  test('changes nothing when writing fails half-way', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'old.yaml'), 'old');
    const files = new Map([
      ['a', 'a file'],
      ['a/b', 'which can be no folder'],
    ]);
    expect(() => replaceFolder(folder, files)).toThrow();
    expect(readFileSync(join(folder, 'old.yaml'), 'utf8')).toBe('old');
    expect(readdirSync(parent)).toEqual(['dist']);
    expect(existsSync(join(folder, 'a'))).toBe(false);
  });
});
