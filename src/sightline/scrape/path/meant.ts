import { nearest } from '../../problem/nearest';
import { type LabelSelector, meets, type Requirement, requirementsOf } from '../../stack/label-selector';
import type { Labels } from '../relabel/label-builder';

/** What a selector may have been meant for. */
export interface Candidate {
  readonly name: string;
  readonly labels: Labels;

  /**
   * Labels of something that belongs to it, which may have been taken for its own: of a Service those of its pods.
   *
   * @default - nothing belongs to it
   */
  readonly others?: Labels;
}

/**
 * What a selector that selects nothing was meant for, if anything: what has the labels of something else that belongs to it, what has the name
 * of the monitor, or what has nearly these labels. Whatever else has other labels has nothing to do with it.
 *
 * @param name the name of the monitor
 */
export function meantBy<T extends Candidate>(
  selector: LabelSelector,
  name: string,
  candidates: readonly T[],
): T | undefined {
  const requirements = requirementsOf(selector).filter(({ operator }) => operator === 'In');
  if (requirements.length === 0) return candidates.find((each) => each.name === name);
  return (
    candidates.find(
      ({ others }) => others !== undefined && requirements.every((each) => meets(each, others)),
    ) ??
    candidates.find((each) => each.name === name) ??
    candidates.find(({ labels }) => requirements.every((each) => meets(each, labels) || isNear(each, labels)))
  );
}

/** The labels that say which application something is. */
const names = ['app', 'name', 'k8s-app', 'app.kubernetes.io/name', 'app.kubernetes.io/instance'];

/** Whether a label has nearly one of the values, or another label has one whose key is nearly that one, or which names the application, too. */
function isNear({ key, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (value !== undefined) return nearest(value, values) !== undefined;
  const others = [nearest(key, Object.keys(labels)) ?? '', ...(names.includes(key) ? names : [])];
  return others.some((other) => Object.hasOwn(labels, other) && values.includes(labels[other] ?? ''));
}
