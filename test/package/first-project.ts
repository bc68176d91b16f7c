import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { FoundNode } from '../../tools/node/find-nodes';
import { installOffline } from '../../tools/package/install-offline';
import { filesBelow } from '../files-below';
import { isWhole } from '../sampling';

const root = resolve(__dirname, '../..');

/** What is packed, and where projects can be made. */
export interface Packed {
  readonly folder: string;
  readonly library: string;
}

/** One step of a workflow of GitHub, as far as it is looked at. */
interface Step {
  readonly run?: string;
}

/**
 * Registers the tests of a first project, as a new user makes it with the packed command. Where all of the long tests run its packages come from the
 * registry, and its rules are tested by promtool.
 */
export function describeFirstProject(packed: () => Packed, nodes: readonly FoundNode[]): void {
  describe.each(nodes)('a first project on Node $version', ({ program, major }) => {
    let project: string;
    let written: ReturnType<typeof run>;
    // npm and the commands of packages are started by the first node on PATH
    const env = { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env.PATH ?? ''}` };
    const run = (command: string) =>
      spawnSync('bash', ['-c', command], { cwd: project, encoding: 'utf8', env });
    const succeeds = (command: string): string => {
      const { status, stdout, stderr } = run(command);
      expect({ command, status, stderr: status === 0 ? '' : stdout + stderr }).toEqual({
        command,
        status: 0,
        stderr: '',
      });
      return stdout;
    };

    beforeAll(() => {
      const { folder, library } = packed();
      const tool = join(folder, `tool-${major}`);
      mkdirSync(tool);
      installOffline(tool, [library]);
      project = join(folder, `project-${major}`);
      const bin = join(tool, 'node_modules/@sightline-monitoring/sightline/bin/sightline.js');
      const answers = [
        '--service',
        'shop',
        '--namespace',
        'retail',
        '--port',
        '9100',
        '--library',
        `file:${library}`,
      ];
      execFileSync(program, [bin, 'init', project, ...answers], { stdio: ['ignore', 'pipe', 'inherit'] });
      if (isWhole()) succeeds('npm install --no-audit --no-fund');
      else
        installOffline(
          project,
          [library],
          ['typescript-native', '@typescript/typescript-linux-x64', '@types/node'],
        );
      if (!existsSync(join(project, 'node_modules/.bin'))) {
        mkdirSync(join(project, 'node_modules/.bin'));
        writeFileSync(
          join(project, 'node_modules/.bin/sightline'),
          `#!/bin/sh\nexec node '${project}/node_modules/@sightline-monitoring/sightline/bin/sightline.js' "$@"\n`,
          { mode: 0o755 },
        );
      }
      written = run('npm run --silent synth');
      succeeds(
        'git init --quiet && git add . && git -c user.name=a -c user.email=a@b commit --quiet -m first',
      );
    });

    test('is written without an error, its types checked, and has all that monitors the service', () => {
      const { status, stdout, stderr } = written;
      expect(stdout).toContain('retail/shop  scraped every 30s');
      expect(stderr).not.toContain('error');
      expect(status).toBe(0);
      expect(readFileSync(join(project, 'dist/shop.k8s.yaml'), 'utf8')).toContain('shop:requests:rate5m');
      expect(Object.keys(filesBelow(join(project, 'dist/tests'))).length).toBeGreaterThan(0);
    });

    test('does not compile with a label that the contract does not have', () => {
      const file = join(project, 'src/services/shop.ts');
      const text = readFileSync(file, 'utf8');
      try {
        writeFileSync(file, text.replace("by: ['route']", "by: ['rout']"));
        const { status, stdout, stderr } = run('npm run --silent synth');
        expect([status, stdout]).toEqual([1, '']);
        expect(stderr).toMatch(/src\/services\/shop\.ts\(\d+,\d+\): error TS/);
      } finally {
        writeFileSync(file, text);
      }
    });

    test('has a test that passes, and fails where dist/ is not what the program comes to', () => {
      const snapshot = 'node -r @sightline-monitoring/sightline/register --test test/dist.test.ts';
      expect(readFileSync(join(project, 'package.json'), 'utf8')).toContain(
        `"test": "${snapshot} && sightline test"`,
      );
      succeeds(snapshot);
      const file = join(project, 'dist/shop.k8s.yaml');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('interval: 30s', 'interval: 60s'));
      const changed = run(snapshot);
      writeFileSync(file, text);
      expect([changed.status, changed.stdout]).toEqual([1, expect.stringContaining('dist/shop.k8s.yaml')]);
    });

    test('comes to the same bytes by the cdk8s command, and by its program alone', () => {
      const before = filesBelow(join(project, 'dist'));
      for (const command of [
        `CDK8S_CHECK_UPGRADE=false node '${root}/node_modules/cdk8s-cli/bin/cdk8s' synth`,
        'node -r @sightline-monitoring/sightline/register src/main.ts',
      ]) {
        rmSync(join(project, 'dist'), { recursive: true });
        succeeds(command);
        expect(filesBelow(join(project, 'dist'))).toEqual(before);
      }
    });

    test('passes its workflow, that of GitHub and of GitLab, which refuses a dist/ that differs', () => {
      const [commands = [], ofGitLab] = (['github', 'gitlab'] as const).map((ci) =>
        commandsOf(workflowOf(ci)),
      );
      expect(ofGitLab).toEqual(commands);
      expect([commands[0], commands.at(-1)]).toEqual(['npm run synth', 'npm test']);
      const untilTests = commands.slice(0, -1).join(' && ');
      succeeds(untilTests);
      const file = join(project, 'src/services/shop.ts');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace("interval: '30s'", "interval: '60s'"));
      const changed = run(untilTests);
      writeFileSync(file, text);
      succeeds('npm run synth');
      expect([changed.status, changed.stdout]).toEqual([1, expect.stringContaining('+    - interval: 60s')]);
    });

    if (isWhole())
      test('keeps what its rules promise, as promtool sees it', () => {
        expect(succeeds('npm test')).toMatch(/4 files of tests in dist\/ pass with \S+\.\n$/);
      });
  });
}

function workflowOf(ci: 'github' | 'gitlab'): unknown {
  return parse(readFileSync(join(root, `templates/ci/${ci}.yml`), 'utf8'));
}

/** What a workflow runs when the project is there and installed. */
function commandsOf(workflow: unknown): readonly string[] {
  // of the two forms that our templates have
  const { jobs, check } = workflow as {
    readonly jobs?: { readonly check: { readonly steps: readonly Step[] } };
    readonly check?: { readonly script: readonly string[] };
  };
  const all = check?.script ?? (jobs?.check.steps ?? []).flatMap(({ run }) => run ?? []);
  return all.filter((command) => !/^npm ci|safe\.directory/.test(command));
}
