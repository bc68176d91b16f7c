import type { Problem } from '../../problem/problem';
import type { SelectedKind } from '../../stack/chart-selectors';
import { selectionProblems } from '../../stack/selection';
import type { Check } from '../check';
import { bindingOf, type FinalObject, objectsOf, type StackFacts, type World } from '../world';

const kinds: Readonly<Record<string, SelectedKind>> = { Probe: 'probe', PrometheusRule: 'rule' };

/**
 * Rules and probes that no Prometheus of the program selects, as they are in the end: those that are bound to a stack by its own, all others
 * by any. Monitors have a path of their own.
 */
export const rulesSelectedCheck: Check = {
  layer: 'scrape',
  run: (world) =>
    objectsOf(world, 'monitoring.coreos.com', ...Object.keys(kinds)).flatMap((object) =>
      unselected(world, object),
    ),
};

function unselected(world: World, object: FinalObject): Problem[] {
  const own = bindingOf(world, object.path);
  const stacks = own === undefined ? world.stacks : world.stacks.filter(({ path }) => path === own.stack);
  const found = stacks.map((stack) => problemsOn(world, stack, object));
  const [first] = found;
  return first === undefined || found.some((problems) => problems.length === 0) ? [] : first;
}

function problemsOn(world: World, { path, values, release }: StackFacts, object: FinalObject): Problem[] {
  const kind = kinds[object.kind];
  if (kind === undefined) return [];
  const { name, namespace = 'default', labels } = object;
  const known = labelsOfNamespace(world, namespace);
  const problems = selectionProblems(kind, { name, namespace, labels }, known, values, release);
  // a setting of the stack is one cause, whatever it keeps from being selected
  return problems.map((problem) => ({
    ...problem,
    path:
      problem.object === undefined ? `${path}.${problem.path ?? ''}` : `${object.path} ${problem.path ?? ''}`,
  }));
}

/** The labels of a namespace that the program emits; undefined for any other, which may have more than we know. */
function labelsOfNamespace(world: World, name: string): Readonly<Record<string, string>> | undefined {
  return objectsOf(world, '', 'Namespace').find((namespace) => namespace.name === name)?.labels;
}
