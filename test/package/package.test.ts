import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packAll, type Tarballs } from '../../scripts/pack/pack-all';
import { findNodes } from '../../tools/node/find-nodes';
import { installOffline } from '../../tools/package/install-offline';
import { filesBelow } from '../files-below';
import { isWhole, sampleOf } from '../sampling';
import { describeFirstProject } from './first-project';
import { copyProgram, makeStockProject } from './projects';
import { programOfCopies } from './two-copies';

const root = resolve(__dirname, '../..');
const library = '@sightline-monitoring/sightline';
const instrument = '@sightline-monitoring/instrument';
const entries = ['contract', 'prom-client', 'express', 'fastify', 'hono', 'http', 'koa'].map(
  (entry) => `${instrument}/${entry}`,
);
const nodes = findNodes();

describe('the packages', () => {
  let folder: string;
  let tarballs: Tarballs;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-package-'));
    tarballs = await packAll(root, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const filesOf = (tarball: string): readonly string[] =>
    execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n').sort();
  const outside = (files: readonly string[], patterns: readonly RegExp[]): readonly string[] =>
    files.filter((file) => !patterns.some((pattern) => pattern.test(file)));
  const compiled = /^package\/lib\/src\/sightline\/([\w-]+\/)*[\w-]+(\.js|\.d\.ts)$/;
  const always = /^package\/(package\.json|README\.md|LICENSE)$/;

  test('of the library has what is compiled, the command, the pages about problems, and nothing else', () => {
    const files = filesOf(tarballs.library);
    const own = [
      always,
      compiled,
      /^package\/CHANGELOG\.md$/,
      /^package\/bin\/sightline\.js$/,
      /^package\/lib\/src\/sightline\/instrument\/python\/runtime\/\w+\.py$/,
      /^package\/lib\/(modules|bundle)\.js$/,
      /^package\/lib\/third-party-licenses\.txt$/,
      /^package\/lib\/imports\/(monitoring\.coreos\.com(\.schema\.json|\.d\.ts)|kube-prometheus-stack\.values\.json)$/,
      /^package\/docs\/checks\/([A-Z]{3}\d{3}|README)\.md$/,
      /^package\/templates\//,
      /^package\/lib\/src\/sightline\/preview\/page\/(index\.html|style\.css)$/,
    ];
    expect(outside(files, own)).toEqual([]);
    for (const file of [
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'bin/sightline.js',
      'lib/src/sightline/index.d.ts',
      'lib/modules.js',
      'lib/third-party-licenses.txt',
      'lib/src/sightline/preview/page/index.html',
      'lib/src/sightline/preview/page/main.js',
    ])
      expect(files).toContain(`package/${file}`);
    expect(files.filter((file) => /instrument\/(fastify|prom-client)\./.test(file))).toEqual([]);
  });

  test('of the instrumentation has what a service needs, and nothing else', () => {
    const files = filesOf(tarballs.instrument);
    expect(outside(files, [always, compiled])).toEqual([]);
    expect(files.filter((file) => /\/(constructs|synth|stack|cli|importers)\//.test(file))).toEqual([]);
  });

  test.each([
    ['library', 'package.json', []],
    ['instrument', 'packages/instrument/package.json', []],
    // it runs what is compiled from the same sources, and has chosen one framework and one client
    ['instrument', 'examples/task-api/package.json', ['@prometheus-io/client', 'express', 'hono', 'koa']],
  ] as const)(
    'of the %s needs the packages of %s, and each of them',
    (name, file, others: readonly string[]) => {
      const unpacked = mkdtempSync(join(folder, 'unpacked-'));
      execFileSync('tar', ['-xzf', tarballs[name], '-C', unpacked]);
      const texts = Object.values(filesBelow(join(unpacked, 'package/lib')));
      // with those that they need, which a bundle holds, too
      const bundled = texts.flatMap((text) => [...text.matchAll(/^"node_modules\/((?:@[^/]+\/)?[^/]+)/gm)]);
      const isBundled = new Set(bundled.map(([, module]) => module));
      const ofAjv = ['ajv', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse'];
      expect([...isBundled].sort()).toEqual(
        name === 'library' ? ['js-yaml', 're2js', 'yaml', ...ofAjv].sort() : [],
      );
      const needed = texts
        .flatMap((text) => [
          ...text.matchAll(/(?:require\(|^import .*from |^export .*from )["']([^."'][^"']*)["']/gm),
        ])
        .map(([, module = '']) => /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? '')
        .filter((module) => !isBuiltin(module) && !isBundled.has(module) && !others.includes(module));
      const { dependencies = {}, peerDependencies = {} } = JSON.parse(
        readFileSync(join(root, file), 'utf8'),
      ) as {
        readonly dependencies?: object;
        readonly peerDependencies?: object;
      }; // npm reads it too
      expect([...new Set(needed)].sort()).toEqual(
        Object.keys({ ...dependencies, ...peerDependencies }).sort(),
      );
    },
  );

  test('are small', () => {
    expect(statSync(tarballs.library).size).toBeLessThan(1_200_000);
    expect(statSync(tarballs.instrument).size).toBeLessThan(350_000);
  });

  test('have types with doc comments', () => {
    const types = execFileSync(
      'tar',
      ['-xzOf', tarballs.library, 'package/lib/src/sightline/constructs/monitored-service.d.ts'],
      { encoding: 'utf8' },
    );
    expect(types).toMatch(/\*\/\s*export declare class MonitoredService/);
  });

  describe('in an empty folder', () => {
    let project: string;
    beforeAll(() => {
      project = join(folder, 'empty');
      mkdirSync(project);
      installOffline(project, [tarballs.library, tarballs.instrument]);
      copyProgram(join(project, 'src'));
    });

    test.each(sampleOf(nodes, nodes.length))(
      'come to the same bytes as a fork, on Node $version, without ts-node and without a compiler',
      ({ program }) => {
        rmSync(join(project, 'dist'), { recursive: true, force: true });
        const run = spawnSync(
          program,
          ['node_modules/@sightline-monitoring/sightline/bin/sightline.js', 'synth'],
          {
            cwd: project,
            encoding: 'utf8',
          },
        );
        expect({ status: run.status, errors: run.stderr }).toEqual({
          status: 0,
          errors: expect.stringMatching(/^warning RTE004 [^]*Read more: \S+\n\s*$/) as unknown,
        });
        expect(filesBelow(join(project, 'dist'))).toEqual(filesBelow(join(root, 'dist')));
        const [, page = ''] = /Read more: (\S+)/.exec(run.stderr) ?? [];
        expect(readFileSync(join(project, page), 'utf8')).toContain('RTE004');
      },
    );

    test.each(sampleOf(nodes, nodes.length))(
      'give each name to require and to import, on Node $version',
      ({ program }) => {
        writeFileSync(
          join(project, 'names.mjs'),
          `import { createRequire } from 'node:module';
import { SightlineApp } from '${library}';
import { serviceContract } from '${instrument}/contract';
import { observeRequests } from '${instrument}/fastify';
import { observeRequests as inExpress } from '${instrument}/express';
const require = createRequire(import.meta.url);
const missing = [];
for (const entry of ['${library}', ...${JSON.stringify(entries)}]) {
  const imported = await import(entry);
  for (const [name, value] of Object.entries(require(entry))) if (imported[name] !== value) missing.push(name);
}
console.log(typeof SightlineApp, typeof serviceContract, typeof observeRequests, typeof inExpress, missing.join(' '));
`,
        );
        expect(execFileSync(program, ['names.mjs'], { cwd: project, encoding: 'utf8' })).toBe(
          'function function function function \n',
        );
      },
    );

    test('say what is missing where there are types to check and no compiler, and check none in a project of JavaScript', () => {
      const synth = (cwd: string) =>
        spawnSync(process.execPath, [join(project, 'node_modules', library, 'bin/sightline.js'), 'synth'], {
          cwd,
          encoding: 'utf8',
        });
      const plain = join(project, 'plain');
      mkdirSync(plain);
      writeFileSync(join(plain, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\n');
      writeFileSync(
        join(plain, 'main.js'),
        `const { SightlineApp } = require('${library}');\nexports.program = () => new SightlineApp();\n`,
      );
      expect(synth(plain)).toMatchObject({ status: 0, stderr: '' });
      writeFileSync(join(plain, 'tsconfig.json'), '{}');
      expect(synth(plain)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringContaining(
          "no package 'typescript'; npm install --save-dev typescript",
        ) as unknown,
      });
    });

    test('adopt a service from its metrics page, and verify the page against what was made', () => {
      const run = (...args: readonly string[]) =>
        spawnSync(process.execPath, [join(project, 'node_modules', library, 'bin/sightline.js'), ...args], {
          cwd: project,
          encoding: 'utf8',
        });
      writeFileSync(
        join(project, 'worker.txt'),
        '# HELP jobs_total Jobs done\n# TYPE jobs_total counter\njobs_total{kind="mail"} 1\n',
      );
      expect(run('adopt', 'worker.txt', '--output', 'adopted/worker.ts')).toMatchObject({ status: 0 });
      expect(readFileSync(join(project, 'adopted/worker.ts'), 'utf8')).toContain(`from '${library}';`);
      expect(run('verify', 'worker.txt', '--contract', 'adopted/worker.ts#worker')).toMatchObject({
        status: 0,
        stdout: expect.stringContaining(
          "'worker' at worker.txt is as its contract says: 1 metric",
        ) as unknown,
      });
    });

    test('have no service of their own: verify asks the program, and says where there is none', () => {
      const verify = (cwd: string) =>
        spawnSync(
          process.execPath,
          [join(project, 'node_modules', library, 'bin/sightline.js'), 'verify', join(project, 'page')],
          {
            cwd,
            encoding: 'utf8',
          },
        );
      writeFileSync(join(project, 'page'), '# TYPE shop_requests_total counter\nshop_requests_total 1\n');
      expect(verify(project)).toMatchObject({
        status: 1,
        stdout: expect.stringContaining("'task-api'") as unknown,
      });
      const alone = join(folder, 'alone');
      mkdirSync(alone);
      expect(verify(alone)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('there is no program at') as unknown,
      });
    });
  });

  test('of the instrumentation works alone, without cdk8s', () => {
    const service = join(folder, 'service');
    mkdirSync(service);
    installOffline(service, [tarballs.instrument]);
    writeFileSync(
      join(service, 'service.js'),
      `const { counter, serviceContract } = require('${instrument}/contract');
const { instrument } = require('${instrument}/prom-client');
const { Registry } = require('prom-client');
const jobs = counter('jobs_total', 'Jobs done', { kind: ['mail', 'push'] });
const contract = serviceContract({ name: 'worker', metrics: [jobs], notTraffic: {} });
const register = new Registry();
const own = instrument({ jobs }, { register });
own.jobs.inc({ kind: 'mail' });
for (const entry of ${JSON.stringify(entries)}) require(entry);
const loaded = Object.keys(require.cache).map((file) => /.*node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1]);
register.metrics().then((page) =>
  process.stdout.write(JSON.stringify([contract.problems.length, page, [...new Set(loaded)]])),
);
`,
    );
    const printed = JSON.parse(
      execFileSync(process.execPath, ['service.js'], { cwd: service, encoding: 'utf8' }),
    ) as unknown;
    const page = expect.stringContaining('jobs_total{kind="mail"} 1\n') as unknown;
    // no framework, although all entries are loaded: the client is what the service itself has asked for, with its own packages
    const client = ['prom-client', 'tdigest', 'bintrees', '@opentelemetry/api'];
    const own = [null, 'fastify-plugin', 're2js', 'yaml']; // the service itself, and what the package needs
    expect(printed).toEqual([0, page, expect.any(Array)]);
    expect(new Set((printed as readonly [number, string, readonly string[]])[2])).toEqual(
      new Set([...own, instrument, ...client]),
    );
  });

  describe('in the project of `cdk8s init typescript-app`', () => {
    let project: string;
    beforeAll(() => {
      project = join(folder, 'stock');
      makeStockProject(project);
      installOffline(
        project,
        [tarballs.library, tarballs.instrument],
        ['typescript', '@types/node', 'ts-node'],
      );
      copyProgram(project);
      // their types are checked with those of the program
      const [copy, modules] = ['second-copy', join(project, 'node_modules')];
      cpSync(join(modules, library), join(modules, copy), { recursive: true });
      writeFileSync(join(project, 'one-copy.ts'), programOfCopies(library, library));
      writeFileSync(join(project, 'two-copies.ts'), programOfCopies(library, copy));
      writeFileSync(
        join(project, 'expressions.ts'),
        `import { div, print, rate, sum } from '${library}';
import { requests } from './services/task-api-contract';

const failed = sum(rate(requests.where({ status: /5../ }).over('5m')), { by: ['endpoint'] });
const all = sum(rate(requests.over('5m')), { by: ['endpoint'] });
export const failing = print(div(failed, all).node);
`,
      );
    });

    test('compile under its options, a contract of the one package in constructs of the other', () => {
      // the compiler of the stock project takes ten times as long; version 7 has no `node10`, which its options come to
      const compile = isWhole()
        ? ['typescript']
        : ['typescript-native', '--moduleResolution', 'bundler', '--types', 'node'];
      const [name = '', ...options] = compile;
      const compiler = join(root, 'node_modules', name, 'bin/tsc');
      const run = spawnSync(process.execPath, [compiler, '--noEmit', ...options], {
        cwd: project,
        encoding: 'utf8',
      });
      expect(run.stdout + run.stderr).toBe('');
    });

    test('get along where a program loads two copies of the library: it comes to the same as with one', () => {
      const run = (file: string) => {
        const { stdout, stderr } = spawnSync(process.execPath, ['-r', `${library}/register`, file], {
          cwd: project,
          encoding: 'utf8',
        });
        return { comesTo: JSON.parse(stdout) as unknown, refused: stderr };
      };
      const ofOne = run('one-copy.ts');
      expect(ofOne.comesTo).toMatchObject({ problems: [] });
      expect(JSON.stringify(ofOne.comesTo)).toContain('shop:requests_by_method:rate5m');
      expect(ofOne.refused).toMatch(/^error ENV002 [^]*Read more: /);
      const ofTwo = run('two-copies.ts');
      expect(ofTwo.comesTo).toEqual(ofOne.comesTo);
      expect(ofTwo.refused.replaceAll('second-copy', library)).toBe(ofOne.refused);
    });

    test('compute with the metrics of the other', () => {
      const run = execFileSync(
        process.execPath,
        ['-r', `${library}/register`, '-e', "console.log(require('./expressions').failing)"],
        { cwd: project, encoding: 'utf8' },
      );
      expect(run).toBe(
        `sum by (endpoint) (rate(task_api_requests_total{status=~"5.."}[5m]))
/
sum by (endpoint) (rate(task_api_requests_total[5m]))
`,
      );
    });

    test.each(sampleOf(nodes, nodes.length))(
      'come to the same bytes as a fork with ts-node, on Node $version',
      ({ program }) => {
        rmSync(join(project, 'dist'), { recursive: true, force: true });
        const env = { ...process.env, TS_NODE_TRANSPILE_ONLY: 'true', CDK8S_OUTDIR: 'dist' };
        execFileSync(program, ['node_modules/ts-node/dist/bin.js', 'main.ts'], { cwd: project, env });
        expect(filesBelow(join(project, 'dist'))).toEqual(filesBelow(join(root, 'dist')));
      },
    );
  });

  describeFirstProject(() => ({ folder, library: tarballs.library }), sampleOf(nodes, nodes.length));
});
