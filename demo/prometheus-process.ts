import { join } from 'node:path';
import { type Client, client } from '../src/sightline/prometheus/client';
import type { Found } from '../tools/prometheus/find';
import { type ServerInput, serverFiles } from '../tools/prometheus/server-files';
import { type Children, untilReady } from './children';

/** How to start Prometheus. */
export interface PrometheusProcessOptions {
  readonly prometheus: Found;

  /** The port of the loopback address that it listens on. */
  readonly port: number;

  /** Its configuration and rules. */
  readonly input: ServerInput;
}

/**
 * Starts a Prometheus on a port that the user chose, and waits until it answers.
 *
 * @returns a client of its API
 * @throws DemoFailure if it does not come to that
 */
export async function startPrometheusOn(
  children: Pick<Children, 'start'>,
  { prometheus, port, input }: PrometheusProcessOptions,
): Promise<Client> {
  const url = `http://127.0.0.1:${port}`;
  const child = await children.start({
    name: `Prometheus ${prometheus.version}`,
    program: prometheus.prometheus,
    args: (folder) => [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      `--web.external-url=${url}`,
      // a new server would wait 5 s for its first targets
      '--scrape.discovery-reload-interval=1s',
    ],
    files: serverFiles(input),
  });
  const api = client(url);
  await untilReady(child, async () => (await isReady(url)) && (await isOurs(api, child.folder)), 60_000);
  return api;
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(2_000) });
  await response.text();
  return response.ok;
}

/** Whether it is the one just started: another could have taken the port a moment before. */
async function isOurs(api: Client, folder: string): Promise<boolean> {
  const answer = await api.api('status/flags');
  // the API documents this as an object of flags; other servers may answer anything
  const flags = answer.ok ? (answer.data as Record<string, unknown> | null) : null;
  return flags?.['storage.tsdb.path'] === join(folder, 'data');
}

/**
 * Whether a Prometheus serves pages for a browser. Debian's builds have none: theirs answer 404 or 500.
 *
 * @param url its address
 */
export async function hasWebUi(url: string): Promise<boolean> {
  try {
    // 3.x sends on to its new address by itself
    const response = await fetch(`${url}/graph`, { signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    return response.ok && /<html/i.test(text);
  } catch {
    return false;
  }
}
