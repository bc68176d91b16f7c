import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packAll } from '../scripts/pack/pack-all';
import { installOffline } from '../tools/package/install-offline';
import { findPrometheus, isFound } from '../tools/prometheus/find';
import { kubeconform } from './check/kubeconform';
import { writeObjects, writeRules } from './check/inputs';
import { measure, type Command, type Run } from './measure';
import { print, ratioLine } from './report';

const root = resolve(__dirname, '..');
const rounds = 3;

/** `sightline check` of the package, with its start-up, against promtool and kubeconform on the same files. */
export async function benchCheck(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-check-'));
  try {
    const { library } = await packAll(root, join(folder, 'packed'));
    installOffline(folder, [library]);
    const bin = join(folder, 'node_modules/@sightline-monitoring/sightline/bin/sightline.js');
    const node = (title: string, ...args: readonly string[]): Command => {
      return { title, program: process.execPath, args, cwd: folder };
    };
    const ours = (title: string, ...args: readonly string[]): Command => node(title, bin, 'check', ...args);
    const small = join(folder, 'small.yaml');
    writeFileSync(
      small,
      'groups: [{ name: shop, rules: [{ record: "job:up:sum", expr: sum by (job) (up) }] }]\n',
    );
    const rules = writeRules(join(folder, 'rules'), 1_000);
    writeRules(join(folder, 'many-rules'), 10_000);
    const objects = join(folder, 'objects');
    writeObjects(objects, 1_000);
    writeObjects(join(folder, 'many-objects'), 10_000);
    const found = [await findPrometheus(2), await findPrometheus(3)].filter(isFound);
    if (found.length < 2) print('promtool of Prometheus 2 or 3 is not found');
    const promtools = (title: string, files: readonly string[]): Command[] =>
      found.map(({ version, promtool: program }) => {
        const args = ['check', 'rules', ...files];
        return { title: `promtool ${version}, ${title}`, program, args, cwd: folder };
      });
    const release = ['--release', 'prometheus', '--namespace', 'default'];
    const runs = new Map([
      ...measure([node('node', '-e', '0'), ours('small', small), ...promtools('small', [small])], 3 * rounds),
      ...measure([ours('rules', 'rules'), ...promtools('rules', rules)], rounds),
      ...measure([ours('objects', 'objects', ...release), ...kubeconform(folder, objects)], rounds),
      ...measure([ours('many rules', 'many-rules'), ours('many objects', 'many-objects', ...release)], 1),
    ]);
    printRatios(runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function printRatios(runs: ReadonlyMap<string, Run>): void {
  const seconds = (title: string): number => runs.get(title)?.seconds ?? NaN;
  const times = [...runs].map(([title, run]) => `${title} ${run.seconds.toFixed(3)} s`);
  print(`sightline check, whole processes, medians of ${rounds}: ${times.join('; ')}`);
  print(ratioLine('one small file, to a bare node', seconds('small') / seconds('node'), 2.5));
  for (const title of runs.keys()) {
    const [tool = '', files = ''] = title.split(', ');
    if (files === 'rules')
      print(ratioLine(`rules of 1,000 services, to ${tool}`, seconds('rules') / seconds(title), 3));
  }
  for (const what of ['rules', 'objects'])
    print(ratioLine(`${what}, 10,000 services to 1,000`, seconds(`many ${what}`) / seconds(what), 11));
}
