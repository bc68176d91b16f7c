import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Labels } from '../../src/sightline/prometheus/answers';
import { type AlertmanagerInput, alertmanagerFiles, configFile } from './alertmanager-files';
import type { FoundAlertmanager } from './find';
import { answers, startOnLoopback } from './loopback-server';
import { writeFiles } from '../../src/sightline/prometheus/temp-files';

/** An alert as Prometheus posts it. */
export interface PostedAlert {
  /** Its labels; they are its identity. */
  readonly labels: Labels;

  /**
   * What is said of it.
   *
   * @default - nothing
   */
  readonly annotations?: Labels;

  /**
   * When it ended.
   *
   * @default - it fires
   */
  readonly endsAt?: Date;
}

/** An Alertmanager that runs, on a port of the loopback address. */
export interface Alertmanager {
  /** Its address, without a slash at the end. */
  readonly url: string;

  /**
   * Tells it of alerts, as Prometheus does.
   *
   * @throws Error when it refuses them
   */
  post(alerts: readonly PostedAlert[]): Promise<void>;

  /** What it has logged lately. */
  log(): string;

  /** Ends it and removes its data. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts an Alertmanager that is alone, without peers, and waits until it is ready. It ends at the latest when this process does.
 *
 * @param found - the Alertmanager to start
 * @param input - what it reads
 * @throws Error when it ends early, as with a configuration that it refuses, or is not ready in time
 */
export async function startAlertmanager(
  found: FoundAlertmanager,
  input: AlertmanagerInput,
): Promise<Alertmanager> {
  // a path that no other server has: who answers below it is ours
  const prefix = `/${randomUUID()}`;
  const { process, address } = await startOnLoopback({
    title: `Alertmanager ${found.version}`,
    program: found.alertmanager,
    prepare: async (folder) => {
      await writeFiles(folder, alertmanagerFiles(input));
      await mkdir(join(folder, 'data'));
    },
    flags: ({ folder, address }) => ({
      'config.file': join(folder, configFile),
      'storage.path': join(folder, 'data'),
      'web.listen-address': address,
      'web.external-url': `http://${address}${prefix}`,
      'cluster.listen-address': '',
    }),
    isReady: ({ address }) => answers(`http://${address}${prefix}/-/ready`),
    readyWithinMs: 30_000,
  });
  const url = `http://${address}${prefix}`;
  return {
    url,
    log: () => process.log(),
    stop: () => process.stop(),
    post: async (alerts) => {
      const response = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
        signal: AbortSignal.timeout(30_000),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`Alertmanager refused the alerts (${response.status}): ${text}`);
    },
  };
}
