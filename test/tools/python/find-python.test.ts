import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findPython, type FindPythonOptions } from '../../../tools/python/find-python';
import { fakePython } from './fake-python';

const requirements = resolve(__dirname, '../../../tools/python/requirements.txt');
let folder: string;
let cache: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-test-'));
  cache = join(folder, 'cache');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Looks among these Pythons and nowhere else. */
const find = (installed: readonly string[], options: FindPythonOptions = {}) =>
  findPython({ env: {}, cache, installed, debian: false, ...options });
const fake = (
  name: string,
  ...options: Parameters<typeof fakePython> extends [string, ...infer R] ? R : never
) => fakePython(join(folder, name), ...options);
const made = () => ({ version: '3.11.9', python: join(cache, 'venv/bin/python3') });

describe('finding Python', () => {
  test('takes the one that is named, and no other where that is wrong', async () => {
    const able = await fake('able', { hasModules: true });
    const bare = await fake('bare');
    expect(await find([], { env: { SIGHTLINE_PYTHON: able } })).toEqual({ version: '3.11.9', python: able });
    expect(await find([able], { env: { SIGHTLINE_PYTHON: bare } })).toEqual({
      reason: `SIGHTLINE_PYTHON names '${bare}', which cannot import django, fastapi, flask, prometheus_client, uvicorn.`,
    });
  });

  test('takes the first of this machine that has what is needed, and makes nothing', async () => {
    const [bare, able] = [await fake('bare'), await fake('able', { hasModules: true, version: '3.9.2' })];
    expect(await find([bare, able])).toEqual({ version: '3.9.2', python: able });
    expect(await find([bare, able], { env: { SIGHTLINE_PYTHON: '' } })).toEqual({
      version: '3.9.2',
      python: able,
    });
    await expect(readFile(join(cache, 'venv/requirements.txt'))).rejects.toThrow('ENOENT');
  });

  test('makes an environment where none has it, once', async () => {
    const bare = await fake('bare');
    expect(await find([bare])).toEqual(made());
    expect(await readFile(join(cache, 'venv/requirements.txt'), 'utf8')).toBe(
      await readFile(requirements, 'utf8'),
    );
    await rm(bare);
    expect(await find([bare])).toEqual(made());
  });

  test('takes the environment before the Pythons of this machine, whose packages may be any', async () => {
    await find([await fake('bare')]);
    expect(await find([await fake('able', { hasModules: true })])).toEqual(made());
  });

  test.each(['', 'fastapi==0.1\n'])(
    'makes it anew where it was made of other requirements: %j',
    async (old) => {
      const bare = await fake('bare');
      await find([bare]);
      await writeFile(join(cache, 'venv/requirements.txt'), old);
      await writeFile(join(cache, 'venv/left-over'), '');
      expect(await find([bare])).toEqual(made());
      await expect(readFile(join(cache, 'venv/left-over'))).rejects.toThrow('ENOENT');
    },
  );

  test('makes it of another Python where the first is too old, or can make none', async () => {
    const old = await fake('old', { version: '3.8.20' });
    const bare = await fake('bare', { refusesVenv: 'ensurepip is not available' });
    expect(await find([old, bare, await fake('able')])).toEqual(made());
  });

  test('takes packages from Debian where no Python can make an environment, and takes them again', async () => {
    const bare = await fake('bare', { refusesVenv: 'ensurepip is not available' });
    const debian = async (target: string): Promise<undefined> => {
      await fakePython(join(target, 'python3'), { hasModules: true, version: '3.11.2' });
      return undefined;
    };
    const unpacked = { version: '3.11.2', python: join(cache, 'debian/python3') };
    expect(await find([bare], { debian })).toEqual(unpacked);
    expect(await find([bare], { debian: false })).toEqual(unpacked);
  });

  test('says all that was tried where nothing helps', async () => {
    const old = await fake('old', { version: '3.8.20' });
    const without = await fake('without', { refusesVenv: 'ensurepip is not available' });
    const offline = await fake('offline', { refusesPip: 'ERROR: No matching distribution found.' });
    const missing = join(folder, 'missing');
    const debian = () => Promise.resolve('there is no apt');
    expect(await find([old, without, offline, missing], { debian })).toEqual({
      reason: [
        `No Python here can import django, fastapi, flask, prometheus_client, uvicorn, and no environment could be made in '${cache}': `,
        `'${old}' is Python 3.8, and 3.9 or later is needed; `,
        `'${without} -m venv' failed: ensurepip is not available; `,
        `'pip install -r ${requirements}' failed: No matching distribution found; `,
        `'${missing}' is not on this machine, or may not be run; `,
        'there is no apt. SIGHTLINE_PYTHON may name a Python that can import them.',
      ].join(''),
    });
  });

  test('says so where what was made does not run', async () => {
    const none = (): Promise<undefined> => Promise.resolve(undefined);
    expect(await find([], { debian: none })).toMatchObject({
      reason: expect.stringContaining("what Debian's packages hold does not run here"),
    });
  });

  test('tries again after a failure only once some time has passed', async () => {
    let tries = 0;
    const debian = (): Promise<string> => Promise.resolve(`try ${(tries += 1)}`);
    const reasonOf = async (retryAfterMs: number): Promise<unknown> => find([], { debian, retryAfterMs });
    await reasonOf(60_000);
    expect(await reasonOf(60_000)).toMatchObject({ reason: expect.stringContaining('try 1') });
    expect(await reasonOf(0)).toMatchObject({ reason: expect.stringContaining('try 2') });
  });

  test('makes one environment for two that look at the same time', async () => {
    const bare = await fake('bare');
    expect(await Promise.all([find([bare]), find([bare])])).toEqual([made(), made()]);
  });
});
