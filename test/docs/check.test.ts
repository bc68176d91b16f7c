import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'docs/check.md'), 'utf8');
const files = [...page.matchAll(/^```(?:yaml|json) (\S+)\n([\s\S]*?)^```$/gm)];
const sessions = [...page.matchAll(/^```console\n\$ npx sightline (.*)\n([\s\S]*?)^```$/gm)];

describe('the examples of docs/check.md', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-docs-'));
    for (const [, name = '', text = ''] of files) writeFileSync(join(folder, name), text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are there', () => {
    expect(files).toHaveLength(5);
    expect(sessions).toHaveLength(6);
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
      expect(stderr).toBe('');
      expect(stdout).toBe(output);
    },
  );
});
