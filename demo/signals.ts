import { parseDuration } from '../src/sightline/contract/duration';
import type { Sample, Target } from '../src/sightline/prometheus/answers';
import type { Client } from '../src/sightline/prometheus/client';
import { levelOf } from '../src/sightline/signals/record-names';
import type { RuleGroupManifest } from './manifests';

/** Which recorded series hold the golden signals of a service. */
export interface SignalNames {
  /** Requests per second. */
  readonly traffic: string;

  /** Errors, in percent. */
  readonly errors: string;

  /** Latencies in seconds, by the short name of the quantile, such as `p95`; sorted. */
  readonly latencies: readonly (readonly [quantile: string, name: string])[];

  /** The window that they look back, in seconds. */
  readonly window: number;
}

/** The golden signals of one endpoint; what is not known is left out. */
export interface SignalRow {
  readonly endpoint: string;

  /** @default - no traffic was ever seen */
  readonly traffic?: number;

  /** @default - there is no traffic */
  readonly errors?: number;

  /** By the short name of the quantile. */
  readonly latencies: Readonly<Record<string, number>>;
}

/**
 * Finds the series that hold the golden signals among the rules; undefined if they are not recorded by endpoint.
 *
 * @param service name of the service
 */
export function signalNames(groups: readonly RuleGroupManifest[], service: string): SignalNames | undefined {
  const records = groups.flatMap(({ rules }) =>
    rules.flatMap(({ record }) => (record === undefined ? [] : [record])),
  );
  const level = levelOf(service);
  const traffic = records.find((record) => record.startsWith(`${level}:requests:rate`));
  const errors = records.find((record) => record.startsWith(`${level}:errors:rate`));
  const window = parseDuration(/:rate(\w+)$/.exec(traffic ?? '')?.[1] ?? '');
  if (traffic === undefined || errors === undefined || window === undefined) return undefined;
  const latencies = records.flatMap((record) => {
    const quantile = /:latency_(p[\d_]+):/.exec(record)?.[1];
    return quantile !== undefined && record.startsWith(`${level}:`) ? [[quantile, record] as const] : [];
  });
  return {
    traffic,
    errors,
    latencies: latencies.sort(([a], [b]) => (a < b ? -1 : 1)),
    window: window / 1000,
  };
}

/** The expression for all of them. */
export function signalQuery({ traffic, errors, latencies }: SignalNames): string {
  return `{__name__=~"${[traffic, errors, ...latencies.map(([, name]) => name)].join('|')}"}`;
}

/** The rows of the samples, by endpoint. A value that is no number is left out. */
export function signalRows(
  { traffic, errors, latencies }: SignalNames,
  samples: readonly Sample[],
): SignalRow[] {
  const endpoints = [...new Set(samples.map(({ labels }) => labels.endpoint ?? ''))].sort();
  return endpoints.map((endpoint) => {
    const valueOf = (name: string): number | undefined => {
      const found = samples.find(
        ({ labels }) => labels.__name__ === name && (labels.endpoint ?? '') === endpoint,
      );
      return found === undefined || Number.isNaN(found.value) ? undefined : found.value;
    };
    const present = (key: string, value: number | undefined): Readonly<Record<string, number>> =>
      value === undefined ? {} : { [key]: value };
    return {
      endpoint,
      ...present('traffic', valueOf(traffic)),
      ...present('errors', valueOf(errors)),
      latencies: latencies.reduce(
        (all, [quantile, name]) => ({ ...all, ...present(quantile, valueOf(name)) }),
        {},
      ),
    };
  });
}

/** What Prometheus knows at a moment. */
export interface Reading {
  readonly rows: readonly SignalRow[];

  /** Whether it scrapes, in words; undefined if it does. */
  readonly trouble: string | undefined;
}

/**
 * Asks Prometheus.
 *
 * @throws Error if it does not answer
 */
export async function readSignals(prometheus: Client, names: SignalNames): Promise<Reading> {
  const [samples, targets] = await Promise.all([prometheus.query(signalQuery(names)), prometheus.targets()]);
  const dropped = targets.length > 0 ? 0 : await droppedTargets(prometheus);
  return { rows: signalRows(names, samples), trouble: troubleOf(targets, dropped) };
}

/** How many targets were discovered and are not scraped. */
async function droppedTargets(prometheus: Client): Promise<number> {
  const answer = await prometheus.api('targets', { state: 'dropped' });
  // the API documents it as a list; a server that has just started may say nothing
  const { droppedTargets: dropped = [] } = (answer.ok ? answer.data : {}) as {
    readonly droppedTargets?: readonly unknown[];
  };
  return dropped.length;
}

/**
 * Why nothing is scraped; undefined if it is.
 *
 * @param dropped how many targets were discovered beside them and are not scraped
 */
export function troubleOf(targets: readonly Target[], dropped: number): string | undefined {
  const [target] = targets;
  if (target === undefined)
    return dropped === 0
      ? 'the target is yet to be discovered'
      : 'the ServiceMonitor in dist/ selects no target';
  if (target.health === 'unknown') return 'the first scrape is yet to come';
  return target.health === 'up' ? undefined : `the last scrape failed: ${target.lastError}`;
}
