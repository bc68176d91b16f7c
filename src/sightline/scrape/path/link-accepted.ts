import { error } from '../../problem/problems';
import type { PrometheusSettings } from '../prometheus-settings';
import type { ReadJob } from '../relabel/read-job';
import { jobRefusals } from '../rejection/job-refusals';
import type { Reference, ScrapeConfig } from '../scrape-config';
import { type FieldPath, printFieldPath } from '../../schema/violations';
import { isFields } from './fields';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import type { IndexedWorld } from './index-world';
import { brokenBy, type Link, undecidedBy } from './link';
import type { TracedMonitor } from './monitor';
import { keySources } from './made-secrets';
import { quoted } from './words';
import type { ApiObject } from './world';
import { placedReference } from './world';

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
  const lacking = missing.flatMap((each) => wronglyNamed(monitor, each, indexed));
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

/**
 * A reference that is surely wrong: what is named is there without the key, or it is in another namespace, or what is there has nearly the name. The operator rejects
 * the monitor then.
 */
function wronglyNamed(
  { reference }: Pick<TracedMonitor, 'reference'>,
  wanted: Reference,
  indexed: IndexedWorld,
): Problem[] {
  const { from, namespace, name, key } = wanted;
  const all = keySources(from, indexed);
  const here = all.filter((object) => (object.namespace ?? 'default') === namespace);
  const named = here.find((object) => object.name === name);
  const found = named ?? misnamed(wanted, here, all, indexed);
  if (found === undefined) return [];
  const keys = keysOf(found);
  const near = nearest(key, keys);
  const other = `${from}/${found.namespace ?? 'default'}/${found.name}`;
  const [what, fix] =
    named !== undefined
      ? [
          `which has ${keys.length === 0 ? 'no keys' : quoted(keys)}`,
          near === undefined ? `add the key to the ${from}` : `did you mean '${near}'?`,
        ]
      : found.name === name
        ? [
            `and '${other}' is in another namespace: the operator reads those of the monitor's own`,
            `put the ${from} into '${namespace}', too`,
          ]
        : [`and there is '${other}'`, `did you mean '${found.name}'?`];
  const message = `'${reference}' reads ${describe(wanted)}, ${what}: the operator rejects the whole monitor`;
  const field = named === undefined ? 'name' : 'key';
  const own = indexed.world.objects.find((object) => placedReference(object) === reference);
  const at = fieldOf(own?.manifest['spec'], wanted) ?? [];
  const path = printFieldPath(['spec', ...at, ...(at.length > 0 ? [field] : [])]);
  return [error('OPR003', message, { object: reference, path, fix, related: [other] })];
}

/** Where a reference stands in a spec. */
function fieldOf(value: unknown, { name, key }: Pick<Reference, 'name' | 'key'>): FieldPath | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isFields(value) && value['name'] === name && value['key'] === key) return [];
  for (const [step, below] of Object.entries(value)) {
    const found = fieldOf(below, { name, key });
    if (found !== undefined) return [Array.isArray(value) ? Number(step) : step, ...found];
  }
  return undefined;
}

/** What was meant by a name that nothing has; undefined where something else may make what is named, as an ExternalSecret does. */
function misnamed(
  { namespace, name, key }: Reference,
  here: readonly ApiObject[],
  all: readonly ApiObject[],
  { world }: IndexedWorld,
): ApiObject | undefined {
  const withKey = here.filter((object) => keysOf(object).includes(key));
  const near = nearest(
    name,
    withKey.map((object) => object.name),
  );
  const found =
    withKey.find((object) => object.name === near) ??
    all.find(
      (object) => object.name === name && object.namespace !== undefined && keysOf(object).includes(key),
    );
  if (found === undefined) return undefined;
  const isMade = world.objects.some(
    (object) =>
      /Secret|^(?:Certificate|Bundle|Kustomization)$/.test(object.kind) &&
      object.apiVersion !== 'v1' &&
      (object.namespace ?? namespace) === namespace,
  );
  return isMade ? undefined : found;
}

function keysOf({ manifest: { data, stringData } }: ApiObject): string[] {
  return [data, stringData].flatMap((map) => (isFields(map) ? Object.keys(map) : []));
}

/** Secrets are never in a program of ours; a ConfigMap may be, and either among files of others. */
function exists({ from, namespace, name, key }: Reference, indexed: IndexedWorld): boolean {
  return keySources(from, indexed).some(
    (object) =>
      object.name === name && (object.namespace ?? 'default') === namespace && keysOf(object).includes(key),
  );
}

function describe({ from, namespace, name, key }: Reference): string {
  return `the key '${key}' of ${from} ${namespace}/${name}`;
}
