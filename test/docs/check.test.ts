import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'docs/check.md'), 'utf8');
const files = [...page.matchAll(/^```(?:yaml|text) (\S+)\n([\s\S]*?)^```$/gm)];
const sessions = [...page.matchAll(/^```console\n\$ npx sightline (.*)\n([\s\S]*?)^```$/gm)];

describe('the examples of docs/check.md', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-docs-'));
    for (const [, name = '', text = ''] of files) writeFileSync(join(folder, name), text);
    // what '--since' asks
    const commit = ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message', 'a'];
    for (const args of [['init', '--quiet'], ['add', '--all'], commit])
      expect(spawnSync('git', args, { cwd: folder }).status).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are there', () => {
    expect(files).toHaveLength(6);
    expect(sessions).toHaveLength(10);
  });

  it.each(sessions.map(([, command = '', output = '']) => [command, output]))(
    'print what it says: %s',
    (command, output) => {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [join(root, 'bin/sightline.js'), ...command.split(' ')],
        {
          cwd: folder,
          encoding: 'utf8',
        },
      );
      expect(stdout + stderr).toBe(output);
    },
  );
});
