import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { sep } from 'node:path';
import type * as Swc from '@swc/core';

/** How Node loads the files of one extension. */
type Loader = (module: CommonJsModule, path: string) => void;

/** What a loader uses of a module: Node has it, and its types do not. */
interface CommonJsModule {
  _compile(code: string, path: string): void;
}

/** The oldest Node that is supported has all of this. */
const target = 'es2022';

const extensions = ['.ts', '.cts'] as const;

/** Set by ts-node, which then loads the files of the project. */
const tsNode = Symbol.for('ts-node.register.instance');

let isLoading = false;

/**
 * Makes `require` load TypeScript: a project needs no ts-node for it, nor a compiler that can be called, which TypeScript 7 is not. Types are
 * taken out and not looked at. Files in packages are left to Node. Does nothing where ts-node does this already, and nothing the second time.
 */
export function loadTypeScript(): void {
  if (isLoading || Reflect.has(process, tsNode)) return;
  isLoading = true;
  // from 22.18 on Node has a loader of its own there, for modules of another kind
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what Node calls deprecated and keeps, as transpilers need it
  const loaders = require.extensions as unknown as Record<string, Loader | undefined>; // its types leave out the loader's module
  // the lines in a trace are those of the sources
  process.setSourceMapsEnabled(true);
  resolveSources();
  const ofPackages = loaders['.js'];
  for (const extension of extensions) {
    const before = loaders[extension] ?? ofPackages;
    const loader: Loader = (module, path) =>
      path.includes(`${sep}node_modules${sep}`) ? before?.(module, path) : transpile(module, path);
    loaders[extension] = loader;
  }
}

/** How Node finds the file of a module: a function of its own that all transpilers change, and that its types leave out. */
interface Resolver {
  _resolveFilename(
    request: string,
    parent: { readonly filename?: string | null } | undefined,
    ...rest: readonly unknown[]
  ): string;
}

/** Lets a source name another one as its output is called, `./shop.js` for shop.ts, as TypeScript wants it where a project has modules of ECMAScript. */
function resolveSources(): void {
  const resolver = Module as unknown as Resolver; // see there
  const usual = resolver._resolveFilename.bind(Module);
  resolver._resolveFilename = (request, parent, ...rest) => {
    try {
      return usual(request, parent, ...rest);
    } catch (failure) {
      const source = /^(\.{1,2}\/.*\.c?)js$/.exec(request)?.[1];
      if (source === undefined || !/\.c?ts$/.test(parent?.filename ?? '')) throw failure;
      try {
        return usual(`${source}ts`, parent, ...rest);
      } catch {
        throw failure;
      }
    }
  };
}

function transpile(module: CommonJsModule, path: string): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only where there is something to transpile
  const { transformSync } = require('@swc/core') as typeof Swc;
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    configFile: false,
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target,
      parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
      transform: { legacyDecorator: true },
      keepClassNames: true,
    },
  });
  module._compile(code, path);
}
