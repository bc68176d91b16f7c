import type { Target } from '../contract/target-labels';
import type { Problem } from '../problem/problem';
import { warning } from '../problem/problems';
import { isTruthy, settingOf, specPath } from './chart-selectors';
import { isMap, type PlainValue, valueAt } from './plain-data';
import type { HelmValues } from './helm-values';

/**
 * What keeps alerts on the evaluation of rules from saying which service they are about, `ALR427`, or from firing at all, `ALR410`.
 *
 * @param values the final values of the chart
 * @param namespace that of the stack
 * @param ambiguous names of rule files that stand for several services
 */
export function evaluationProblems(
  values: HelmValues,
  namespace: string,
  ambiguous: ReadonlyMap<string, readonly Target[]>,
): Problem[] {
  return [...unscraped(values), ...enforced(values, namespace), ...[...ambiguous].map(mixedUp)];
}

const fix = "remove it, or say evaluationAlerts: false and watch over Prometheus' rules in another way";

function unscraped(values: HelmValues): Problem[] {
  const keys = ['prometheus', 'serviceMonitor', 'selfMonitor'];
  if (isTruthy(valueAt(values, keys) ?? true)) return [];
  const path = ['values', ...keys].join('.');
  const message = `'${path}' leaves Prometheus' own metrics out, so no alert can say that rules about a service fail`;
  return [warning('ALR410', message, { path, fix })];
}

/** The operator narrows rules to their own namespace, and those of the stack are about all. */
function enforced(values: HelmValues, namespace: string): Problem[] {
  const { value } = settingOf(values, 'enforcedNamespaceLabel');
  const exclusions = settingOf(values, 'excludedFromEnforcement').value;
  const all: readonly PlainValue[] = Array.isArray(exclusions) ? exclusions : [];
  const isExcluded = all.some(
    (each) => isMap(each) && each['resource'] === 'prometheusrules' && each['namespace'] === namespace,
  );
  if (!isTruthy(value) || isExcluded) return [];
  const path = ['values', ...specPath, 'enforcedNamespaceLabel'].join('.');
  const message =
    `'${path}' narrows the rules in '${namespace}' to that namespace, so alerts on the evaluation of rules say '${namespace}' ` +
    'whichever service they are about';
  const exclusion = `{ group: 'monitoring.coreos.com', resource: 'prometheusrules', namespace: '${namespace}' }`;
  return [warning('ALR427', message, { path, fix: `add ${exclusion} to 'excludedFromEnforcement'` })];
}

function mixedUp([name, targets]: readonly [string, readonly Target[]]): Problem {
  const services = targets.map(({ namespace, service }) => `'${service}' in '${namespace}'`).join(' and ');
  const message = `the rule files of ${services} are both '${name}' to Prometheus, so no alert can say which of them has rules that fail`;
  return warning('ALR427', message, { fix: 'give one of the services another name or namespace' });
}
