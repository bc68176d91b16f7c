import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, sep } from 'node:path';

/** What V8 has compiled, of one use of some code. */
export interface KeptCode {
  /** What another process has left; undefined where there is nothing. */
  readonly data: Buffer | undefined;

  /** Leaves what the next process finds. Where nothing can be written, nothing is. */
  readonly write: (data: Buffer) => void;
}

/**
 * What V8 has compiled of some code. It saves what most of a start goes to, and nothing depends on it: V8 refuses what another version of it, or
 * one with other flags, has made. `NODE_DISABLE_COMPILE_CACHE=1` does without, as for Node's own cache.
 *
 * @param of a file of the code: beside its packages things are kept, and go with them; in the cache of the user where nothing can be written there
 * @param name tells the code, and all that changes what is compiled of it
 */
export function keptCode(of: string, name: string): KeptCode {
  const places = process.env.NODE_DISABLE_COMPILE_CACHE === '1' ? [] : placesOf(of);
  const file = `${name}-${process.version}-${process.arch}-${use()}`;
  return {
    data: firstOf(places, (place) => readOwn(join(place, file))),
    write: (data) => void firstOf(places, (place) => write(place, file, data)),
  };
}

/** What the process does: each command needs other parts, and a program that is run without one others again. */
function use(): string {
  const [, , command = ''] = process.argv;
  return /^[a-z]{1,20}$/.test(command) ? command : 'program';
}

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
  writeWhole(join(place, name), Buffer.concat([hashOf(data), data]));
  return true;
}

/** Writes a file, and its folder if that is missing. Another process sees all of it or nothing. */
export function writeWhole(path: string, data: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const own = `${path}.${process.pid}`;
  writeFileSync(own, data);
  renameSync(own, path);
}
