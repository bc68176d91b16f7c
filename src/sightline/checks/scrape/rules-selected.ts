import type { Problem } from '../../problem/problem';
import type { SelectedKind } from '../../stack/chart-selectors';
import type { Labels } from '../../stack/label-selector';
import { selectionProblems, type SelectedObject } from '../../stack/selection';
import type { Check } from '../check';
import { type FinalObject, objectsOf, referenceOf, type StackFacts, stacksOf } from '../world';

const kinds: Readonly<Record<string, SelectedKind>> = { Probe: 'probe', PrometheusRule: 'rule' };

/**
 * Rules and probes that no Prometheus of the program selects, as they are in the end: those that are bound to a stack by its own, all others
 * by any. Monitors have a path of their own.
 */
export const rulesSelectedCheck: Check = {
  layer: 'scrape',
  run: (world) => {
    // of any other namespace there may be more labels than we know
    const emitted = new Map(objectsOf(world, '', 'Namespace').map(({ name, labels }) => [name, labels]));
    return objectsOf(world, 'monitoring.coreos.com', ...Object.keys(kinds)).flatMap((object) => {
      const namespace = object.namespace ?? 'default';
      const found = stacksOf(world, object).map((stack) =>
        problemsOn(stack, { ...object, namespace }, emitted.get(namespace)),
      );
      const [first] = found;
      return first === undefined || found.some((problems) => problems.length === 0) ? [] : first;
    });
  },
};

function problemsOn(
  { path, values, release }: StackFacts,
  object: FinalObject & SelectedObject,
  namespaceLabels: Labels | undefined,
): Problem[] {
  const kind = kinds[object.kind];
  if (kind === undefined) return [];
  const problems = selectionProblems(kind, object, namespaceLabels, values, release);
  // a setting of the stack is one cause, whatever it keeps from being selected
  return problems.map((problem) =>
    problem.object === undefined
      ? { ...problem, path: `${path}.${problem.path ?? ''}` }
      : { ...problem, object: referenceOf(object), path: `${object.path} ${problem.path ?? ''}` },
  );
}
