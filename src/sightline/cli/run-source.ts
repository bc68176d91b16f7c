import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { constants, Script } from 'node:vm';
import { keptCode } from './kept-code';
import { compilerFile, readSourceFile, transpile } from './transpile';

/** A module of CommonJS, as Node hands it to a loader: its types leave out how it is run. */
export interface CommonJsModule {
  exports: unknown;
  _compile(code: string, path: string): void;
}

/** What is kept of a file: what the compiler has made of it, and what V8 has made of that. */
interface KeptFile {
  readonly code: string;
  readonly data: Buffer;
}

/** Lets a script import as a module does. */
const imports = (constants as Partial<typeof constants> | undefined)?.USE_MAIN_CONTEXT_DEFAULT_LOADER; // since 20.12

const head = '(function (exports, require, module, __filename, __dirname) { ';

/**
 * What runs files of TypeScript as modules. What is compiled of all of them is kept in one file, and taken from there the next time: else most
 * of a start of a checkout, which has some hundreds of them, goes to that.
 */
export function sourceRunner(): (module: CommonJsModule, path: string) => void {
  // copies of a project that share their packages share this, too
  const packages = createHash('sha256').update(compilerFile()).digest('hex').slice(0, 16);
  const kept = keptCode(compilerFile(), `sources-${packages}`);
  // by what is in the file; written below
  const before = (kept.data === undefined ? new Map() : deserialize(kept.data)) as ReadonlyMap<
    string,
    KeptFile
  >;
  const scripts = new Map<string, { readonly code: string; readonly script: Script }>();
  let others = 0;
  process.once('exit', () => {
    // one file that has been edited is not worth it
    if (others * 10 <= scripts.size) return;
    const files = [...scripts].map(([key, { code, script }]): [string, KeptFile] => [
      key,
      { code, data: script.createCachedData() },
    ]);
    kept.write(serialize(new Map(files)));
  });
  return (module, path) => {
    const source = readSourceFile(path);
    const known = before.get(source.key);
    const code = known?.code ?? transpile(source);
    // before 20.12 Node had no other way to run what may import a module of ECMAScript
    if (imports === undefined) {
      module._compile(code, path);
      return;
    }
    const options = { filename: path, columnOffset: -head.length, importModuleDynamically: imports };
    const script = new Script(`${head}${code}\n})`, { ...options, cachedData: known?.data });
    if (known === undefined || script.cachedDataRejected === true) others += 1;
    scripts.set(source.key, { code, script });
    const run = script.runInThisContext() as (this: unknown, ...all: readonly unknown[]) => void; // as it is written above
    run.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
  };
}
