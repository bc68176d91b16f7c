import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { failedWith } from './cannot-write';

/** A run of Sightline: a process, by what tells it from any other that has the same number. */
export interface Run {
  readonly pid: number;

  /** When it was started, in ticks since the system was; 0 where the system does not say. */
  readonly start: string;

  /** The computer, since when it is up, and the container: where numbers of processes mean something. */
  readonly place: string;
}

/** This process. */
export function thisRun(): Run {
  return { pid: process.pid, start: startOf(process.pid) ?? '0', place: here() };
}

/** A run as part of the name of a file. */
export function runName({ pid, start, place }: Run): string {
  return `run.${pid}.${start}.${place}`;
}

/** The run that a name says; undefined if it says none. */
export function readRunName(name: string): Run | undefined {
  const [, pid, start, place] = /^run\.(\d+)\.(\d+)\.([0-9a-f]{8})$/.exec(name) ?? [];
  return pid === undefined || start === undefined || place === undefined
    ? undefined
    : { pid: Number(pid), start, place };
}

/** Milliseconds after which a run elsewhere that has given no sign of life is over. Writing takes a second or so, and it gives one each second. */
const silence = 60_000;

/**
 * Whether a run is over, even if it was killed. Of one on another computer or in another container, nothing is known but its signs of life.
 *
 * @param sign when it gave the last one, in milliseconds since 1970
 */
export function isOver(run: Run, sign: number): boolean {
  if (run.place === here()) {
    if (!isThere(run.pid)) return true;
    const start = startOf(run.pid);
    if (start !== undefined) return start !== run.start;
  }
  return Date.now() - sign > silence;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (failure) {
    // it is somebody else's
    return failedWith(failure, 'EPERM');
  }
}

/** When a process was started; undefined where the system does not say, `ended` where it only waits to be forgotten. */
function startOf(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  // the name of the program, in parentheses, may hold anything
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return /^[ZX]$/.test(fields?.[0] ?? '') ? 'ended' : fields?.[19];
}

function here(): string {
  const parts = [hostname(), readText('/proc/sys/kernel/random/boot_id'), linkText('/proc/self/ns/pid')];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 8);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function linkText(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
