import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

/** A writer that runs as a process of its own. */
export interface Writer {
  readonly child: ChildProcess;

  /** Resolves when it is about to write. */
  readonly ready: Promise<void>;

  /** Resolves when it has ended, with its exit code and what it said of its failure. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

/** Starts a writer; see writer.ts. */
export function startWriter(how: 'replace' | 'make', folder: string, first: number, count: number): Writer {
  const child = spawn(
    process.execPath,
    [
      '-r',
      resolve(__dirname, '../../src/sightline/cli/register-sources'),
      join(__dirname, 'writer.ts'),
      how,
      folder,
      String(first),
      String(count),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close').then(([code]: (number | null)[]) => ({ code: code ?? null, errors }));
  return {
    child,
    ready: Promise.race([once(child.stdout, 'data'), ended]).then(() => undefined),
    ended,
  };
}
