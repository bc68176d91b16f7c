import {
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
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

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
