import { createServer } from 'node:http';
import { textOf } from '../objectives/shape';
import type { Growing } from './counters';

/** A page of counters as they are now, on a port of the loopback address. */
export interface Page {
  readonly address: string;
  close(): void;
}

/** Serves counters for a server to scrape. */
export function servePage(counters: readonly Growing[]): Promise<Page> {
  const lines = counters.map((counter) => ({ head: textOf(counter), valueAt: counter.valueAt }));
  const server = createServer((_, response) => {
    const now = Date.now() / 1000;
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(lines.map(({ head, valueAt }) => `${head} ${valueAt(now)}\n`).join(''));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ address: `127.0.0.1:${port}`, close: () => server.close() });
    });
  });
}
