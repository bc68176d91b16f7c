import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { main } from '../../src/sightline/cli/main';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'docs/check.md'), 'utf8');
const files = [...page.matchAll(/^```(?:yaml|json|text) (\S+)\n([\s\S]*?)^```$/gm)];
const sessions = [...page.matchAll(/^```console\n\$ npx sightline (.*)\n([\s\S]*?)^```$/gm)];

describe('the examples of docs/check.md', () => {
  const home = process.cwd();
  let folder: string;
  let printed: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-docs-'));
    for (const [, name = '', text = ''] of files) writeFileSync(join(folder, name), text);
    // what '--since' asks
    const commit = ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message', 'a'];
    for (const args of [['init', '--quiet'], ['add', '--all'], commit])
      expect(spawnSync('git', args, { cwd: folder }).status).toBe(0);
    process.chdir(folder);
  });
  beforeEach(() => {
    printed = '';
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        printed += String(text);
        return true;
      });
    jest.replaceProperty(process, 'env', { ...process.env, NO_COLOR: '1' });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    // the command is a process of its own otherwise
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  it('are there', () => {
    expect(files).toHaveLength(8);
    expect(sessions).toHaveLength(12);
  });

  it.each(sessions.map(([, command = '', output = '']) => [command, output]))(
    'print what it says: %s',
    async (command, output) => {
      await main(command.split(' '));
      expect(printed).toBe(output);
    },
  );

  it('name every option of the command', async () => {
    await main(['check', '--help']);
    const options = [...printed.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name = '']) => name);
    expect(options.filter((name) => name !== '--help' && !page.includes(name))).toEqual([]);
    expect(options).toContain('--since');
  });
});
