import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { selectorOf } from '../../stack/chart-selectors';
import { requirementsOf } from '../../stack/label-selector';
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

function leftOut({ path, values, release }: StackFacts): Problem[] {
  const text = JSON.stringify(values);
  return (['serviceMonitor', 'rule'] as const).flatMap((kind) => {
    const selection = selectorOf(values, release, kind);
    if (typeof selection === 'string') return [];
    const unmet = requirementsOf(selection).filter(
      ({ key, operator }) =>
        (operator === 'In' || operator === 'Exists') && !given.test(key) && !isAdded(values, text, key),
    );
    const [first] = unmet;
    if (first === undefined) return [];
    const name = `values.prometheus.prometheusSpec.${kind}Selector`;
    const message = `'${name}' asks for the label '${first.key}', which the ${kinds[kind]} of the chart itself do not have: Prometheus loses them`;
    return [
      warning('HLM004', message, {
        path: `${path}.${name}`,
        fix: `give them the label by 'commonLabels', or select by the label 'release', too`,
      }),
    ];
  });
}

/** Whether values add a label to what the chart makes: to all of it, or to some of it, which is enough to be meant. */
function isAdded(values: StackFacts['values'], text: string, key: string): boolean {
  const common: PlainValue | undefined = values['commonLabels'];
  if (isMap(common) && key in common) return true;
  return new RegExp(
    `"(?:additionalLabels|labels)":\\{[^}]*${JSON.stringify(key).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}:`,
  ).test(text);
}
