import Module from 'node:module';
import { sep } from 'node:path';
import { type CommonJsModule, sourceRunner } from './run-source';
import { traceSources } from './trace-sources';
import { lineMap } from './transpile';

/** How Node loads the files of one extension. */
type Loader = (module: CommonJsModule, path: string) => void;

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
  resolveSources();
  const compiled = new Set<string>();
  traceSources((path) => (compiled.has(path) ? lineMap(path) : undefined));
  const run = sourceRunner();
  const ofPackages = loaders['.js'];
  for (const extension of extensions) {
    const before = loaders[extension] ?? ofPackages;
    loaders[extension] = (module, path) => {
      if (path.includes(`${sep}node_modules${sep}`)) return before?.(module, path);
      compiled.add(path);
      run(module, path);
    };
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
