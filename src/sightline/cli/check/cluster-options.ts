import type { ClusterOptions } from '../../files/file-world';
import { defined } from '../../problem/defined';
import { chart } from '../../stack/chart';
import { knownVersions } from '../../stack/values-keys/value-keys';
import { CannotRun } from '../cannot-run';

/** The options that say for which cluster files are, as their help has them. */
export const clusterUsage = `  --prometheus NAME       the Prometheus object that is meant; NAMESPACE/NAME if there are several (default: each among the files)
  --release NAME          the release of ${chart.name} whose Prometheus is meant, as the chart has it by default
  --chart NAME@VERSION    the chart that values are for (default: ${chart.name}@${chart.version})
  --namespace NAME        the namespace of objects that name none (default: they may be applied to any)
  --closed                nothing is in the cluster but what is in the files: what selects nothing of it is an error`;

/** The same for whoever reads a command line. */
export const clusterOptions = {
  prometheus: { type: 'string' },
  release: { type: 'string' },
  chart: { type: 'string' },
  namespace: { type: 'string', short: 'n' },
  closed: { type: 'boolean' },
} as const;

/**
 * What a command line says of the cluster.
 *
 * @throws CannotRun if it can not be meant
 */
export function clusterOf(values: {
  readonly prometheus?: string | undefined;
  readonly release?: string | undefined;
  readonly chart?: string | undefined;
  readonly namespace?: string | undefined;
  readonly closed?: boolean | undefined;
}): ClusterOptions {
  const { prometheus, release, namespace, closed: isClosed } = values;
  return defined({ prometheus, release, namespace, isClosed, chartVersion: versionOf(values.chart) });
}

function versionOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const [name, version, ...more] = written.split('@');
  if (name !== chart.name || version === undefined || version === '' || more.length > 0)
    throw new CannotRun(
      `'--chart' (${written}) must be ${chart.name}@VERSION, such as ${chart.name}@${chart.version}`,
    );
  if (knownVersions().includes(version)) return version;
  throw new CannotRun(
    `'--chart' (${written}) names a version whose keys are not known, and those of another may differ; known are ${knownVersions().join(', ')}`,
  );
}
