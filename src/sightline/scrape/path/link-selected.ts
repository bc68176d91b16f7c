import { error } from '../../problem/problems';
import { describeSelection, type Labels, unmet } from '../../stack/label-selector';
import { namespaceLabels, selectsNamespace } from '../../stack/namespace-selection';
import type { ObjectSelection, PrometheusInstance, SelectableKind } from '../settings/prometheus-instance';
import { includeFix, isInScope } from '../settings/operator-scope';
import type { IndexedWorld } from './index-world';
import type { Link } from './link';
import type { SelectedObject } from './monitor';
import { describeLabels } from './words';
import { textAt } from './fields';
import { placedReference } from './world';

/** Whether the Prometheus selects the object: first by its labels, then by its namespace. */
export function linkSelected(object: SelectedObject, indexed: IndexedWorld): Link {
  const { prometheus } = indexed.world;
  const selection = prometheus.selection[object.kind];
  if (selection === undefined) throw new RangeError('what it has nothing to do with is not traced to it');
  if (isNamed(object, indexed))
    return { state: 'proven', name: 'selected', because: `${prometheus.title} names it` };
  const byLabels = selectedByLabels(object, prometheus.title, selection);
  const both = byLabels.state === 'proven' ? selectedByNamespace(object, selection, indexed) : byLabels;
  const { open } = selection;
  return both.state === 'proven' && open !== undefined
    ? { state: 'undecided', name: 'selected', missing: [open] }
    : both;
}

/** Whether an Alertmanager takes it for its own configuration, by its name. */
function isNamed({ kind, name, namespace }: SelectedObject, { world, objects }: IndexedWorld): boolean {
  if (kind !== 'AlertmanagerConfig' || namespace !== world.prometheus.namespace) return false;
  return objects('monitoring.coreos.com', 'Alertmanager').some(
    (each) =>
      placedReference(each) === world.prometheus.reference &&
      textAt(each.manifest, 'spec', 'alertmanagerConfiguration', 'name') === name,
  );
}

function idOf(kind: SelectableKind): 'SEL001' | 'SEL012' | 'RTE017' {
  if (kind === 'PrometheusRule') return 'SEL012';
  return kind === 'AlertmanagerConfig' ? 'RTE017' : 'SEL001';
}

/** What is undecided while nobody says where an object stands, or the Prometheus; undefined where that decides nothing. */
function floating({ isPlaced }: SelectedObject, { world }: IndexedWorld): Link | undefined {
  const isUnknown = !isPlaced || world.prometheus.isUnplaced === true;
  return world.isFloating === true && isUnknown
    ? { state: 'undecided', name: 'selected', missing: ['the namespace of what names none'] }
    : undefined;
}

function selectedByLabels(
  object: SelectedObject,
  title: string,
  { labels: selector, paths, never }: ObjectSelection,
): Link {
  const name = 'selected';
  const id = idOf(object.kind);
  const { reference } = object;
  if (never !== undefined) {
    const message = `'${reference}' is not selected: ${title} ${never.why}`;
    return {
      state: 'broken',
      name,
      wanted: `a Prometheus that selects each ${object.kind}`,
      found: title,
      problems: [error(id, message, { object: reference, path: 'metadata.labels', fix: never.fix })],
    };
  }
  if (selector === 'unknown')
    return { state: 'undecided', name, missing: [`what '${paths.labels}' is once it is rendered`] };
  const missing = unmet(selector, object.labels);
  if (selector !== 'nothing' && missing.length === 0)
    return { state: 'proven', name, because: `${title} selects it by its labels` };
  const asks = selector === 'nothing' ? 'nothing' : describeSelection(selector);
  const fix =
    selector === 'nothing' ? `set '${paths.labels}'` : `give it the labels that meet ${missing.join(', ')}`;
  return {
    state: 'broken',
    name,
    wanted: `${paths.labels}: ${asks}`,
    found: describeLabels(object.labels),
    problems: [
      error(
        id,
        `'${reference}' (${describeLabels(object.labels)}) is not selected: ${title} selects ${asks} by '${paths.labels}'`,
        { object: reference, path: 'metadata.labels', fix },
      ),
    ],
  };
}

function selectedByNamespace(
  object: SelectedObject,
  { namespaces: selector, paths }: ObjectSelection,
  indexed: IndexedWorld,
): Link {
  const { namespace, reference } = object;
  const name = 'selected';
  const { title, namespace: own } = indexed.world.prometheus;
  const isOwn = selector === 'own' && namespace === own && floating(object, indexed) === undefined;
  if (selector === 'everything' || isOwn)
    return {
      state: 'proven',
      name,
      because: `${title} selects it by its labels, and looks into '${namespace}'`,
    };
  if (selector === 'unknown')
    return { state: 'undecided', name, missing: [`what '${paths.namespaces}' is once it is rendered`] };
  const unknown = floating(object, indexed);
  if (unknown !== undefined) return unknown;
  const known = emittedLabels(namespace, indexed);
  const selected = typeof selector === 'string' ? false : selectsNamespace(selector, namespace, known);
  if (selected === undefined) {
    return {
      state: 'undecided',
      name,
      missing: [`the labels of the Namespace '${namespace}', which is not here`],
    };
  }
  if (selected)
    return { state: 'proven', name, because: `the labels of '${namespace}' meet '${paths.namespaces}'` };
  const labels = namespaceLabels(namespace, known);
  const asks = selector === 'own' ? `'${own}' alone` : describeSelection(selector);
  return {
    state: 'broken',
    name,
    wanted: `${paths.namespaces}: ${asks}`,
    found: `Namespace ${namespace} (${describeLabels(labels)})`,
    problems: [
      error(
        'SEL002',
        `'${reference}' is not selected: ${title} looks into namespaces by '${paths.namespaces}' (${asks}), and '${namespace}' has ${describeLabels(labels)}`,
        { object: reference, path: 'metadata.namespace', fix: 'label the namespace so, or move the object' },
      ),
    ],
  };
}

/** Whether the operator sees the namespace of the object. */
export function linkWatched(
  { kind, namespace, reference }: SelectedObject,
  { operator }: PrometheusInstance,
): Link {
  const name = 'watched';
  const watched = isInScope(namespace, operator.namespaces);
  if (watched === undefined)
    return { state: 'undecided', name, missing: ['the namespaces that the operator looks into'] };
  if (watched) return { state: 'proven', name, because: `the operator looks into '${namespace}'` };
  return {
    state: 'broken',
    name,
    wanted: `an operator that looks into '${namespace}'`,
    found: operator.path,
    problems: [
      error(
        kind === 'PrometheusRule' ? 'SEL012' : 'SEL002',
        `'${reference}' is never seen: by '${operator.path}' the operator does not look into its namespace '${namespace}'`,
        {
          object: reference,
          path: 'metadata.namespace',
          fix: `${includeFix(namespace, operator.namespaces, operator.path)}, or move the object`,
        },
      ),
    ],
  };
}

/** The labels of a namespace that the program emits; undefined for any other. */
export function emittedLabels(namespace: string, { objects }: IndexedWorld): Labels | undefined {
  return objects('', 'Namespace').find(({ name }) => name === namespace)?.labels;
}
