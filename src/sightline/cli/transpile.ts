import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as Swc from '@swc/core';
import { writeWhole } from './kept-code';

/** ES2022, as the oldest Node that is supported has all of it. */
const options: Swc.Options = {
  configFile: false,
  swcrc: false,
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true },
    keepClassNames: true,
  },
};

/** A file of TypeScript. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;

  /** What is in it and what compiles it, as a hash. */
  readonly key: string;
}

/** Reads a file. */
export function readSourceFile(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const key = createHash('sha256').update(`${place().compiler}\0${text}`).digest('hex');
  return { path, text, key };
}

/** A file of the compiler. */
export function compilerFile(): string {
  return require.resolve('@swc/core/package.json');
}

/**
 * A file of TypeScript as JavaScript. It is kept in `node_modules/.cache/sightline`, by what is in the file and by the
 * compiler, and taken from there the next time: else most of a start goes to files that have not changed. Where nothing can be kept, nothing is.
 *
 * @throws Error as the compiler does, of what is no TypeScript
 */
export function transpile({ path, text, key }: SourceFile): string {
  const kept = join(place().folder, `${key}.js`);
  const before = attempt(() => readFileSync(kept, 'utf8'));
  if (before !== undefined) return before;
  const { code } = compile(text, { ...options, filename: path });
  attempt(() => writeWhole(kept, code));
  return code;
}

/**
 * The map of the lines of a file, as {@link transpile} compiles it. It is made when it is asked for: only traces need it.
 *
 * @returns JSON; undefined where there is none
 */
export function lineMap(path: string): string | undefined {
  const withMap = { ...options, filename: path, sourceMaps: true, inlineSourcesContent: false };
  return attempt(() => compile(readFileSync(path, 'utf8'), withMap).map);
}

function compile(text: string, given: Swc.Options): Swc.Output {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only where there is something to transpile
  const { transformSync } = require('@swc/core') as typeof Swc;
  return transformSync(text, given);
}

let known: { readonly folder: string; readonly compiler: string } | undefined;

/** Where the output of the compiler is kept: beside the packages that it is one of. And what the output goes by, but for the text. */
function place(): { readonly folder: string; readonly compiler: string } {
  if (known !== undefined) return known;
  const manifest = compilerFile();
  known = {
    folder: join(dirname(manifest), '../../.cache/sightline/typescript'),
    compiler: readFileSync(manifest, 'utf8') + JSON.stringify(options),
  };
  return known;
}

/** What can't be read or written is done without. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
