import { isFields, mapAt, mapsAt, textAt } from './fields';
import { type ApiObject, groupOf } from './world';

/** What a service account is to be allowed: a resource of a group, in a namespace. */
export interface Access {
  readonly group: string;
  readonly resource: string;
  readonly namespace: string;
}

/** Who asks. */
export interface ServiceAccount {
  readonly name: string;
  readonly namespace: string;
}

const verbs = ['list', 'watch'];

/**
 * Whether the bindings among objects allow a service account to list and watch a resource. Undefined where none of them is about it, or a role that
 * one names is not there: somebody else says so then.
 */
export function isAllowed(
  account: ServiceAccount,
  { group, resource, namespace }: Access,
  objects: readonly ApiObject[],
): boolean | undefined {
  const own = objects.filter((object) => isAuthorization(object) && hasSubject(object, account));
  if (own.length === 0) return undefined;
  let isUnknown = false;
  for (const binding of own) {
    if (binding.kind === 'RoleBinding' && (binding.namespace ?? 'default') !== namespace) continue;
    const role = roleOf(binding, objects);
    if (role === undefined || isFields(role.manifest['aggregationRule'])) isUnknown = true;
    else if (verbs.every((verb) => allows(role, group, resource, verb))) return true;
  }
  return isUnknown ? undefined : false;
}

/** Who bindings among objects are about, each with the binding. */
export function boundAccounts(
  objects: readonly ApiObject[],
): readonly (ServiceAccount & { readonly binding: ApiObject })[] {
  return objects
    .filter(isAuthorization)
    .flatMap((binding) =>
      mapsAt(binding.manifest, 'subjects').flatMap(({ kind, name, namespace }) =>
        kind === 'ServiceAccount' && typeof name === 'string' && typeof namespace === 'string'
          ? [{ name, namespace, binding }]
          : [],
      ),
    );
}

function isAuthorization({ apiVersion, kind }: ApiObject): boolean {
  return groupOf(apiVersion) === 'rbac.authorization.k8s.io' && /^(?:Cluster)?RoleBinding$/.test(kind);
}

/** An account is meant by its name, as a user, or by a group that it is in. */
function hasSubject({ manifest }: ApiObject, { name, namespace }: ServiceAccount): boolean {
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  return mapsAt(manifest, 'subjects').some((subject) => {
    const own = textAt(subject, 'name') ?? '';
    if (subject['kind'] === 'Group') return groups.includes(own);
    if (subject['kind'] === 'User') return own === `system:serviceaccount:${namespace}:${name}`;
    return own === name && subject['namespace'] === namespace;
  });
}

function roleOf(binding: ApiObject, objects: readonly ApiObject[]): ApiObject | undefined {
  const kind = textAt(binding.manifest, 'roleRef', 'kind');
  const name = textAt(binding.manifest, 'roleRef', 'name');
  return objects.find(
    (object) =>
      groupOf(object.apiVersion) === 'rbac.authorization.k8s.io' &&
      object.kind === kind &&
      object.name === name &&
      (kind === 'ClusterRole' || (object.namespace ?? 'default') === (binding.namespace ?? 'default')),
  );
}

function allows({ manifest }: ApiObject, group: string, resource: string, verb: string): boolean {
  return mapsAt(manifest, 'rules').some(
    (rule) =>
      has(rule['apiGroups'], group) &&
      has(rule['resources'], resource) &&
      has(rule['verbs'], verb) &&
      mapAt(rule)['resourceNames'] === undefined,
  );
}

function has(list: unknown, wanted: string): boolean {
  return Array.isArray(list) && (list.includes(wanted) || list.includes('*'));
}
