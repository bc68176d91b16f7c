import { spawn } from 'node:child_process';

/** A program that ends at the latest when this process does. */
export interface Supervised {
  /** What it has printed lately to standard output and standard error: the last lines, 16,000 characters at most. */
  log(): string;

  /** Whether it still runs. */
  running(): boolean;

  /** Resolves when it has ended and its folder is gone. */
  readonly ended: Promise<void>;

  /** Asks it to end, kills it after five seconds, removes its folder, and resolves when that is done. */
  stop(): Promise<void>;
}

const logLength = 16_000;

/**
 * Runs the program beside a watcher that reads from a pipe of ours. The pipe closes when we stop the program and
 * also when we die, even by SIGKILL, when no exit handler of ours would run. The shell itself writes nothing: a pipe that we no
 * longer read would end it before it has removed the folder.
 */
const script = `
folder=$1; shift
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{
  cat <&3
  kill -TERM "$server" || exit
  tenths=0
  while kill -0 "$server" && [ "$tenths" -lt 50 ]; do sleep 0.1; tenths=$((tenths + 1)); done
  kill -KILL "$server"
} >/dev/null 2>&1 &
watcher=$!
exec 3<&- >/dev/null 2>&1
wait "$server"
status=$?
kill "$watcher"
wait "$watcher"
rm -rf -- "$folder"
exit "$status"
`;

/**
 * Starts a program that never outlives this process, not even when this process is killed.
 *
 * @param program - the program, an absolute path
 * @param args - its arguments
 * @param folder - a folder of its own, removed when it has ended
 */
export function supervise(program: string, args: readonly string[], folder: string): Supervised {
  // A session of its own: a Ctrl-C at our terminal must reach it through us, so that its folder goes too.
  const child = spawn('/bin/sh', ['-c', script, 'sh', folder, program, ...args], {
    detached: true,
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let log = '';
  const keep = (text: string): void => {
    log = (log + text).slice(-logLength);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);

  let running = true;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      running = false;
      resolve();
    };
    child.once('error', (error) => {
      keep(`${error.message}\n`);
      end();
    });
    child.once('close', end);
  });
  return {
    log: () => log,
    running: () => running,
    ended,
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
}
