import { isTruthy } from '../../stack/chart-selectors';
import { isMap, type PlainValue, valueAt } from '../../stack/plain-data';
import type { HelmValues } from '../../stack/values';
import type { NamespaceScope, OperatorScope } from './prometheus-instance';

/** Arguments of the operator that change what it looks at. */
const scoping = /^--(?:namespaces|deny-namespaces|prometheus-instance-namespaces)\b/;

/**
 * Which namespaces the operator of a stack looks into.
 *
 * @param values the final values of the chart
 * @param namespace the namespace of the release, or the one that overrides it
 */
export function operatorScope(values: HelmValues, namespace: string): OperatorScope {
  const of = (name: string): PlainValue => valueAt(values, ['prometheusOperator', name]) ?? null;
  const enabled = valueAt(values, ['prometheusOperator', 'enabled']);
  const extra = of('extraArgs');
  const overridden = Array.isArray(extra) && extra.some((each) => scoping.test(String(each)));
  const path = 'values.prometheusOperator';
  // another operator is there then, or none
  if ((enabled !== undefined && !isTruthy(enabled)) || overridden)
    return { namespaces: 'unknown', instances: 'unknown', path };
  const allowed = allowedNamespaces(of('namespaces'), namespace);
  const denied = namesIn(of('denyNamespaces'));
  const instances = namesIn(of('prometheusInstanceNamespaces'));
  if (allowed === 'unknown' || denied === 'unknown')
    return { namespaces: 'unknown', instances: 'unknown', path };
  const namespaces: NamespaceScope = allowed.length > 0 ? { only: allowed } : { allBut: denied };
  return {
    namespaces,
    instances: instances === 'unknown' ? instances : instances.length > 0 ? { only: instances } : namespaces,
    path: `${path}.${allowed.length > 0 ? 'namespaces' : 'denyNamespaces'}`,
    ...(allowed.length > 0 && denied.length > 0
      ? { fault: `'${path}.namespaces' and '${path}.denyNamespaces' exclude each other` }
      : {}),
  };
}

/** `{ releaseNamespace, additional }`: without either there is no limit. */
function allowedNamespaces(value: PlainValue, release: string): readonly string[] | 'unknown' {
  if (!isTruthy(value)) return [];
  if (!isMap(value)) return 'unknown';
  const additional = namesIn(value['additional'] ?? null);
  if (additional === 'unknown') return additional;
  return [...new Set([...(isTruthy(value['releaseNamespace'] ?? null) ? [release] : []), ...additional])];
}

function namesIn(value: PlainValue): readonly string[] | 'unknown' {
  if (!isTruthy(value)) return [];
  const names = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  const isPlain =
    Array.isArray(value) && names.length === value.length && !names.some((name) => name.includes('{{'));
  return isPlain ? names : 'unknown';
}

/** Whether a namespace is in a scope; undefined where only rendering the values tells. */
export function isInScope(namespace: string, scope: NamespaceScope): boolean | undefined {
  if (scope === 'unknown') return undefined;
  return 'only' in scope ? scope.only.includes(namespace) : !scope.allBut.includes(namespace);
}
