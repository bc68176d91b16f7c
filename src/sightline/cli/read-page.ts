import { readFile, stat } from 'node:fs/promises';
import type { ExpositionFormat } from '../exposition/exposition';
import type { Problem } from '../problem/problem';
import { warning } from '../problem/problems';
import { CannotRun, reasonOf } from './cannot-run';

/** A metrics page, from wherever it came. */
export interface Page {
  readonly text: string;

  /** @default - it must be seen from the text */
  readonly format?: ExpositionFormat;

  /** What is wrong with the answer that brought it. */
  readonly problems: readonly Problem[];
}

/** How much may be read, and how long that may take. */
export interface PageLimits {
  /** Milliseconds. */
  readonly timeout: number;

  /** Bytes. */
  readonly size: number;
}

const defaultLimits: PageLimits = { timeout: 10_000, size: 64 * 1024 * 1024 };

/** What Prometheus asks for: OpenMetrics rather than text, and whatever there is rather than nothing. */
const accept = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';

/**
 * Reads a metrics page from a URL or a file.
 *
 * @param source `http://…`, `https://…`, or the path of a file
 * @throws CannotRun if it can't be read, with the reason
 */
export async function readPage(source: string, limits: PageLimits = defaultLimits): Promise<Page> {
  return /^https?:\/\//i.test(source) ? fetchPage(source, limits) : readPageFile(source, limits);
}

async function readPageFile(path: string, { size }: PageLimits): Promise<Page> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new CannotRun(`'${path}' is a folder; give a file, or a URL with http://`);
    if (found.size > size) throw new CannotRun(tooLarge(path, size));
    return { text: await readFile(path, 'utf8'), problems: [] };
  } catch (failure) {
    if (failure instanceof CannotRun) throw failure;
    const missing = failure instanceof Error && 'code' in failure && failure.code === 'ENOENT';
    const reason = missing
      ? 'there is no such file (a URL begins with http:// or https://)'
      : reasonOf(failure);
    throw new CannotRun(`'${path}' can't be read: ${reason}`);
  }
}

async function fetchPage(source: string, { timeout, size }: PageLimits): Promise<Page> {
  if (!URL.canParse(source)) throw new CannotRun(`'${source}' is no URL`);
  const { username, password } = new URL(source);
  if (username !== '' || password !== '')
    throw new CannotRun(
      'a URL with a user name or password would stand in logs; save the page, and give the file',
    );
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(source, { headers: { accept }, signal });
    if (!response.ok)
      throw new CannotRun(`'${source}' answered with status ${response.status}, not with a metrics page`);
    const text = await readBody(response, source, size);
    const type = response.headers.get('content-type') ?? '';
    return { text, ...formatOf(type) };
  } catch (failure) {
    if (failure instanceof CannotRun) throw failure;
    const reason = signal.aborted
      ? `there was no whole answer within ${timeout / 1000} s`
      : reasonOf(failure);
    throw new CannotRun(`'${source}' can't be reached: ${reason}`);
  }
}

async function readBody({ body }: Response, source: string, size: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let read = 0;
  for await (const chunk of body ?? []) {
    // the body of a response is made of bytes
    const bytes = chunk as Uint8Array;
    read += bytes.length;
    if (read > size) throw new CannotRun(tooLarge(source, size));
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(source: string, size: number): string {
  return `'${source}' is larger than ${size / 1024 / 1024} MiB, which no metrics page should be`;
}

/** The format that an answer says it has. */
function formatOf(contentType: string): Pick<Page, 'format' | 'problems'> {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/openmetrics-text') return { format: 'openmetrics', problems: [] };
  if (type === 'text/plain') return { format: 'text', problems: [] };
  const said = type === undefined || type === '' ? 'is missing' : `(${type}) is none of a metrics page`;
  return {
    problems: [
      warning('EXP014', `the 'Content-Type' of the answer ${said}: Prometheus 3 refuses the page`, {
        fix: "answer with 'text/plain; version=0.0.4', or set 'fallbackScrapeProtocol' in the ServiceMonitor",
      }),
    ],
  };
}
