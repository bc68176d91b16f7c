import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packAll } from '../scripts/pack/pack-all';
import { installOffline } from '../tools/package/install-offline';
import { measure } from './measure';
import { print, ratioLine } from './report';

const root = resolve(__dirname, '..');
const rounds = 5;

/** A cold process as a whole: ours with and without types, and the stock template, which always checks them. */
export async function benchCold(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-bench-'));
  try {
    makeStockProject(folder);
    const stock = { title: 'stock', program: 'npm', args: ['run', '--silent', 'synth'], cwd: folder };
    const output = join(folder, 'ours');
    const synth = ['run', '--silent', 'synth', '--', '--output', output];
    const checked = { title: 'checked', program: 'npm', args: synth, cwd: root };
    // as after npm ci: the compiler has nothing of an earlier run
    const first = {
      title: 'first',
      program: 'bash',
      args: ['-c', `rm -rf node_modules/.cache/sightline && npm ${synth.join(' ')}`],
      cwd: root,
    };
    const unchecked = { title: 'unchecked', program: 'npm', args: [...synth, '--no-typecheck'], cwd: root };
    const project = join(folder, 'project');
    await makeFirstProject(folder, project);
    const inProject = { program: 'npm', args: ['run', '--silent', 'synth'], cwd: project };
    const firstInProject = {
      title: 'first in a project',
      program: 'bash',
      args: ['-c', 'rm -rf node_modules/.cache dist && npm run --silent synth'],
      cwd: project,
    };
    const runs = measure(
      [stock, first, checked, unchecked, firstInProject, { title: 'in a project', ...inProject }],
      rounds,
    );
    const seconds = (title: string) => runs.get(title)?.seconds ?? NaN;
    print(
      `Cold, whole process, medians of ${rounds}: stock ${seconds('stock').toFixed(2)} s, the first npm run synth ${seconds('first').toFixed(2)} s, a later one ${seconds('checked').toFixed(2)} s, --no-typecheck ${seconds('unchecked').toFixed(2)} s`,
    );
    print(
      ratioLine(
        'the first npm run synth to the stock template',
        seconds('first') / seconds('stock'),
        0.75,
        0.5,
      ),
    );
    print(
      ratioLine(
        'a later npm run synth to the stock template',
        seconds('checked') / seconds('stock'),
        0.35,
        0.25,
      ),
    );
    print(
      ratioLine(
        'npm run synth -- --no-typecheck to the stock template',
        seconds('unchecked') / seconds('stock'),
        0.3,
        0.2,
      ),
    );
    print(
      `In a project of sightline init, with the package: the first synth ${seconds('first in a project').toFixed(2)} s, a later one ${seconds('in a project').toFixed(2)} s`,
    );
    print(
      ratioLine(
        'the first synth of a fresh project, types checked, to the stock template',
        seconds('first in a project') / seconds('stock'),
        0.25,
      ),
    );
    print(
      ratioLine(
        'a later synth of a fresh project, types checked, to the stock template',
        seconds('in a project') / seconds('stock'),
        0.25,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The project that `sightline init` makes, with the package as it is packed. */
async function makeFirstProject(folder: string, project: string): Promise<void> {
  const { library } = await packAll(root, folder);
  execFileSync(process.execPath, [join(root, 'bin/sightline.js'), 'init', project, '--yes']);
  installOffline(project, [library], ['@types/node']);
  // version 7, as package.json says; here it has another name
  symlinkSync(join(root, 'node_modules/typescript-native'), join(project, 'node_modules/typescript'));
  mkdirSync(join(project, 'node_modules/.bin'));
  symlinkSync(
    join(project, 'node_modules/@sightline-monitoring/sightline/bin/sightline.js'),
    join(project, 'node_modules/.bin/sightline'),
  );
}

/** The project that `cdk8s init typescript-app` makes, with our packages: its tsconfig, its cdk8s.yaml, its synth script. */
function makeStockProject(folder: string): void {
  const template = join(root, 'node_modules/cdk8s-cli/templates/typescript-app');
  cpSync(join(template, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: npx ts-node main.ts\n');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'stock', private: true, scripts: { synth: 'cdk8s synth' } }),
  );
  cpSync(join(root, 'bench/stock/main.ts'), join(folder, 'main.ts'));
  cpSync(join(root, 'imports/monitoring.coreos.com.ts'), join(folder, 'imports/monitoring.coreos.com.ts'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}
