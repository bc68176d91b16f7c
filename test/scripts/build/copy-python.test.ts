import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { copyPython } from '../../../scripts/build/copy-python';

describe('What a build copies', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sightline-build-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is the Python files, at the same places, and nothing else', () => {
    mkdirSync(join(folder, 'src/a/b'), { recursive: true });
    writeFileSync(join(folder, 'src/a/b/part.py'), 'x = "ä"\n');
    writeFileSync(join(folder, 'src/a/code.ts'), 'export {};\n');
    expect(copyPython(join(folder, 'src'), join(folder, 'lib'))).toEqual(['a/b/part.py']);
    expect(readdirSync(join(folder, 'lib'), { recursive: true }).sort()).toEqual(['a', 'a/b', 'a/b/part.py']);
    expect(readFileSync(join(folder, 'lib/a/b/part.py'), 'utf8')).toBe('x = "ä"\n');
  });

  test('has all that the generator of Python reads', () => {
    const copied = copyPython(resolve(__dirname, '../../../src'), folder);
    for (const part of ['bounded', 'page', 'hooks', 'routes', 'exchange', 'middleware']) {
      expect(copied).toContain(`sightline/instrument/python/runtime/${part}.py`);
    }
  });
});
