import { setTimeout as timeout } from 'node:timers/promises';

/** Waits for so many milliseconds, or until a signal is aborted. Leaves nothing behind at the signal, so it may be called for ever. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await timeout(milliseconds, undefined, { signal });
  } catch {
    // it is aborted
  }
}
