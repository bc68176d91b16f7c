import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRun } from '../../../src/sightline/cli/cannot-run';
import { testCommand } from '../../../src/sightline/cli/test';

describe('sightline test', () => {
  let folder: string;
  let path: string | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-tests-'));
    path = process.env.PATH;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });

  /** A promtool that says what it was called with, and ends so. */
  const promtool = (name: string, status: number): string => {
    mkdirSync(join(folder, name));
    const file = join(folder, name, 'promtool');
    writeFileSync(file, `#!/bin/sh\necho "${name}: $*"\nexit ${status}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const written = (...files: string[]): string => {
    const dist = join(folder, 'dist');
    for (const file of files) {
      mkdirSync(join(dist, file, '..'), { recursive: true });
      writeFileSync(join(dist, file), '');
    }
    return dist;
  };
  const refused = async (...args: string[]): Promise<string> => {
    const failure: unknown = await testCommand(args).catch((thrown: unknown) => thrown);
    if (!(failure instanceof CannotRun)) throw new Error('it was not refused');
    return failure.message;
  };

  test('runs every test of a folder and of its environments with the promtool that is named', async () => {
    const dist = written(
      'tests/b.test.yml',
      'tests/a.test.yml',
      'staging/tests/a.test.yml',
      'docs/a.md',
      'a.yaml',
    );
    const program = promtool('named', 0);
    expect(await testCommand([dist, '--promtool', program])).toEqual({
      code: 0,
      output: `named: test rules ${dist}/staging/tests/a.test.yml ${dist}/tests/a.test.yml ${dist}/tests/b.test.yml

3 files of tests in ${dist}/ pass with ${program}.
`,
    });
  });

  test('ends with 1 where they do not pass', async () => {
    const dist = written('tests/a.test.yml');
    const { code, output } = await testCommand([dist, '--promtool', promtool('failing', 1)]);
    expect([code, output]).toEqual([1, expect.stringContaining(`1 file of tests in ${dist}/ do not pass`)]);
  });

  test('takes the promtool on PATH unless one is named', async () => {
    const dist = written('tests/a.test.yml');
    const program = promtool('on-path', 0);
    process.env.PATH = `${join(folder, 'on-path')}:${path ?? ''}`;
    expect((await testCommand([dist])).output).toContain(`pass with ${program}.`);
  });

  test('needs no promtool where no service has objectives', async () => {
    expect(await testCommand([written('a.yaml')])).toEqual({
      code: 0,
      output: `There are no tests in ${join(folder, 'dist')}/: a service with objectives has some.\n`,
    });
  });

  test('refuses what can not be', async () => {
    expect(await refused(join(folder, 'nowhere'))).toContain("'sightline synth' writes it");
    expect(await refused(written('tests/a.test.yml'), '--promtool', folder)).toBe(
      `'--promtool' (${folder}) is no program`,
    );
    expect(await refused('a', 'b')).toContain('give one folder, not 2');
  });
});
