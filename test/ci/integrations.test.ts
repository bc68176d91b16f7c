import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}
interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args: readonly string[];
}

const root = resolve(__dirname, '../..');
const read = (file: string): unknown => parse(readFileSync(join(root, file), 'utf8'));
const { version } = read('package.json') as { readonly version: string };
const action = read('action.yml') as Action;
const hooks = read('.pre-commit-hooks.yaml') as readonly Hook[];

describe('what the repository has for others', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-integrations-'));
    mkdirSync(join(folder, 'bin'));
    // npx that says what it is asked for, and fails as the command does where something is wrong
    writeFileSync(join(folder, 'bin/npx'), '#!/bin/sh\nfor each; do echo "<$each>"; done\nexit 1\n');
    chmodSync(join(folder, 'bin/npx'), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (script: string, env: Readonly<Record<string, string>> = {}) => {
    const path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
    const { status, stdout } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
      ...{ cwd: folder, encoding: 'utf8' },
      env: { PATH: path, ...env },
    });
    return { status, asked: stdout.trim().split('\n') };
  };

  it('is the hook of pre-commit, which asks for this version and checks everything', () => {
    const [hook] = hooks;
    expect(hooks).toHaveLength(1);
    expect(run([hook?.entry, ...(hook?.args ?? [])].join(' '))).toEqual({
      status: 1,
      asked: ['<--yes>', `<@sightline-monitoring/sightline@${version}>`, '<check>', '<.>'],
    });
  });

  describe('is the action of GitHub', () => {
    const [step] = action.runs.steps;
    const withInputs = (inputs: Readonly<Record<string, string>>) => {
      const env = Object.entries(step?.env ?? {}).map(([name, value]) => {
        const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value) ?? [];
        return [name, inputs[input] ?? action.inputs[input]?.default ?? 'no such input'];
      });
      const files = { GITHUB_OUTPUT: join(folder, 'output'), RUNNER_TEMP: folder };
      return run(step?.run ?? '', { ...Object.fromEntries(env), ...files });
    };

    it('which asks for this version, annotates, and fails as the command does', () => {
      expect(action.runs.using).toBe('composite');
      expect(withInputs({})).toEqual({
        status: 1,
        asked: [
          ...['<--yes>', `<@sightline-monitoring/sightline@${version}>`, '<check>'],
          ...['<--format=github>', '<--fail-on=error>', '<-->', '<.>'],
        ],
      });
    });

    it('which hands on every input as it is written', () => {
      const inputs = {
        paths: 'a b\n$(touch x)\n',
        prometheus: 'monitoring/k8s',
        release: 'kps',
        namespace: 'shop',
        since: 'origin/main',
        'fail-on': 'warning',
        version: '1.2.3',
      };
      expect(Object.keys(action.inputs).sort()).toEqual([...Object.keys(inputs), 'format'].sort());
      expect(withInputs(inputs).asked).toEqual([
        ...['<--yes>', '<@sightline-monitoring/sightline@1.2.3>', '<check>', '<--format=github>'],
        ...['<--fail-on=warning>', '<--prometheus=monitoring/k8s>', '<--release=kps>', '<--namespace=shop>'],
        ...['<--since=origin/main>', '<-->', '<a b>', '<$(touch x)>'],
      ]);
    });

    it('which writes SARIF to a file, names it, and fails all the same', () => {
      expect(withInputs({ format: 'sarif' })).toEqual({ status: 1, asked: [''] });
      expect(readFileSync(join(folder, 'output'), 'utf8')).toBe(`sarif=${folder}/sightline.sarif\n`);
      expect(readFileSync(join(folder, 'sightline.sarif'), 'utf8')).toContain('<--format=sarif>');
    });
  });
});
