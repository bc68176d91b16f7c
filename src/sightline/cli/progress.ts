import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** What says, on a terminal, what takes so long. */
export interface Progress {
  /** What is being done now: `checking 300 files`. */
  readonly say: (stage: string) => void;

  /** Takes the line away. To be called before anything is printed. */
  readonly stop: () => void;
}

/** Nothing is said. */
export const silent: Progress = { say: () => undefined, stop: () => undefined };

/** Where progress is shown, and after how long. */
export interface ProgressOptions {
  /** The number of the open file, which is a terminal. */
  readonly fd: number;

  /**
   * Milliseconds until there is something to say.
   *
   * @default 1,000
   */
  readonly after?: number;
}

const clearLine = '\r\u001B[2K';

/** What holds the line: nobody, the thread that writes it, or the end of it all. */
const [free, writing, over] = [0, 1, 2];

/**
 * The thread of its own that writes the line, once a second: the work is one long calculation, in which no timer of its own thread runs. The cursor goes back to the
 * start of the line, so that what a program prints meanwhile stands there.
 */
const script = `
const { parentPort, workerData: { fd, after, state } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const began = Date.now();
let stage = '';
parentPort.on('message', (said) => { stage = said; });
const show = () => {
  if (Atomics.compareExchange(state, 0, ${free}, ${writing}) !== ${free}) return;
  try {
    if (stage !== '') {
      writeSync(fd, '\\r\\x1b[2Ksightline: ' + stage + ' (' + Math.round((Date.now() - began) / 1000) + ' s)\\r');
      Atomics.store(state, 1, 1);
    }
  } catch {}
  Atomics.store(state, 0, ${free});
  setTimeout(show, 1000);
};
setTimeout(show, after);
`;

/** Shows what is being done where it takes longer than a second, until it is stopped. */
export function showProgress({ fd, after = 1_000 }: ProgressOptions): Progress {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(script, { eval: true, execArgv: [], workerData: { fd, after, state } });
  worker.unref();
  worker.on('error', () => undefined); // there is no line then
  const stop = (): void => {
    process.removeListener('exit', stop);
    let holder = Atomics.compareExchange(state, 0, free, over);
    while (holder === writing) holder = Atomics.compareExchange(state, 0, free, over);
    if (holder === free && Atomics.load(state, 1) === 1) writeSync(fd, clearLine);
    void worker.terminate();
  };
  process.once('exit', stop);
  return { say: (stage) => worker.postMessage(stage), stop };
}

/** The same on the standard error, if that is a terminal. */
export function progressOnTerminal(): Progress {
  return process.stderr.isTTY ? showProgress({ fd: 2 }) : silent;
}
