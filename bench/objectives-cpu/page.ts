import { createServer } from 'node:http';
import { textOf } from '../objectives/shape';
import type { Growing } from './scraped';

/** A page of series as they are now, on a port of the loopback address. */
export interface Page {
  readonly address: string;
  close(): void;
}

/** Serves series for a server to scrape. */
export function servePage(series: readonly Growing[]): Promise<Page> {
  const lines = series.map((one) => ({ head: textOf(one), valueAt: one.valueAt }));
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
