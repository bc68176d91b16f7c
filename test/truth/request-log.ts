import { readFileSync } from 'node:fs';

/** A request that the service has counted, in its own words. */
export interface LoggedRequest {
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly method: string;

  /** The template of the route. */
  readonly endpoint: string;
  readonly status: string;

  /** Seconds. */
  readonly duration: number;
}

/** That the metrics page was written: what was logged before is on it, what was logged later is not. */
export interface LoggedPage {
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly page: true;
}

/** A line of the log. */
export type LogLine = LoggedRequest | LoggedPage;

/** Reads the log of the Task API as far as it is written. */
export function readLog(file: string): LogLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1) // what follows the last line break is empty, or a line half written
    .map((line) => JSON.parse(line) as LogLine); // the service writes nothing else
}

/** Whether a line is one of a metrics page. */
export function isPage(line: LogLine): line is LoggedPage {
  return 'page' in line;
}

/** The requests among lines. */
export function requestsOf(lines: readonly LogLine[]): LoggedRequest[] {
  return lines.filter((line): line is LoggedRequest => !isPage(line));
}

/** Method, template and status as one text. */
export function keyOf({
  method,
  endpoint,
  status,
}: Pick<LoggedRequest, 'method' | 'endpoint' | 'status'>): string {
  return `${method} ${endpoint} ${status}`;
}

/** How often each key occurs. */
export function countKeys(requests: readonly LoggedRequest[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const request of requests) counts.set(keyOf(request), (counts.get(keyOf(request)) ?? 0) + 1);
  return counts;
}
