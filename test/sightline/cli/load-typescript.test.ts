import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import { findNodes } from '../../../tools/node/find-nodes';

const root = resolve(__dirname, '../../..');

describe.each(findNodes())(
  'TypeScript in a project, loaded by the command, on Node $version',
  ({ program }) => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'sightline-typescript-'));
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(join(root, 'node_modules/@swc'), join(folder, 'node_modules/@swc'));
      // as a build has it
      mkdirSync(join(folder, 'loader'));
      writeFileSync(join(folder, 'loader/package.json'), '{}');
      for (const name of ['load-typescript', 'run-source', 'kept-code', 'trace-sources', 'transpile']) {
        const { code } = transformSync(readFileSync(join(root, `src/sightline/cli/${name}.ts`), 'utf8'), {
          swcrc: false,
          module: { type: 'commonjs' },
          jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        });
        writeFileSync(join(folder, `loader/${name}.js`), code);
      }
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** Runs main.ts with nothing but the hook, as a project has no ts-node. */
    const runs = (files: Readonly<Record<string, string>>) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      writeFileSync(
        join(folder, 'start.cjs'),
        `const { loadTypeScript } = require('./loader/load-typescript');
loadTypeScript();
loadTypeScript();
require('./main.ts');
`,
      );
      const { status, stdout, stderr } = spawnSync(program, ['start.cjs'], {
        cwd: folder,
        encoding: 'utf8',
        // beside the packages, and nowhere else
        env: { ...process.env, XDG_CACHE_HOME: join(folder, 'node_modules/.cache') },
      });
      return { status, stdout, stderr };
    };
    const printed = (files: Readonly<Record<string, string>>): string => {
      const { status, stdout, stderr } = runs(files);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      return stdout;
    };

    test('has types, enums, namespaces and properties of constructors like any', () => {
      const text = `
import type { Shape } from './shape';
import { area, type Unit } from './shape';
enum Kind { Square = 2 }
namespace Names { export const of = (kind: Kind): string => Kind[kind]; }
class Named { constructor(readonly name: string) {} }
const unit: Unit = 'm';
console.log(area({ side: 3 } satisfies Shape), Names.of(Kind.Square), new Named('a').name, unit);
`;
      const shape = `
export interface Shape { readonly side: number }
export type Unit = 'm' | 'ft';
export const area = ({ side }: Shape): number => side ** 2;
`;
      expect(printed({ 'main.ts': text, 'shape.ts': shape })).toBe('9 Square a m\n');
    });

    test('is found by the name of its output, in a project of ECMAScript modules too', () => {
      expect(
        printed({
          'package.json': '{ "type": "module" }',
          'main.ts': "import { one } from './lib/one.js';\nconsole.log(one);\n",
          'lib/one.ts': "import { two } from '../two.js';\nexport const one: number = two - 1;\n",
          'two.ts': 'export const two = 2;\n',
        }),
      ).toBe('1\n');
    });

    test('has the lines of its sources in a trace', () => {
      const { stderr } = runs({
        'main.ts': `interface Long {
  readonly a: string;
}

const value: Long = { a: 'b' };
throw new Error(value.a);
`,
      });
      expect(stderr).toMatch(/Error: b\n\s+at .*main\.ts:6:7\)?\n/);
    });

    test('is left to Node in packages, and what is missing is said as ever', () => {
      expect(
        printed({
          'main.ts': "console.log(require('plain'));",
          'node_modules/plain/index.js': 'module.exports = 1;',
        }),
      ).toBe('1\n');
      expect(runs({ 'main.ts': "import './gone.js';" }).stderr).toContain("Cannot find module './gone.js'");
    });

    describe('once compiled', () => {
      /** A compiler that says what it compiles, and compiles nothing. */
      const compiler = (version: string) => ({
        'node_modules/@swc/core/package.json': `{ "version": "${version}", "main": "index.js" }`,
        'node_modules/@swc/core/index.js': `exports.transformSync = (text, { filename }) => {
  console.log('compiles', require('node:path').basename(filename));
  return { code: text };
};`,
      });
      const one = { 'main.ts': "console.log(require('./shop'));\n", 'shop.ts': 'module.exports = 1;\n' };
      beforeEach(() => rmSync(join(folder, 'node_modules/@swc')));

      test('is not compiled again while the file and the compiler are the same', () => {
        expect(printed({ ...compiler('1'), ...one })).toBe('compiles main.ts\ncompiles shop.ts\n1\n');
        expect(printed({})).toBe('1\n');
        expect(printed({ 'shop.ts': 'module.exports = 2;\n' })).toBe('compiles shop.ts\n2\n');
        expect(printed(one)).toBe('1\n');
        expect(printed(compiler('2'))).toBe('compiles main.ts\ncompiles shop.ts\n1\n');
      });

      test('is compiled each time where nothing can be kept', () => {
        const files = { ...compiler('1'), ...one, 'node_modules/.cache': 'a file' };
        expect(printed(files)).toBe('compiles main.ts\ncompiles shop.ts\n1\n');
        expect(printed({})).toBe('compiles main.ts\ncompiles shop.ts\n1\n');
      });
    });
  },
);
