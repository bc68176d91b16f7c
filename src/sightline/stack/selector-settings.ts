import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { isMap, type PlainValue } from './plain-data';
import { flaggedKinds, flagOf, isTruthy, settingOf, specPath, usesHelmValues } from './chart-selectors';
import type { HelmValues } from './helm-values';

type FlaggedKind = (typeof flaggedKinds)[number];

/** The parts of a Kubernetes label selector. */
const selectorParts = ['matchExpressions', 'matchLabels'];

/**
 * Settings in the values that select something else than they seem to: a flag that is a text (`HLM002`), an empty
 * selector that does not mean everything (`HLM003`), a selector that is none and so means everything (`SEL003`).
 *
 * @param values the final values of the chart
 */
export function selectorSettingProblems(values: HelmValues): Problem[] {
  return flaggedKinds.flatMap((kind) => [
    ...flagProblems(values, kind),
    ...emptySelectorProblems(values, kind),
    ...[`${kind}Selector`, `${kind}NamespaceSelector`].flatMap((name) =>
      selectorFormProblems(settingOf(values, name).value, pathOf(name)),
    ),
  ]);
}

/** "false" is a text, and every text that is not empty counts as true in a template. "true" does what it says. */
function flagProblems(values: HelmValues, kind: FlaggedKind): Problem[] {
  const { value } = settingOf(values, flagOf(kind));
  if (typeof value !== 'string' || value === '' || value === 'true') return [];
  const path = pathOf(flagOf(kind));
  const message = `'${path}' ("${value.slice(0, 20)}") must be true or false: it is a text, and Helm takes any text for true`;
  return [error('HLM002', message, { path, fix: 'write it without quotes' })];
}

/** Only where the flag is left to its default: who writes both as the chart has them means the chart's default. */
function emptySelectorProblems(values: HelmValues, kind: FlaggedKind): Problem[] {
  const selector = settingOf(values, `${kind}Selector`);
  const isEmptyMap = isMap(selector.value) && !isTruthy(selector.value);
  if (!isEmptyMap || settingOf(values, flagOf(kind)).given || !usesHelmValues(values, kind)) return [];
  const path = pathOf(`${kind}Selector`);
  const message = `'${path}' ({}) does not select everything: while '${flagOf(kind)}' is true, its default, an empty selector selects only what is labelled with the release`;
  return [error('HLM003', message, { path, fix: `set '${pathOf(flagOf(kind))}' to false` })];
}

/**
 * What is no part of a label selector, `SEL003`: the API server drops it, and what is left selects everything.
 *
 * @param path where the selector stands
 */
export function selectorFormProblems(value: PlainValue, path: string): Problem[] {
  const foreign = foreignKeys(value);
  if (foreign.length === 0) return [];
  const message = `'${path}' (with ${foreign.map((key) => `'${key}'`).join(', ')}) is no label selector: Kubernetes drops what is neither matchLabels nor matchExpressions, and selects by the rest`;
  const fix = foreign.includes('matchNames')
    ? `select namespaces by label: matchLabels: {"kubernetes.io/metadata.name": …}`
    : 'put the labels under matchLabels';
  return [error('SEL003', message, { path, fix })];
}

function foreignKeys(value: PlainValue): string[] {
  if (!isMap(value)) return [];
  return Object.keys(value).filter((key) => !selectorParts.includes(key));
}

function pathOf(name: string): string {
  return ['values', ...specPath, name].join('.');
}
