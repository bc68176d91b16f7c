import { appendFileSync } from 'node:fs';
import type { Observation } from '../../src/sightline/instrument/fastify';

/** The truth about what was served, one JSON line for each request and for each time the metrics page was read. */
export interface RequestLog {
  /** A request has been counted. */
  readonly request: (observation: Observation) => void;

  /** The metrics page is being written: what was logged above is on it, what is logged below is not. */
  readonly page: () => void;
}

/**
 * A log in a file, at whose end it goes on. Lines are written before anything else happens, so that not one is lost when the process
 * is killed. Times are Unix seconds, as in Prometheus, durations seconds.
 */
export function requestLog(file: string): RequestLog {
  const write = (line: object): void => appendFileSync(file, `${JSON.stringify(line)}\n`);
  return {
    request: ({ time, method, route, status, seconds }) =>
      write({ timestamp: time / 1000, method, endpoint: route, status, duration: seconds }),
    page: () => write({ timestamp: Date.now() / 1000, page: true }),
  };
}
