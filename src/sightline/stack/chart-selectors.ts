import { type LabelSelector, readSelector, type Selection } from './label-selector';
import { isMap, type PlainValue, valueAt } from './plain-data';
import type { HelmValues } from './helm-values';

/** A kind of object that the Prometheus of a stack selects, as the chart's values name it. */
export type SelectedKind = 'serviceMonitor' | 'podMonitor' | 'probe' | 'scrapeConfig' | 'rule';

/** The kinds whose selector has a `…SelectorNilUsesHelmValues` flag. */
export const flaggedKinds = ['serviceMonitor', 'podMonitor', 'probe', 'rule', 'scrapeConfig'] as const;

/** Where the settings of Prometheus are in the values. */
export const specPath = ['prometheus', 'prometheusSpec'] as const;

/** The value of a setting of Prometheus as the chart's templates see it. */
export interface Setting {
  /** Whether the values say anything about it. If not, the chart's default holds. */
  readonly given: boolean;

  /** What they say. Null removes the default, so that templates see nothing. */
  readonly value: PlainValue;
}

/**
 * Which objects of a kind the Prometheus of a stack selects by their labels: exactly as the pinned chart renders it,
 * where a selector that is empty or missing means the label `release`, unless the kind's flag is false. Unknown is
 * what only rendering can tell.
 *
 * @param values the final values: what is not in them is the chart's default
 * @param release the name of the Helm release
 */
export function selectorOf(values: HelmValues, release: string, kind: SelectedKind): Selection {
  if (!hasPrometheus(values)) return 'unknown';
  if (kind === 'rule' && isAgent(values)) return 'nothing';
  const selector = settingOf(values, `${kind}Selector`);
  if (isTruthy(selector.value)) return readSelector(selector.value);
  if (usesHelmValues(values, kind)) return byRelease(release);
  // a rule selector that was removed is left out of the resource, where nothing means nothing
  return kind === 'rule' && selector.given && selector.value === null ? 'nothing' : 'everything';
}

/** In which namespaces the Prometheus of a stack looks for objects of a kind: a selection by the namespaces' labels. */
export function namespaceSelectorOf(values: HelmValues, kind: SelectedKind): Selection {
  if (!hasPrometheus(values)) return 'unknown';
  if (kind === 'rule' && isAgent(values)) return 'nothing';
  const selector = settingOf(values, `${kind}NamespaceSelector`);
  return isTruthy(selector.value) ? readSelector(selector.value) : 'everything';
}

/** What the values say about a setting of Prometheus. */
export function settingOf(values: HelmValues, name: string): Setting {
  const value = valueAt(values, [...specPath, name]);
  return { given: value !== undefined, value: value ?? null };
}

/** Whether the flag of a kind is true for a Helm template: a text such as "false" is. */
export function usesHelmValues(values: HelmValues, kind: (typeof flaggedKinds)[number]): boolean {
  const flag = settingOf(values, flagOf(kind));
  return flag.given ? isTruthy(flag.value) : true;
}

/** The name of the flag of a kind. */
export function flagOf(kind: (typeof flaggedKinds)[number]): string {
  return `${kind}SelectorNilUsesHelmValues`;
}

/** Whether a value is true for a Helm template: all but false, 0, null and what is empty. */
export function isTruthy(value: PlainValue): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isMap(value) ? Object.keys(value).length > 0 : Boolean(value);
}

function byRelease(release: string): LabelSelector {
  return { matchLabels: { release }, matchExpressions: [] };
}

/** Whether the chart renders an agent, which evaluates no rules. */
export function isAgent(values: HelmValues): boolean {
  return isTruthy(valueAt(values, ['prometheus', 'agentMode']) ?? null);
}

/** Whether the chart renders a Prometheus, and its settings are where they can be read. */
function hasPrometheus(values: HelmValues): boolean {
  const enabled = valueAt(values, ['prometheus', 'enabled']);
  const maps = [valueAt(values, ['prometheus']), valueAt(values, specPath)];
  return (enabled === undefined || isTruthy(enabled)) && maps.every((map) => map === undefined || isMap(map));
}
