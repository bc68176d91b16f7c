import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Task API that only exposes metrics. */
export interface ExposingApp {
  /** Host and port. */
  readonly address: string;
  stop(): Promise<void>;
}

/** What one route serves between two scrapes. */
interface Load {
  readonly endpoint: string;

  /** Requests by status. */
  readonly statuses: Readonly<Record<string, number>>;

  /** How many of them took up to this long: cumulated, by bound in seconds. */
  readonly upTo: Readonly<Record<string, number>>;
}

/** In 30 requests: 25 % of /tasks fail and all of it is fast; /tasks/:id is healthy and slow; the scrapes are counted, too. */
const loads: readonly Load[] = [
  { endpoint: '/tasks', statuses: { 200: 12, 500: 4 }, upTo: { '0.1': 16, '1': 16, '10': 16, '+Inf': 16 } },
  { endpoint: '/tasks/:id', statuses: { 200: 8 }, upTo: { '0.1': 0, '1': 2, '10': 8, '+Inf': 8 } },
  { endpoint: '/metrics', statuses: { 200: 6 }, upTo: { '0.1': 6, '1': 6, '10': 6, '+Inf': 6 } },
];

/** So many scrapes seem to have been before the first, so that no counter is near zero. */
const before = 1000;

/**
 * Starts the app on a free port of the loopback address. Its counters grow by the same with each scrape.
 *
 * @param spelling how it writes a bound into `le`
 */
export async function startExposingApp(spelling: (bound: string) => string): Promise<ExposingApp> {
  let scrapes = before;
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    response.end(exposition(++scrapes, spelling));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // the cast is what node documents for a server on a port
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function exposition(times: number, spelling: (bound: string) => string): string {
  const counters = loads.flatMap(({ endpoint, statuses }) =>
    Object.entries(statuses).map(
      ([status, count]) =>
        `task_api_requests_total{method="GET",endpoint="${endpoint}",status="${status}"} ${count * times}`,
    ),
  );
  const buckets = loads.flatMap(({ endpoint, upTo }) => {
    const labels = `method="GET",endpoint="${endpoint}"`;
    const name = 'task_api_request_duration_seconds';
    const lines = Object.entries(upTo).map(
      ([bound, count]) => `${name}_bucket{${labels},le="${spelling(bound)}"} ${count * times}`,
    );
    const all = (upTo['+Inf'] ?? 0) * times;
    return [...lines, `${name}_sum{${labels}} ${all}`, `${name}_count{${labels}} ${all}`];
  });
  return [
    '# HELP task_api_requests_total Total HTTP requests',
    '# TYPE task_api_requests_total counter',
    ...counters,
    '# HELP task_api_request_duration_seconds HTTP request latency in seconds',
    '# TYPE task_api_request_duration_seconds histogram',
    ...buckets,
    '',
  ].join('\n');
}
