import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { type Access, boundAccounts, isAllowed, type ServiceAccount } from '../../scrape/path/permissions';
import type { ScrapePath } from '../../scrape/path/scrape-path';
import { groupOf } from '../../scrape/path/world';
import type { PrometheusInstance } from '../../scrape/settings/prometheus-instance';
import { valueAt } from '../../stack/plain-data';
import type { Check, OpenQuestion } from '../check';
import { onceOf } from '../once-of';
import { type FinalObject, objectsOf, referenceOf, type World } from '../world';

/** What discovery of a role lists, by group. */
const listed: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  endpoints: [
    ['', 'services'],
    ['', 'endpoints'],
    ['', 'pods'],
  ],
  endpointslice: [
    ['', 'services'],
    ['discovery.k8s.io', 'endpointslices'],
    ['', 'pods'],
  ],
  pod: [['', 'pods']],
};

/**
 * A Prometheus whose service account is bound to roles, none of which lets it find targets where monitors look for them. Where nothing here binds it, that is an
 * error if another account is bound that it nearly is, or if all that there is is known, and open otherwise.
 *
 * @param paths the paths of all monitors
 */
export function permissionsCheck(paths: readonly ScrapePath[]): Check {
  const all = onceOf((world) =>
    (world.prometheuses ?? [])
      .flatMap((each) => deniedTo(each, world, paths))
      .map((denied) => ({ denied, problems: problemOf(denied, world) })),
  );
  return {
    layer: 'scrape',
    run: (world) => all(world).flatMap(({ problems }) => problems),
    open: (world) => [
      ...all(world).flatMap(({ denied, problems }) => (problems.length > 0 ? [] : questionOf(denied, world))),
      ...withoutRoles(world),
    ],
  };
}

/** A namespace in which a Prometheus need not be allowed to look for the targets of a monitor. */
interface Denied {
  readonly path: ScrapePath;
  readonly prometheus: PrometheusInstance;
  readonly account: ServiceAccount;
  readonly access: Access;

  /** Whether roles that are bound do not allow it; else nothing is known of them. */
  readonly isDenied: boolean;
}

/** Of the resources and the monitors of a namespace the first stands for all. */
function deniedTo(
  prometheus: PrometheusInstance,
  { objects }: World,
  paths: readonly ScrapePath[],
): Denied[] {
  const { serviceAccount: name = 'default', namespace, reference, title, isUnplaced } = prometheus;
  if (reference === undefined || isUnplaced === true) return [];
  const account = { name, namespace };
  const roles = rolesIn(objects);
  const verdicts = new Map<string, boolean | undefined>();
  const found = new Map<string, Denied>();
  for (const path of paths) {
    if (path.prometheus !== title) continue;
    for (const { job, targets } of path.jobs) {
      const role = job.kubernetes_sd_configs?.[0]?.role ?? '';
      const namespaces = targets.flatMap(({ discovered }) => discovered['__meta_kubernetes_namespace'] ?? []);
      for (const [group, resource] of listed[role] ?? []) {
        for (const each of new Set(namespaces)) {
          if (found.has(each)) continue;
          const access = { group, resource, namespace: each };
          const key = `${each}/${group}/${resource}`;
          if (!verdicts.has(key)) verdicts.set(key, isAllowed(account, access, roles));
          const verdict = verdicts.get(key);
          if (verdict !== true)
            found.set(each, { path, prometheus, account, access, isDenied: verdict === false });
        }
      }
    }
  }
  return [...found.values()];
}

function rolesIn(objects: readonly FinalObject[]): readonly FinalObject[] {
  return objects.filter(({ apiVersion }) => groupOf(apiVersion) === 'rbac.authorization.k8s.io');
}

function problemOf(denied: Denied, world: World): Problem[] {
  const { path, prometheus, account, access, isDenied } = denied;
  const meant = isDenied ? undefined : meantAccount(denied, world);
  if (!isDenied && meant === undefined && world.cluster?.isClosed !== true) return [];
  const { name, namespace } = account;
  const why =
    meant === undefined
      ? `no role that its service account '${name}' is bound to lets it`
      : `its service account is '${namespace}/${name}', and '${referenceOf(meant.binding)}' binds '${meant.namespace}/${meant.name}'`;
  const message = `${prometheus.title} may not list '${access.resource}' in '${access.namespace}', where '${path.object}' looks for targets: ${why}`;
  const isOther = meant !== undefined && meant.namespace !== namespace;
  const object = isOther ? referenceOf(meant.binding) : prometheus.reference;
  const fix = isOther
    ? `bind '${namespace}/${name}'`
    : meant === undefined
      ? `bind a role in '${access.namespace}' that lets it get, list and watch services, endpoints and pods`
      : `set 'serviceAccountName: ${meant.name}'`;
  const field = isOther ? `${meant.binding.path} subjects` : `spec.serviceAccountName`;
  return [
    error('NET002', message, {
      ...(object === undefined ? {} : { object }),
      path: field,
      related: [path.object],
      fix,
    }),
  ];
}

interface BoundAccount extends ServiceAccount {
  readonly binding: FinalObject;
}

/** The account that is bound instead of its own: of its name in another namespace, or with nearly its name, or one of a Prometheus where none is named. */
function meantAccount({ prometheus, account, access }: Denied, { objects }: World): BoundAccount | undefined {
  const roles = rolesIn(objects);
  const bound = roles.flatMap((binding) =>
    boundAccounts([binding]).map(({ name, namespace }): BoundAccount => ({ name, namespace, binding })),
  );
  if (bound.some(({ name, namespace }) => name === account.name && namespace === account.namespace))
    return undefined;
  const beside = bound.filter(({ namespace }) => namespace === account.namespace);
  const near =
    prometheus.serviceAccount === undefined
      ? beside.find(({ name }) => /^prometheus(?:-k8s)?$/.test(name))?.name
      : nearest(
          account.name,
          beside.map(({ name }) => name),
        );
  const named =
    beside.find(({ name }) => name === near) ??
    (prometheus.serviceAccount === undefined ? undefined : bound.find(({ name }) => name === account.name));
  return named !== undefined && isAllowed(named, access, roles) === true ? named : undefined;
}

function questionOf({ path, prometheus, account, access }: Denied, world: World): OpenQuestion[] {
  if (prometheus.serviceAccount === undefined) return [];
  const { name, namespace } = account;
  const own = objectsOf(world, 'monitoring.coreos.com', 'Prometheus', 'PrometheusAgent').find(
    (each) => referenceOf(each) === prometheus.reference,
  );
  return [
    {
      object: prometheus.reference ?? path.object,
      path: own?.path ?? '',
      link: 'discovered',
      missing: `the roles of the service account '${namespace}/${name}': whether it may list '${access.resource}' in '${access.namespace}'`,
    },
  ];
}

/** Releases whose values leave roles to somebody else. */
function withoutRoles({ stacks }: World): OpenQuestion[] {
  return stacks
    .filter(({ values }) => valueAt(values, ['global', 'rbac', 'create']) === false)
    .map(({ path, release }) => ({
      object: `the values of release '${release}'`,
      path,
      link: 'discovered',
      missing: "the roles of its Prometheus, which 'global.rbac.create: false' leaves to somebody else",
    }));
}
