import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../../src/sightline/prometheus/run-command';
import { launcherScript } from '../../../tools/python/launcher-script';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-test-'));
  await writeFile(join(folder, 'python3'), launcherScript, { mode: 0o755 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the launcher of an unpacked Python', () => {
  test('starts the Python beside it with its own modules and libraries, and the arguments', async () => {
    const root = join(folder, 'root/usr');
    for (const each of ['bin', 'lib/python3.11', 'lib/x86_64-linux-gnu'])
      await mkdir(join(root, each), { recursive: true });
    const shown = 'printf "%s\\n" "$PYTHONPATH" "$LD_LIBRARY_PATH" "$@"';
    await writeFile(join(root, 'bin/python3'), `#!/bin/sh\n${shown}\n`, { mode: 0o755 });
    const { ok, stdout } = await runCommand(join(folder, 'python3'), ['-c', 'two words']);
    expect(ok).toBe(true);
    expect(stdout.split('\n')).toEqual([
      `${root}/lib/python3/dist-packages:${root}/lib/python3.11:${root}/lib/python3.11/lib-dynload`,
      `${root}/lib/x86_64-linux-gnu`,
      '-c',
      'two words',
      '',
    ]);
  });

  test('gives its modules to the system’s Python where only they were missing', async () => {
    await mkdir(join(folder, 'root/usr/lib/python3/dist-packages'), { recursive: true });
    await writeFile(join(folder, 'root/usr/lib/python3/dist-packages/sightline_probe.py'), 'answer = 42\n');
    const { ok, stdout, stderr } = await runCommand(join(folder, 'python3'), [
      '-c',
      'import sightline_probe; print(sightline_probe.answer)',
    ]);
    // a machine without any has none to give them to
    if (ok) expect(stdout).toBe('42\n');
    else expect(stderr).toContain('/usr/bin/python3');
  });
});
