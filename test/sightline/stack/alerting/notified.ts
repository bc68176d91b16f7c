import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The part of a notification of Alertmanager's webhook that tests look at. */
export interface Notification {
  readonly status: string;
  readonly groupKey: string;
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly alerts: readonly { readonly status: string; readonly labels: Readonly<Record<string, string>> }[];
}

/** Who is notified, on a port of the loopback address. */
export interface Notified {
  /** The address, without a slash at the end. */
  readonly url: string;

  /** What has come in for a path below the address, in order. */
  at(path: string): readonly Notification[];

  /** Ends it. */
  stop(): Promise<void>;
}

/** Listens for notifications on the loopback address. */
export async function listen(): Promise<Notified> {
  const received: { path: string; body: Notification }[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      received.push({ path: request.url ?? '', body: JSON.parse(text) as Notification });
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    at: (path) => received.filter((each) => each.path === path).map(({ body }) => body),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
