import { constants, openSync, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { CannotRun, reasonOf } from './cannot-run';
import { codeOf } from '../prometheus/node-error';

/** How much may be read, and how long that may take. */
export interface SourceLimits {
  /** Milliseconds to wait for what comes through a pipe. */
  readonly timeout: number;

  /** Bytes. */
  readonly size: number;

  /** Who is larger than that, for the message: `no metrics page should be`. */
  readonly largerThanAny: string;

  /**
   * What to give in place of what can't be read.
   *
   * @default 'give a file'
   */
  readonly advice?: string;
}

/**
 * Reads a file, or what a process writes into a pipe, such as `<(curl …)` of a shell. Nothing else: a device has no end, and whoever opens a pipe that
 * nobody writes into waits for ever.
 *
 * @param path as the user names it
 * @throws CannotRun if it can't be read, with the reason
 */
export async function readSource(path: string, limits: SourceLimits): Promise<Uint8Array> {
  const { advice = 'give a file' } = limits;
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new CannotRun(`'${path}' is a folder; ${advice}`);
    if (found.isFIFO()) return await readPipe(path, limits);
    if (!found.isFile())
      throw new CannotRun(`'${path}' is ${kindOf(found)}, not a file: it need not have an end`);
    return await readFile(path, limits);
  } catch (failure) {
    if (failure instanceof CannotRun) throw failure;
    const reason = codeOf(failure) === 'ENOENT' ? `there is no such file; ${advice}` : reasonOf(failure);
    throw new CannotRun(`'${path}' can't be read: ${reason}`);
  }
}

function kindOf(found: Stats): string {
  if (found.isSocket()) return 'a socket';
  return found.isCharacterDevice() || found.isBlockDevice() ? 'a device' : 'of another kind';
}

async function readFile(path: string, limits: SourceLimits): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const collected = new Collected(path, limits);
    // what grows while it is read ends at the limit, too
    for await (const chunk of file.createReadStream({ autoClose: false })) collected.add(chunk as Buffer); // no encoding is set
    return collected.bytes();
  } finally {
    await file.close();
  }
}

async function readPipe(path: string, limits: SourceLimits): Promise<Uint8Array> {
  // without O_NONBLOCK the process could not even end while nobody writes
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const pipe = new Socket({ fd, readable: true, writable: false });
  const collected = new Collected(path, limits);
  const timer = setTimeout(() => {
    const why = collected.size === 0 ? 'nobody wrote into the pipe' : 'the pipe had no end';
    pipe.destroy(new Error(`${why} within ${limits.timeout / 1000} s`));
  }, limits.timeout);
  try {
    for await (const chunk of pipe) collected.add(chunk as Buffer); // no encoding is set
    if (collected.size === 0) throw new Error('nobody wrote into the pipe');
    return collected.bytes();
  } finally {
    clearTimeout(timer);
    pipe.destroy();
  }
}

/** What has been read so far. */
export class Collected {
  private readonly chunks: Uint8Array[] = [];
  size = 0;

  constructor(
    private readonly source: string,
    private readonly limits: Pick<SourceLimits, 'size' | 'largerThanAny'>,
  ) {}

  /** @throws CannotRun if that is more than may be read */
  add(chunk: Uint8Array): void {
    this.size += chunk.length;
    const { size, largerThanAny } = this.limits;
    if (this.size > size)
      throw new CannotRun(
        `'${this.source}' is larger than ${size / 1024 / 1024} MiB, which ${largerThanAny}`,
      );
    this.chunks.push(chunk);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.chunks);
  }
}
