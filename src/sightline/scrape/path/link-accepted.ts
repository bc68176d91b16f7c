import { error } from '../../problem/problems';
import type { PrometheusSettings } from '../prometheus-settings';
import type { ReadJob } from '../relabel/read-job';
import { jobRefusals } from '../rejection/job-refusals';
import type { Reference, ScrapeConfig } from '../scrape-config';
import { isFields } from './fields';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import type { IndexedWorld } from './index-world';
import { brokenBy, type Link, undecidedBy } from './link';
import type { TracedMonitor } from './monitor';
import { quoted } from './words';

/**
 * Whether the operator takes the monitor, as far as the monitor decides it; the rest is up to the Secrets that it names.
 *
 * @param unfollowed what of it is not followed here
 */
export function linkAccepted(
  monitor: Pick<TracedMonitor, 'reference' | 'rejections'>,
  jobs: readonly ScrapeConfig[],
  indexed: IndexedWorld,
  unfollowed: readonly string[] = [],
): Link {
  const name = 'accepted';
  const rejections = monitor.rejections(indexed.world.prometheus.settings);
  const missing = jobs.flatMap(referencesIn).filter((each) => !exists(each, indexed));
  const lacking = missing.flatMap((each) => lacksKey(monitor, each, indexed));
  return (
    brokenBy(rejections, { name, wanted: 'a monitor that the operator accepts', found: monitor.reference }) ??
    brokenBy(lacking, { name, wanted: missing.map(describe).join(', '), found: 'other keys' }) ??
    undecidedBy(name, [...missing.map(describe), ...unfollowed]) ?? {
      state: 'proven',
      name,
      because: 'the operator has nothing against it',
    }
  );
}

/** Whether Prometheus takes the jobs that the operator writes for the monitor. */
export function linkLoaded(
  { reference, endpoints }: TracedMonitor,
  jobs: readonly ReadJob[],
  settings: PrometheusSettings,
): Link {
  const name = 'loaded';
  if (jobs.length === 0) {
    return {
      state: 'broken',
      name,
      wanted: 'a scrape job',
      found: `${endpoints}: none`,
      problems: [
        error('SEL014', `'${reference}' has no endpoints, so the operator writes no job for it`, {
          object: reference,
          path: `spec.${endpoints}`,
          fix: 'add an endpoint',
        }),
      ],
    };
  }
  const refusals = jobs
    .flatMap((job, index) => jobRefusals(job, `spec.${endpoints}[${index}]`, settings))
    .map((problem) => ({ ...problem, object: reference }));
  return (
    brokenBy(refusals, { name, wanted: 'jobs that Prometheus takes', found: reference }) ?? {
      state: 'proven',
      name,
      because: `Prometheus takes ${jobs.length === 1 ? 'its job' : `its ${jobs.length} jobs`}`,
    }
  );
}

function referencesIn(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isFields(value)) return [];
  return isReference(value) ? [value] : Object.values(value).flatMap(referencesIn);
}

function isReference(value: object): value is Reference {
  return 'from' in value && 'namespace' in value && 'key' in value;
}

/** What is named is there, and the key is not in it: the operator rejects the monitor. */
function lacksKey(
  { reference }: Pick<TracedMonitor, 'reference'>,
  wanted: Reference,
  { objects }: IndexedWorld,
): Problem[] {
  const { from, namespace, name, key } = wanted;
  const found = objects('', from).find(
    (object) => object.name === name && (object.namespace ?? 'default') === namespace,
  );
  if (found === undefined) return [];
  const { data, stringData } = found.manifest;
  const keys = [data, stringData].flatMap((map) => (isFields(map) ? Object.keys(map) : []));
  const near = nearest(key, keys);
  const message = `'${reference}' reads ${describe(wanted)}, which has ${keys.length === 0 ? 'no keys' : quoted(keys)}: the operator rejects the whole monitor`;
  const fix = near === undefined ? `add the key to the ${from}` : `did you mean '${near}'?`;
  return [
    error('OPR003', message, {
      object: reference,
      path: 'spec',
      fix,
      related: [`${from}/${namespace}/${name}`],
    }),
  ];
}

/** Secrets are never in a program of ours; a ConfigMap may be, and either among files of others. */
function exists({ from, namespace, name, key }: Reference, { objects }: IndexedWorld): boolean {
  return objects('', from).some((object) => {
    const { data, stringData } = object.manifest;
    const hasKey = [data, stringData].some((map) => isFields(map) && Object.hasOwn(map, key));
    return object.name === name && (object.namespace ?? 'default') === namespace && hasKey;
  });
}

function describe({ from, namespace, name, key }: Reference): string {
  return `the key '${key}' of ${from} ${namespace}/${name}`;
}
