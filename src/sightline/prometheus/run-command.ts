import { spawn } from 'node:child_process';
import { codeOf } from './node-error';

/** How to run a command. */
export interface RunOptions {
  /**
   * The folder to run it in.
   *
   * @default - the folder of this process
   */
  readonly cwd?: string;

  /**
   * Milliseconds after which the command is killed, together with what it started.
   *
   * @default 60000
   */
  readonly timeoutMs?: number;
}

/** What became of a command. */
export interface RunResult {
  /** Whether it started, ended in time and returned 0. */
  readonly ok: boolean;

  /**
   * The status it returned.
   *
   * @default - it did not start, or was killed
   */
  readonly status?: number;

  /** What it wrote to standard output. */
  readonly stdout: string;

  /** What it wrote to standard error. */
  readonly stderr: string;

  /**
   * Why it did not run to its end, as a sentence without full stop.
   *
   * @default - it ran to its end, whatever status it returned
   */
  readonly failure?: string;
}

/**
 * Runs a command without a shell, in the C locale. Never throws: what goes wrong is in the result.
 *
 * @param program - the program, a path or a name on PATH
 * @param args - its arguments
 * @param options - where and how long it may run
 */
export function runCommand(
  program: string,
  args: readonly string[],
  { cwd, timeoutMs = 60_000 }: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    // A group of its own, so that a time-out also ends what the command started (apt's methods).
    const child = spawn(program, args, {
      cwd,
      detached: true,
      env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    let failure: string | undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));

    const { pid } = child;
    if (pid !== undefined) remember(pid);
    const timer = setTimeout(() => {
      failure = `'${program}' did not end within ${timeoutMs / 1000} seconds`;
      if (pid !== undefined) killGroup(pid);
    }, timeoutMs);

    const finish = (status: number | null): void => {
      clearTimeout(timer);
      if (pid !== undefined) forget(pid);
      const ok = failure === undefined && status === 0;
      resolve({
        ok,
        stdout,
        stderr,
        ...(status === null ? {} : { status }),
        ...(failure ? { failure } : {}),
      });
    };
    child.once('error', (error) => {
      // EACCES comes also when PATH names a folder that may not be entered.
      const absent = ['ENOENT', 'EACCES'].includes(codeOf(error) ?? '');
      failure = absent ? `'${program}' is not on this machine, or may not be run` : error.message;
      finish(null);
    });
    child.once('close', (status, signal) => {
      if (signal) failure ??= `'${program}' was ended by ${signal}`;
      finish(status);
    });
  });
}

/** The groups that run now; one listener for all of them ends them when this process exits. */
const groups = new Set<number>();

function remember(pid: number): void {
  if (groups.size === 0) process.on('exit', killAll);
  groups.add(pid);
}

function forget(pid: number): void {
  groups.delete(pid);
  if (groups.size === 0) process.removeListener('exit', killAll);
}

function killAll(): void {
  for (const pid of groups) killGroup(pid);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
