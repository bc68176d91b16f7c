import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { keptCode } from './kept-code';

/** A module of CommonJS, as Node hands it over. */
interface CommonJsModule {
  exports: unknown;
}

/** What a module of the bundle is compiled to, with the names that it asks for: each a module of the bundle, or a file below its folder. */
type BundledModule = readonly [
  requests: Readonly<Record<string, string>>,
  run: (
    this: unknown,
    exports: unknown,
    require: NodeJS.Require,
    module: CommonJsModule,
    __filename: string,
    __dirname: string,
  ) => void,
];

/** The text of a bundle is an expression that gives these, by the path below the folder of the bundle that each was compiled to. */
type Bundle = Readonly<Record<string, BundledModule>>;

/** What a bundle is called. */
export const bundleFile = 'modules.js';

/**
 * Loads the package from one file, in which `scripts/build` has put all of its modules: to find and read each on its own takes longer than
 * most commands. What V8 compiles of it is kept for the next start.
 *
 * @param folder where the bundle is
 * @param key what is in it, as a hash
 * @returns gives what a module exports, as `require` does
 */
export function loadBundle(folder: string, key: string): (id: string) => unknown {
  const file = join(folder, bundleFile);
  const bundle = evaluate(file, key);
  const outside = createRequire(file);
  const loaded = new Map<string, CommonJsModule>();
  const load = (id: string): unknown => {
    const before = loaded.get(id);
    if (before !== undefined) return before.exports;
    const bundled = bundle[id];
    if (bundled === undefined) return outside(join(folder, id)) as unknown;
    const module: CommonJsModule = { exports: {} };
    loaded.set(id, module);
    const [requests, run] = bundled;
    const path = `${folder}/${id}`;
    const require = (request: string): unknown => {
      const known = requests[request];
      return known === undefined ? (outside(request) as unknown) : load(known);
    };
    run.call(
      module.exports,
      module.exports,
      Object.assign(require, outside),
      module,
      path,
      path.slice(0, path.lastIndexOf('/')),
    );
    return module.exports;
  };
  return load;
}

/** The bundle, from what V8 has kept of it where there is that. */
function evaluate(file: string, key: string): Bundle {
  // it has no other characters than those of ASCII
  const text = readFileSync(file, 'latin1');
  const kept = keptCode(file, key);
  const script = new Script(text, { filename: file, cachedData: kept.data });
  if (kept.data === undefined || script.cachedDataRejected === true) {
    // with all functions that have been called by then
    process.once('exit', () => kept.write(script.createCachedData()));
  }
  return script.runInThisContext() as Bundle; // as scripts/build has written it
}
