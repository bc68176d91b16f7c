import { type Labels, type LabelSelector, verdictOn } from './label-selector';

/** The label that Kubernetes puts on every namespace. */
const namespaceNameLabel = 'kubernetes.io/metadata.name';

/**
 * The labels that a namespace surely has.
 *
 * @param known those beside its name; undefined if they are not known
 */
export function namespaceLabels(namespace: string, known: Labels | undefined): Labels {
  return { ...known, [namespaceNameLabel]: namespace };
}

/**
 * Whether a selector takes a namespace; undefined where that depends on labels that are not known.
 *
 * @param known the labels of the namespace beside its name; undefined if they are not known
 */
export function selectsNamespace(
  selector: LabelSelector,
  namespace: string,
  known: Labels | undefined,
): boolean | undefined {
  return verdictOn(selector, namespaceLabels(namespace, known), known === undefined ? 'more' : 'all');
}
