import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A running uvicorn. */
export interface Uvicorn {
  /** Where it listens, without a slash at the end. */
  readonly url: string;

  /** Ends it and its workers. */
  stop(): Promise<void>;
}

/** What to run, and how. */
export interface UvicornOptions {
  readonly python: string;

  /** The folder of the application. */
  readonly folder: string;

  /** The module and the name in it, such as `app:app`. */
  readonly app: string;

  readonly workers?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts uvicorn on a free port of the loopback interface, and waits until `/readyz` answers.
 *
 * @throws Error if it does not, with what it said
 */
export async function startUvicorn(options: UvicornOptions): Promise<Uvicorn> {
  const { python, folder, app, workers = 1, env = {} } = options;
  const port = await freePort();
  const args = [
    '-m',
    'uvicorn',
    app,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--log-level',
    'warning',
  ];
  const child = spawn(python, [...args, '--workers', String(workers)], {
    cwd: folder,
    // a group of its own, which ends with its workers
    detached: true,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const killAll = (): void => endGroup(child.pid, 'SIGKILL');
  process.on('exit', killAll);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    endGroup(child.pid, 'SIGTERM');
    await Promise.race([ended, sleep(5000, undefined, { ref: false })]);
    killAll();
    await ended;
    process.removeListener('exit', killAll);
  };
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt++) {
    if (await answers(`${url}/readyz`)) return { url, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`uvicorn did not start:\n${said}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // it has ended by itself
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // of a listening server
      server.close(() => resolve(port));
    });
  });
}
