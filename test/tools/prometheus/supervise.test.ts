import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supervise } from '../../../tools/prometheus/supervise';
import { isRunning, until } from './processes';

const project = join(__dirname, '..', '..', '..');

function startedPid(folder: string): number {
  return Number(readFileSync(join(folder, 'started'), 'utf8'));
}

describe('a supervised program', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-test-'));
  });

  test('ends with its folder when it is stopped', async () => {
    const program = supervise('/bin/sh', ['-c', 'echo $$ > pid; mv pid started; exec sleep 300'], folder);
    await until(() => existsSync(join(folder, 'started')));
    const pid = startedPid(folder);
    expect(program.running()).toBe(true);
    expect(isRunning(pid)).toBe(true);
    await program.stop();
    await program.stop();
    expect(program.running()).toBe(false);
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  test('is killed when it does not listen to being asked', async () => {
    const deaf = 'trap "" TERM; echo $$ > pid; mv pid started; while true; do sleep 0.1; done';
    const program = supervise('/bin/sh', ['-c', deaf], folder);
    await until(() => existsSync(join(folder, 'started')));
    const pid = startedPid(folder);
    await program.stop();
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  test('that ends by itself leaves its log, but not its folder', async () => {
    const program = supervise('/bin/sh', ['-c', 'echo first; echo last >&2; exit 2'], folder);
    await program.ended;
    expect(program.log().split('\n').sort()).toEqual(['', 'first', 'last']);
    expect(existsSync(folder)).toBe(false);
  });

  test('that does not exist ends with a log that says so', async () => {
    const program = supervise('/no/such/program', [], folder);
    await program.ended;
    expect(program.log()).toMatch(/not found/);
    expect(existsSync(folder)).toBe(false);
  });

  test('ends with its folder even when the process that started it is killed', async () => {
    const register = './src/sightline/cli/register-sources';
    const parent = spawn(process.execPath, ['-r', register, join(__dirname, 'abandon.ts'), folder], {
      cwd: project,
      stdio: 'ignore',
    });
    await until(() => existsSync(join(folder, 'started')));
    const pid = startedPid(folder);
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isRunning(pid) && !existsSync(folder));
  });
});
