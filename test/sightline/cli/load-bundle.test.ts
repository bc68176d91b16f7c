import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import { bundle } from '../../../scripts/build/bundle';
import { findNodes } from '../../../tools/node/find-nodes';

const cli = resolve(__dirname, '../../../src/sightline/cli');

/** A package as it is compiled: an entry that needs a module, which needs the entry, and data. */
const compiled = {
  'index.js': `const shop = require('./parts/shop');
const { basename } = require('node:path');
exports.name = 'caf\u00e9';
exports.told = () => [shop.of(), shop.folder, basename(__filename), require('./data.json').n].join(' ');
`,
  'index.d.ts': `export { part } from './parts/shop';`,
  'parts/shop.js': `const index = require('../index');
exports.of = () => \`\${index.name} \${/\u{1f44d}/u.test('\u{1f44d}')}\`;
exports.folder = require('node:path').basename(__dirname);
// which the loader needs, too
require('../src/sightline/cli/kept-code');
`,
  'parts/shop.d.ts': 'export declare const part: string;',
  'parts/inner.d.ts': 'export declare const inner: string;',
  'data.json': '{ "n": 7 }',
};

describe('a package in one file', () => {
  let folder: string;
  let lib: string;
  let kept: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-bundle-'));
    const built = join(folder, 'built');
    lib = join(folder, 'node_modules/@shop/monitoring/lib');
    kept = join(folder, 'node_modules/.cache/sightline/compiled');
    for (const [path, text] of Object.entries(compiled)) write(join(built, path), text);
    for (const name of ['load-bundle', 'kept-code']) {
      const { code } = transformSync(readFileSync(join(cli, `${name}.ts`), 'utf8'), {
        swcrc: false,
        module: { type: 'commonjs' },
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      });
      write(join(built, `src/sightline/cli/${name}.js`), code);
    }
    bundle(built, ['index.js']);
    mkdirSync(dirname(lib), { recursive: true });
    renameSync(built, lib);
    write(join(folder, 'main.js'), "process.stdout.write(require('@shop/monitoring/lib').told());\n");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const run = (program = process.execPath, env: NodeJS.ProcessEnv = {}, ...args: readonly string[]) => {
    const { stdout, stderr } = spawnSync(program, ['main.js', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: join(folder, 'of-user'), ...env },
    });
    return stdout + stderr;
  };
  const told = 'caf\u00e9 true parts index.js 7';

  test('runs as it did in many, and holds nothing else', () => {
    expect(readdirSync(lib, { recursive: true }).sort()).toEqual([
      'bundle.js',
      'data.json',
      'index.d.ts',
      'index.js',
      'modules.js',
      'parts',
      'parts/shop.d.ts',
      'src',
      'src/sightline',
      'src/sightline/cli',
      'src/sightline/cli/kept-code.js',
      'src/sightline/cli/load-bundle.js',
      'third-party-licenses.txt',
    ]);
    expect(readFileSync(join(lib, 'modules.js'), 'latin1')).toMatch(/^[\0-\x7f]*$/);
    expect(run()).toBe(told);
  });

  test('gives its names to import', () => {
    const { stdout } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        "import { name } from '@shop/monitoring/lib/index.js'; console.log(name);",
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(stdout).toBe('caf\u00e9\n');
  });

  test('is compiled once for each command and each version of Node, which come in turn', () => {
    const nodes = findNodes();
    for (const { program } of [...nodes, ...nodes]) {
      expect(run(program)).toBe(told);
      expect(run(program, {}, 'check')).toBe(told);
    }
    expect(readdirSync(kept)).toHaveLength(2 * nodes.length);
  });

  test.each<[string, (data: Buffer) => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['half of it', (data) => data.subarray(0, data.length / 2)],
    ['zeros', (data) => Buffer.alloc(data.length)],
    ['a byte of it turned', (data) => Buffer.from(data.map((byte, at) => (at === 400 ? ~byte : byte)))],
  ])('is compiled again where %s is left of what was kept', (_, spoil) => {
    run();
    const [name = ''] = readdirSync(kept);
    const data = readFileSync(join(kept, name));
    const spoilt = spoil(data);
    writeFileSync(join(kept, name), spoilt);
    expect(run()).toBe(told);
    expect(readFileSync(join(kept, name)).equals(spoilt)).toBe(false);
  });

  test('is kept in the cache of the user where nothing can be written beside the packages, and nowhere if that is so there, too', () => {
    writeFileSync(join(folder, 'node_modules/.cache'), 'a file');
    expect(run()).toBe(told);
    expect(readdirSync(join(folder, 'of-user/sightline/compiled'))).toHaveLength(1);
    expect(run(process.execPath, { XDG_CACHE_HOME: join(folder, 'node_modules/.cache') })).toBe(told);
  });

  test('is not kept where Node is told to keep nothing', () => {
    expect(run(process.execPath, { NODE_DISABLE_COMPILE_CACHE: '1' })).toBe(told);
    expect(readdirSync(join(folder, 'node_modules'))).toEqual(['@shop']);
  });
});
