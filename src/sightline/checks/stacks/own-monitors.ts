import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { namespaceSelectorOf, selectorOf } from '../../stack/chart-selectors';
import { selectsNamespace } from '../../stack/namespace-selection';
import { type Requirement, requirementsOf } from '../../stack/label-selector';
import { isMap, type PlainValue } from '../../stack/plain-data';
import type { Check } from '../check';
import type { StackFacts } from '../world';

/** Labels that all monitors of the chart have, whatever the values say. */
const given = /^(?:app|release|chart|heritage|jobLabel|app\.kubernetes\.io\/.+|helm\.sh\/chart)$/;

const kinds = { serviceMonitor: 'ServiceMonitors', rule: 'rules' } as const;

/** A selector of one's own that leaves out what the chart makes itself: the nodes, kubelets and the rules of the chart. */
export const ownMonitorsCheck: Check = {
  layer: 'stack',
  run: ({ stacks }) => stacks.flatMap(leftOut),
};

function leftOut(stack: StackFacts): Problem[] {
  const { path, values, release } = stack;
  const text = JSON.stringify(values);
  return (['serviceMonitor', 'rule'] as const).flatMap((kind) => {
    const namespaces = namespaceSelectorOf(values, kind);
    const isElsewhere =
      typeof namespaces === 'object' &&
      stack.instance?.isUnplaced !== true &&
      selectsNamespace(namespaces, stack.namespace, undefined) === false;
    if (isElsewhere) {
      const at = `values.prometheus.prometheusSpec.${kind}NamespaceSelector`;
      const message = `'${at}' leaves out the namespace '${stack.namespace}', in which the ${kinds[kind]} of the chart itself stand: Prometheus loses them`;
      return [
        warning('HLM004', message, {
          path: `${path}.${at}`,
          fix: 'select that namespace by its labels, too',
        }),
      ];
    }
    const selection = selectorOf(values, release, kind);
    if (typeof selection === 'string') return [];
    const all = requirementsOf(selection);
    const unmet = all.find(
      ({ key, operator }) =>
        (operator === 'In' || operator === 'Exists') && !given.test(key) && !isAdded(values, text, key),
    );
    const other = all.find((each) => isOtherRelease(each, release));
    const name = `values.prometheus.prometheusSpec.${kind}Selector`;
    const tell = (what: string, fix: string): Problem[] => [
      warning('HLM004', `'${name}' ${what}: Prometheus loses them`, { path: `${path}.${name}`, fix }),
    ];
    if (unmet !== undefined)
      return tell(
        `asks for the label '${unmet.key}', which the ${kinds[kind]} of the chart itself do not have`,
        "give them the label by 'commonLabels', or select by the label 'release', too",
      );
    return other === undefined
      ? []
      : tell(
          `leaves out release="${release}", which the ${kinds[kind]} of the chart itself have`,
          `select release: ${release}`,
        );
  });
}

/** Whether a selector leaves out the release that the chart writes. A release that nobody names has no such name. */
function isOtherRelease({ key, operator, values }: Requirement, release: string): boolean {
  if (key !== 'release' || !/^[a-z0-9]/.test(release)) return false;
  if (operator === 'DoesNotExist') return true;
  return operator === 'In' ? !values.includes(release) : operator === 'NotIn' && values.includes(release);
}

/** Whether values add a label to what the chart makes: to all of it, or to some of it, which is enough to be meant. */
function isAdded(values: StackFacts['values'], text: string, key: string): boolean {
  const common: PlainValue | undefined = values['commonLabels'];
  if (isMap(common) && key in common) return true;
  return new RegExp(
    `"(?:additionalLabels|labels)":\\{[^}]*${JSON.stringify(key).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}:`,
  ).test(text);
}
