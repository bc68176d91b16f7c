import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { client, type Client } from '../../src/sightline/prometheus/client';
import type { Found } from '../../tools/prometheus/find';
import { answers, startOnLoopback, type Flags } from '../../tools/prometheus/loopback-server';
import { serverFiles, type ServerInput } from '../../tools/prometheus/server-files';
import { writeFiles } from '../../src/sightline/prometheus/temp-files';

/** A Prometheus that runs over a history. */
export interface HistoryServer extends Client {
  /** Where its configuration is. */
  readonly folder: string;
  stop(): Promise<void>;
}

/**
 * Starts a Prometheus that finds a history at its start: one that runs looks for new blocks but once a minute.
 *
 * @param prometheus - the one to start
 * @param blocks - the folder of the blocks; they are copied
 * @param input - its configuration and rules
 * @param flags - more flags
 */
export async function startOver(
  prometheus: Found,
  blocks: string,
  input: ServerInput,
  flags: Flags,
): Promise<HistoryServer> {
  let own = '';
  const { process, address } = await startOnLoopback({
    title: `Prometheus ${prometheus.version}`,
    program: prometheus.prometheus,
    prepare: async (folder) => {
      own = folder;
      await writeFiles(folder, serverFiles(input));
      cpSync(blocks, join(folder, 'data'), { recursive: true });
    },
    flags: ({ folder, address }) => ({
      ...flags,
      'storage.tsdb.retention.time': '100y',
      'config.file': join(folder, 'prometheus.yml'),
      'storage.tsdb.path': join(folder, 'data'),
      'web.listen-address': address,
    }),
    isReady: ({ address }) => answers(`http://${address}/-/ready`),
    readyWithinMs: 120_000,
  });
  return { ...client(`http://${address}`), folder: own, stop: () => process.stop() };
}
