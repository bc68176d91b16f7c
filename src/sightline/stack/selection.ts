import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import type { IdOf } from '../problem/registry/registry';
import { describeSelection, type Labels, type Selection, selects, unmet } from './label-selector';
import { isTruthy, namespaceSelectorOf, type SelectedKind, selectorOf, settingOf } from './chart-selectors';
import { namespaceLabels, selectsNamespace } from './namespace-selection';
import { selectorSettingProblems } from './selector-settings';
import type { HelmValues } from './values';

/** An object that Prometheus is meant to select. */
export interface SelectedObject {
  /** Its name. */
  readonly name: string;

  /** Its namespace. */
  readonly namespace: string;

  /** The labels of the object itself, not those of what it monitors. */
  readonly labels: Labels;
}

const kinds: Readonly<Record<SelectedKind, { readonly kind: string; readonly id: IdOf<'error'> }>> = {
  serviceMonitor: { kind: 'ServiceMonitor', id: 'SEL001' },
  podMonitor: { kind: 'PodMonitor', id: 'SEL001' },
  probe: { kind: 'Probe', id: 'SEL001' },
  rule: { kind: 'PrometheusRule', id: 'SEL012' },
};

/**
 * Why the Prometheus of a stack does not select an object; nothing if it does, or if only the cluster can tell. Labels
 * that do not fit are `SEL001` (`SEL012` for rules), a namespace that does not is `SEL002`. Where a flag or a selector
 * in the values is the cause, the problem is the one that `selectorSettingProblems` reports for it.
 *
 * @param namespaceLabels the labels of the object's namespace; undefined if they are not known
 * @param values the final values of the chart
 * @param release the name of the Helm release
 */
export function selectionProblems(
  kind: SelectedKind,
  object: SelectedObject,
  namespaceLabels: Labels | undefined,
  values: HelmValues,
  release: string,
): Problem[] {
  return [
    ...labelProblems(kind, object, values, release),
    ...namespaceProblems(kind, object, namespaceLabels, namespaceSelectorOf(values, kind)),
  ];
}

function labelProblems(
  kind: SelectedKind,
  object: SelectedObject,
  values: HelmValues,
  release: string,
): Problem[] {
  const selection = selectorOf(values, release, kind);
  if (selects(selection, object.labels)) return [];
  const cause = settingAtFault(kind, values);
  if (cause.length > 0) return cause;
  const { thing, id, reference } = nameOf(kind, object);
  if (typeof selection === 'string') {
    const why = `the Prometheus of release '${release}' selects no ${kinds[kind].kind}`;
    return [error(id, `${thing} is not selected: ${why}`, { object: reference, path: 'metadata.labels' })];
  }
  const missing = unmet(selection, object.labels);
  const message =
    `${thing} (labels ${describeLabels(object.labels)}) is not selected: the Prometheus of release '${release}' ` +
    `selects by the labels of the object (${describeSelection(selection)}), and of these ${missing.join(', ')} is not met`;
  const fix = `make the labels of the ${kinds[kind].kind} meet ${missing.join(', ')}`;
  return [error(id, message, { object: reference, path: 'metadata.labels', fix })];
}

/** The setting that makes an empty selector mean the release. */
function settingAtFault(kind: SelectedKind, values: HelmValues): Problem[] {
  if (isTruthy(settingOf(values, `${kind}Selector`).value)) return [];
  return selectorSettingProblems(values).filter(
    ({ id, path }) => id !== 'SEL003' && path?.includes(`.${kind}Selector`),
  );
}

function namespaceProblems(
  kind: SelectedKind,
  object: SelectedObject,
  known: Labels | undefined,
  selection: Selection,
): Problem[] {
  if (typeof selection === 'string') return [];
  if (selectsNamespace(selection, object.namespace, known) !== false) return [];
  const labels = namespaceLabels(object.namespace, known);
  const { thing, reference } = nameOf(kind, object);
  const message =
    `${thing} is not selected: its namespace '${object.namespace}' (labels ${describeLabels(labels)}) does not match ` +
    `'prometheus.prometheusSpec.${kind}NamespaceSelector' (${describeSelection(selection)})`;
  const fix = `label the namespace so, or move the ${kinds[kind].kind}`;
  return [error('SEL002', message, { object: reference, path: 'metadata.namespace', fix })];
}

function nameOf(
  kind: SelectedKind,
  { name, namespace }: SelectedObject,
): { thing: string; id: IdOf<'error'>; reference: string } {
  const reference = `${kinds[kind].kind}/${namespace}/${name}`;
  return { thing: `'${reference}'`, id: kinds[kind].id, reference };
}

function describeLabels(labels: Labels): string {
  const texts = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return texts.length === 0 ? 'none' : texts.sort().join(', ');
}
