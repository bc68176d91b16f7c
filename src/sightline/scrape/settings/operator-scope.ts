import { isTruthy } from '../../stack/chart-selectors';
import { isMap, type PlainValue, valueAt } from '../../stack/plain-data';
import type { HelmValues } from '../../stack/helm-values';
import type { NamespaceScope, OperatorScope } from './prometheus-instance';

/** The arguments of the operator that say what it looks at, which the chart writes from values of its own. */
const arguments_ = {
  namespaces: '--namespaces',
  denyNamespaces: '--deny-namespaces',
  prometheusInstanceNamespaces: '--prometheus-instance-namespaces',
} as const;

type Limit = keyof typeof arguments_;

/** Namespaces that values list, and the values that do. */
interface Listed {
  readonly names: readonly string[] | 'unknown';
  readonly path: string;
}

/**
 * Which namespaces the operator of a stack looks into.
 *
 * @param values the final values of the chart
 * @param namespace the namespace of the release, or the one that overrides it
 */
export function operatorScope(values: HelmValues, namespace: string): OperatorScope {
  const of = (name: string): PlainValue => valueAt(values, [...operatorPath, name]) ?? null;
  const enabled = valueAt(values, [...operatorPath, 'enabled']);
  const listed = (limit: Limit): Listed =>
    withArguments(
      limit,
      limit === 'namespaces' ? allowedNamespaces(of(limit), namespace) : namesIn(of(limit)),
      of('extraArgs'),
    );
  const allowed = listed('namespaces');
  const denied = listed('denyNamespaces');
  const instances = listed('prometheusInstanceNamespaces');
  const isAnother = enabled !== undefined && !isTruthy(enabled);
  // another operator is there then, or none
  if (isAnother || allowed.names === 'unknown' || denied.names === 'unknown')
    return { namespaces: 'unknown', instances: 'unknown', path: allowed.path, instancesPath: instances.path };
  const isAllowed = allowed.names.length > 0;
  const namespaces: NamespaceScope = isAllowed ? { only: allowed.names } : { allBut: denied.names };
  const path = isAllowed ? allowed.path : denied.path;
  const limitsInstances = instances.names === 'unknown' || instances.names.length > 0;
  return {
    namespaces,
    instances:
      instances.names === 'unknown' ? 'unknown' : limitsInstances ? { only: instances.names } : namespaces,
    path,
    instancesPath: limitsInstances ? instances.path : path,
    ...(isAllowed && denied.names.length > 0
      ? { fault: `'${allowed.path}' and '${denied.path}' exclude each other` }
      : {}),
  };
}

const operatorPath = ['prometheusOperator'] as const;

/** The namespaces that a value lists, and those that arguments add to them. */
function withArguments(limit: Limit, names: Listed['names'], extra: PlainValue): Listed {
  const path = ['values', ...operatorPath].join('.');
  const given = argumentsIn(extra, arguments_[limit]);
  const own = { names, path: `${path}.${limit}` };
  if (given.length === 0) return own;
  const added = given.includes(undefined) ? 'unknown' : namesIn(given.filter((each) => each !== undefined));
  if (names === 'unknown' || added === 'unknown') return { names: 'unknown', path: own.path };
  return {
    names: [...new Set([...names, ...added])],
    path: names.length > 0 ? own.path : `${path}.extraArgs`,
  };
}

/** The namespaces of each argument of a name; undefined where they are not in the same text. */
function argumentsIn(extra: PlainValue, argument: string): readonly (string | undefined)[] {
  if (!Array.isArray(extra)) return [];
  return extra.flatMap((each: PlainValue) => {
    const [name, ...value] = (typeof each === 'string' ? each : '').replace(/^-(?=[^-])/, '--').split('=');
    if (name !== argument) return [];
    return value.length === 0 ? [undefined] : value.join('=').split(',');
  });
}

/** `{ releaseNamespace, additional }`: without either there is no limit. */
function allowedNamespaces(value: PlainValue, release: string): readonly string[] | 'unknown' {
  if (!isTruthy(value)) return [];
  if (!isMap(value)) return 'unknown';
  const additional = namesIn(value['additional'] ?? null);
  if (additional === 'unknown') return additional;
  return [...new Set([...(isTruthy(value['releaseNamespace'] ?? null) ? [release] : []), ...additional])];
}

/** A list, or a text, which the chart writes as it is. */
function namesIn(value: PlainValue | readonly string[]): readonly string[] | 'unknown' {
  if (typeof value === 'string') return value === '' ? [] : namesIn(value.split(','));
  if (!isTruthy(value)) return [];
  const names = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  const isPlain =
    Array.isArray(value) && names.length === value.length && !names.some((name) => name.includes('{{'));
  return isPlain ? names : 'unknown';
}

/** How to let a scope include a namespace. */
export function includeFix(namespace: string, scope: NamespaceScope, path: string): string {
  const isDenied = scope !== 'unknown' && 'allBut' in scope;
  return isDenied ? `take '${namespace}' out of '${path}'` : `let '${path}' include '${namespace}'`;
}

/** Whether a namespace is in a scope; undefined where only rendering the values tells. */
export function isInScope(namespace: string, scope: NamespaceScope): boolean | undefined {
  if (scope === 'unknown') return undefined;
  return 'only' in scope ? scope.only.includes(namespace) : !scope.allBut.includes(namespace);
}
