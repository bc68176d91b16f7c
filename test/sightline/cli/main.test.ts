import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { changed, textPage } from '../verify/pages';

const root = resolve(__dirname, '../../..');

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a user does. */
function sightline(args: readonly string[], cwd = root): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'bin/sightline.js'), ...args], { cwd });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, ...output }));
  });
}

describe('the command', () => {
  let folder: string;
  const page = (name: string) => join(folder, name);
  const contract = ['--contract', join(root, 'test/sightline/verify/pages.ts#shop')];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-cli-'));
    writeFileSync(page('right'), textPage);
    writeFileSync(page('drifted'), changed(textPage, 'Requests served', 'Requests'));
    writeFileSync(page('wrong'), changed(textPage, 'method="other"', 'method="PURGE"'));
    writeFileSync(page('empty'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('ends with 0 where the page is right, and where there are only warnings', async () => {
    const [right, drifted] = await Promise.all([
      // from any folder
      sightline(['verify', page('right'), ...contract], folder),
      sightline(['verify', page('drifted'), ...contract]),
    ]);
    expect(right).toEqual({
      code: 0,
      stdout: `'shop' at ${page('right')} is as its contract says: 3 metrics in the contract, 10 series on the page as Prometheus 3.14 reads it.\n`,
      stderr: '',
    });
    expect(drifted.code).toBe(0);
    expect(drifted.stdout).toContain(
      `warning EXP009 [${page('drifted')}:1 metrics.shop_requests_total.help]`,
    );
  });

  test('ends with the same code where nobody reads what it says, and with 2 where it could not be written', () => {
    const command = (name: string) =>
      `'${process.execPath}' '${join(root, 'bin/sightline.js')}' verify '${page(name)}' ${contract.join(' ')}`;
    const unread = (name: string): string => {
      spawnSync('sh', ['-c', `{ ${command(name)}; echo $? >&3; } 3>'${page('code')}' 2>&1 | true`]);
      return readFileSync(page('code'), 'utf8');
    };
    expect([unread('wrong'), unread('right')]).toEqual(['1\n', '0\n']);
    if (!existsSync('/dev/full')) return;
    const full = spawnSync('sh', ['-c', `${command('right')} >/dev/full`], { encoding: 'utf8' });
    expect([full.status, full.stderr]).toEqual([
      2,
      expect.stringContaining("error: the output can't be printed: ENOSPC"),
    ]);
  });

  test('ends with 1 where the page is wrong; the contract is that of the only service unless another is named', async () => {
    const [wrong, empty] = await Promise.all([
      sightline(['verify', page('wrong'), ...contract]),
      sightline(['verify', page('empty'), '--format', 'json']),
    ]);
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toContain(`error EXP006 [${page('wrong')}:4 metrics.shop_requests_total]`);
    expect(empty.code).toBe(1);
    const { problems } = JSON.parse(empty.stdout) as { problems: { id: string; path: string }[] };
    expect(problems).toContainEqual(
      expect.objectContaining({ id: 'EXP002', path: 'metrics.task_api_requests_total' }),
    );
  });

  test('ends with 2, and one sentence, where it could not find out', async () => {
    const [missing, unnamed, unknown] = await Promise.all([
      sightline(['verify', page('none'), ...contract]),
      sightline(['verify', page('right'), '--service', 'tsk-api']),
      sightline(['verfy']),
    ]);
    expect(missing).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: '${page('none')}' can't be read: there is no such file; give a file, or a URL with http:// or https://\n`,
    });
    expect(unnamed).toMatchObject({ code: 2, stdout: '' });
    expect(unnamed.stderr).toMatch(
      /^error: '--service' \(tsk-api\) is no service of the program, which has .*did you mean 'task-api'\?\n$/,
    );
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toMatch(/^error: 'verfy' is no command\n\nUsage: sightline COMMAND/);
  });
});
