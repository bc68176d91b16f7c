import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The outcome of a type check. */
export interface TypeCheck {
  readonly ok: boolean;

  /** What the compiler printed. */
  readonly output: string;
}

/** The outcome where types are not to be checked. */
export const unchecked: TypeCheck = { ok: true, output: '' };

/** What is left over while a program is being changed is a matter of lint, and no reason to write nothing. */
const lenient = ['--noUnusedLocals', 'false', '--noUnusedParameters', 'false'];

/**
 * Starts the TypeScript compiler on the project in the current folder, in a process of its own: the program is built meanwhile.
 *
 * @param compiler what {@link findCompiler} has found
 */
export function checkTypes(compiler: string): Promise<TypeCheck> {
  const child = spawn(
    process.execPath,
    [compiler, '--noEmit', '--pretty', 'false', ...lenient, ...remembered(), '--project', 'tsconfig.json'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done) => {
    child.on('error', (failure) => done({ ok: false, output: failure.message }));
    child.on('close', (code) => done({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

/**
 * What makes the compiler keep its findings between runs, so that it only checks again what has changed. Nothing where they can't be kept.
 */
function remembered(): string[] {
  const folder = join('node_modules', '.cache', 'sightline');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    return [];
  }
  return ['--incremental', '--tsBuildInfoFile', join(folder, 'types.tsbuildinfo')];
}

/**
 * The compiler of the project in the current folder: the native one, which is several times as fast as the one in JavaScript and comes as a
 * binary for the usual platforms, where it is there beside that one; else its `typescript`, which is native from version 7 on.
 *
 * @returns undefined if the project has none
 */
export function findCompiler(): string | undefined {
  const { resolve: find } = createRequire(join(process.cwd(), 'package.json'));
  const folderOf = (name: string): string => dirname(find(`${name}/package.json`));
  try {
    const native = folderOf('typescript-native');
    find(`@typescript/typescript-${process.platform}-${process.arch}/package.json`, { paths: [native] });
    return join(native, 'bin', 'tsc');
  } catch {
    // a project has one compiler
  }
  try {
    return join(folderOf('typescript'), 'bin', 'tsc');
  } catch {
    return undefined;
  }
}
