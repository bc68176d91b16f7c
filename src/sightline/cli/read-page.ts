import type { ExpositionFormat } from '../exposition/exposition';
import type { Problem } from '../problem/problem';
import { warning } from '../problem/problems';
import { CannotRun, reasonOf } from './cannot-run';
import { isUrl } from './read-args';
import { Collected, readSource } from './read-source';

/** A metrics page, from wherever it came. */
export interface Page {
  readonly bytes: Uint8Array;

  /** @default - it must be seen from the page */
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

const largerThanAny = 'no metrics page should be';

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
  return isUrl(source) ? fetchPage(source, limits) : readPageFile(source, limits);
}

async function readPageFile(path: string, { timeout, size }: PageLimits): Promise<Page> {
  const advice = 'give a file, or a URL with http:// or https://';
  return { bytes: await readSource(path, { timeout, size, largerThanAny, advice }), problems: [] };
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
    const response = await fetch(source, { headers: { accept, 'accept-encoding': 'gzip' }, signal });
    // Prometheus reads nothing of another status, 206 among them
    if (response.status !== 200)
      throw new CannotRun(`'${source}' answered with status ${response.status}, not with a metrics page`);
    const bytes = await readBody(response, source, size);
    const type = response.headers.get('content-type') ?? '';
    return { bytes, ...formatOf(type) };
  } catch (failure) {
    if (failure instanceof CannotRun) throw failure;
    const reason = signal.aborted
      ? `there was no whole answer within ${timeout / 1000} s`
      : reasonOf(failure);
    throw new CannotRun(`'${source}' can't be reached: ${reason}`);
  }
}

async function readBody({ body }: Response, source: string, size: number): Promise<Uint8Array> {
  const collected = new Collected(source, { size, largerThanAny });
  // the body of a response is made of bytes
  for await (const chunk of body ?? []) collected.add(chunk as Uint8Array);
  return collected.bytes();
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
