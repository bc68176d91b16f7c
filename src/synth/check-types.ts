import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The outcome of a type check. */
export interface TypeCheck {
  readonly ok: boolean;

  /** What the compiler printed. */
  readonly output: string;
}

/** The outcome where types are not to be checked. */
export const unchecked: TypeCheck = { ok: true, output: '' };

/**
 * Starts the TypeScript compiler on the project in the current folder, in a process of its own: the program is built meanwhile.
 * What it learns is kept in `.cache/`, so that the next check is quicker.
 */
export function checkTypes(): Promise<TypeCheck> {
  const compiler = require.resolve('typescript/bin/tsc');
  const args = ['--noEmit', '--incremental', '--tsBuildInfoFile', resolve('.cache', 'typecheck.tsbuildinfo'), '--project', 'tsconfig.json'];
  const child = spawn(process.execPath, [compiler, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done) => {
    child.on('error', (failure) => done({ ok: false, output: failure.message }));
    child.on('close', (code) => done({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}
