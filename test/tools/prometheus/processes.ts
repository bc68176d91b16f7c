import { readFileSync, readdirSync } from 'node:fs';

/**
 * Whether a process runs; one that has ended but that nobody has waited for does not.
 *
 * @param pid - the process id
 */
export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * The processes that run and name a text in their command line, such as a folder.
 *
 * @param text - the text
 * @returns their ids
 */
export function processesNaming(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    })
    .map(Number)
    .filter(isRunning);
}

/**
 * Waits until something holds.
 *
 * @param holds - the condition, asked every 20 ms
 * @param withinMs - milliseconds to wait at most: long, as machines are slow
 * @throws Error when it does not hold in time
 */
export async function until(holds: () => boolean, withinMs = 60_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > deadline)
      throw new Error(`It did not come to hold within ${withinMs} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
