import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join, sep } from 'node:path';
import { Script } from 'node:vm';

/** A module of CommonJS, as Node hands it over. */
interface CommonJsModule {
  exports: unknown;
}

/** What a module of the bundle is compiled to, with the names that it asks for: each a module of the bundle, or a file below its folder. */
export type BundledModule = readonly [
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
  const bundle = evaluate(file, `${key}-${process.version}-${process.arch}-${use()}`);
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

/** What the process does: each command needs other parts, and a program that is run without one others again. */
function use(): string {
  const [, program = '', command = ''] = process.argv;
  return /sightline(\.js)?$/.test(program) && /^[a-z]+$/.test(command) ? command : 'program';
}

/** The bundle, from what V8 has kept of it where there is that. */
function evaluate(file: string, name: string): Bundle {
  // it has no other characters than those of ASCII
  const text = readFileSync(file, 'latin1');
  const places = process.env.NODE_DISABLE_COMPILE_CACHE === '1' ? [] : placesOf(file);
  const cachedData = firstOf(places, (place) => readOwn(join(place, name)));
  const script = new Script(text, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  // V8 refuses what another version of it, or one with other flags, has made
  if (cachedData === undefined || script.cachedDataRejected === true) {
    process.once('exit', () => {
      const data = script.createCachedData(); // with all functions that have been called
      firstOf(places, (place) => write(place, name, data));
    });
  }
  return script.runInThisContext() as Bundle; // as scripts/build has written it
}

/** Where it is kept: beside the packages, with which it goes; in the cache of the user where nothing can be written there. */
function placesOf(file: string): readonly string[] {
  const at = file.lastIndexOf(packages);
  const beside = at < 0 ? [] : [join(file.slice(0, at), packages, '.cache')];
  const { XDG_CACHE_HOME: named = '' } = process.env;
  const ofUser = isAbsolute(named) ? named : join(homedir(), '.cache');
  return [...beside, ofUser].map((cache) => join(cache, 'sightline/compiled'));
}

const packages = `${sep}node_modules${sep}`;

function firstOf<T>(places: readonly string[], work: (place: string) => T | undefined): T | undefined {
  for (const place of places) {
    try {
      const done = work(place);
      if (done !== undefined) return done;
    } catch {
      // what can't be read or written is done without
    }
  }
  return undefined;
}

/** It is code: nobody runs what another user has left, nor what a disk has spoilt, which V8 would run without a look. */
function readOwn(path: string): Buffer | undefined {
  const own = process.getuid?.();
  if (own !== undefined && statSync(path).uid !== own) return undefined;
  const whole = readFileSync(path);
  const data = whole.subarray(hashLength);
  return hashOf(data).equals(whole.subarray(0, hashLength)) ? data : undefined;
}

const hashLength = 32;
const month = 30 * 24 * 3_600_000;

function hashOf(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

function write(place: string, name: string, data: Buffer): true {
  mkdirSync(place, { recursive: true });
  // of versions that are not there any more; what is used all the same is made once again
  for (const file of readdirSync(place).map((each) => join(place, each)))
    if (Date.now() - statSync(file).mtimeMs > month) rmSync(file);
  const path = join(place, name);
  // another process sees all of it or nothing
  writeFileSync(`${path}.${process.pid}`, Buffer.concat([hashOf(data), data]));
  renameSync(`${path}.${process.pid}`, path);
  return true;
}
