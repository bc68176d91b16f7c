import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackFromDebian } from '../../../tools/python/debian-packages';

let folder: string;
const path = process.env.PATH;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-test-'));
});
afterEach(async () => {
  process.env.PATH = path;
  await rm(folder, { recursive: true, force: true });
});

/** Puts programs before all others on PATH. */
async function onPath(programs: Readonly<Record<string, string>>): Promise<void> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  }
  process.env.PATH = `${bin}:${path}`;
}

describe('taking Python packages from Debian', () => {
  test('unpacks what apt downloads into one folder, with a launcher beside it', async () => {
    await onPath({
      'apt-get': `[ "$3" = update ] || echo "$*" > ${folder}/asked; [ "$3" = install ] && touch archives/one.deb archives/two.deb; true`,
      'dpkg-deb': 'mkdir -p "$3" && touch "$3/$(basename "$2" .deb)"',
    });
    expect(await unpackFromDebian(join(folder, 'cache/debian'))).toBeUndefined();
    expect((await readdir(join(folder, 'cache/debian'))).sort()).toEqual(['python3', 'root']);
    expect((await readdir(join(folder, 'cache/debian/root'))).sort()).toEqual(['one', 'two']);
    expect(await readdir(join(folder, 'cache'))).toEqual(['debian']);
    expect(await readFile(join(folder, 'asked'), 'utf8')).toMatch(
      / install --download-only --yes python3 python3-django python3-fastapi python3-flask python3-prometheus-client python3-uvicorn\n$/,
    );
  });

  test('says what apt says where a package is not to be had, and leaves nothing behind', async () => {
    await onPath({
      'apt-get': `[ "$3" = update ] && { echo 'W: Failed to fetch http://deb.example.com' >&2; exit 0; }; echo 'E: Unable to locate package python3-fastapi' >&2; exit 100`,
    });
    expect(await unpackFromDebian(join(folder, 'cache/debian'))).toBe(
      "Debian's packages could not be had: Unable to locate package python3-fastapi; Failed to fetch http://deb.example.com",
    );
    expect(existsSync(join(folder, 'cache'))).toBe(false);
  });

  test('says so where there is no apt', async () => {
    process.env.PATH = join(folder, 'nothing');
    expect(await unpackFromDebian(join(folder, 'debian'))).toBe(
      "'apt-get' is not on this machine, or may not be run",
    );
  });
});
