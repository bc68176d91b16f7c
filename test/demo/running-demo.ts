import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { isRunning } from '../tools/prometheus/processes';
import { descendantsOf, startOf } from './descendants';

/** A demo that runs as a program of its own. */
export interface RunningDemo {
  readonly pid: number;
  stdout(): string;
  stderr(): string;

  /** Every process that was seen below it while it ran. */
  seen(): readonly number[];

  /** Those of them that run now. */
  left(): readonly number[];

  /** Resolves with its exit code when it has ended. */
  readonly ended: Promise<number | null>;
}

const project = resolve(__dirname, '../..');

/** Starts the demo on free ports, unless the arguments say otherwise. */
export function startDemo(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningDemo {
  const child = spawn(
    process.execPath,
    [
      '-r',
      './src/sightline/cli/register-sources',
      'demo/main.ts',
      '--port-app=0',
      '--port-prometheus=0',
      '--port-page=0',
      ...args,
    ],
    { cwd: project, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const pid = child.pid ?? 0;
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // numbers of processes are used again soon on a busy machine
  const seen = new Map<number, string | undefined>();
  const ownStart = startOf(pid);
  const look = (): void => {
    if (startOf(pid) !== ownStart) return;
    for (const each of descendantsOf(pid)) seen.set(each, startOf(each));
  };
  const timer = setInterval(() => {
    look();
  }, 200);
  return {
    pid,
    stdout: () => stdout,
    stderr: () => stderr,
    seen: () => [...seen.keys()],
    left: () => {
      look(); // what has started since the last look counts too
      return [...seen]
        .filter(([each, start]) => isRunning(each) && startOf(each) === start)
        .map(([each]) => each);
    },
    ended: new Promise((resolve) =>
      child.once('close', (code) => {
        clearInterval(timer);
        resolve(code);
      }),
    ),
  };
}
