import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import { printFieldPath } from '../../schema/violations';
import { isTruthy } from '../chart-selectors';
import { mergeValues } from '../merge';
import { isMap, type PlainMap, type PlainValue, valueAt } from '../plain-data';
import type { BoundObjectives } from './alerting-values';
import { unknownReceivers } from './check-configuration';
import { finalConfig } from './final-config';
import { inhibitRules } from './inhibition';
import { secretsFolder } from './secret-key';

/**
 * What keeps the configuration of Alertmanager in the final values from working: the chart would not use it (`RTE008`), a route names a
 * receiver that a replaced list does not have (`RTE001`), a file is in a Secret that is not mounted (`RTE009`). For values that are
 * written by hand, too.
 *
 * @param values the final values of the chart
 * @param isRouted whether the options have a routing, which would then be lost
 */
export function alertingEffectProblems(values: PlainMap, isRouted: boolean): Problem[] {
  const unused = unusedBecause(values);
  if (unused !== undefined) return isRouted ? [unused] : [];
  const config = valueAt(values, ['alertmanager', 'config']);
  if (!isMap(config)) return [];
  return [
    ...(isRouted ? templateProblems(values, config) : []),
    // over the chart's defaults, since a list that the values give replaces what a route of the chart names
    ...unknownReceivers({
      name: `${configPath}.receivers`,
      config: finalConfig(values),
      pathOf: (at) => `${configPath}.${printFieldPath(at)}`,
      kind: 'values',
    }),
    ...unmounted(values, config),
  ];
}

/** Objectives whose inhibition rules the open values replace: `RTE010`. */
export function inhibitionProblems(values: PlainMap, objectives: BoundObjectives): Problem[] {
  if (unusedBecause(values) !== undefined) return [];
  const given = valueAt(values, ['alertmanager', 'config', 'inhibit_rules']);
  const texts = Array.isArray(given) ? given.map((rule: PlainValue) => JSON.stringify(rule)) : [];
  const tiers = mapOf({ rules: inhibitRules(objectives.groupingLabels) })['rules'] as readonly PlainValue[]; // a list
  if (tiers.every((rule) => texts.includes(JSON.stringify(rule)))) return [];
  return [
    warning(
      'RTE010',
      `'${configPath}.inhibit_rules' replaces the rules by which one incident pages once: each tier of it would page`,
      {
        path: `${configPath}.inhibit_rules`,
        fix: 'repeat them in the list; Helm replaces lists, and merges only maps',
      },
    ),
  ];
}

const configPath = 'values.alertmanager.config';

/** Why the chart would not use `alertmanager.config` at all. */
function unusedBecause(values: PlainMap): Problem | undefined {
  const found = (
    [
      [['alertmanager', 'enabled'], 'there is no Alertmanager', (value: PlainValue) => !isTruthy(value)],
      [
        ['alertmanager', 'alertmanagerSpec', 'useExistingSecret'],
        'another Secret has the configuration',
        isTruthy,
      ],
      [
        ['alertmanager', 'alertmanagerSpec', 'configSecret'],
        'another Secret has the configuration',
        isTruthy,
      ],
    ] as const
  ).find(([keys, , replaces]) => {
    const value = valueAt(values, keys);
    return value !== undefined && replaces(value);
  });
  if (found === undefined) return undefined;
  const path = ['values', ...found[0]].join('.');
  return error('RTE008', `'${path}' leaves the routing of 'alerting' without effect: ${found[1]}`, {
    path,
    fix: "remove it, or 'alerting'",
  });
}

function templateProblems(values: PlainMap, config: PlainMap): Problem[] {
  if (!isTruthy(valueAt(values, ['alertmanager', 'tplConfig']) ?? null)) return [];
  const path = 'values.alertmanager.tplConfig';
  const replaced = isTruthy(valueAt(values, ['alertmanager', 'stringConfig']) ?? null);
  if (!replaced && !JSON.stringify(config).includes('{{')) return [];
  const why = replaced
    ? "'stringConfig' replaces the routing of 'alerting'"
    : 'Helm evaluates {{ in the texts of receivers, which are for Alertmanager';
  return [error('RTE008', `'${path}' (true) must be false: ${why}`, { path, fix: 'remove it' })];
}

function unmounted(values: PlainMap, config: PlainMap): Problem[] {
  const given = valueAt(values, ['alertmanager', 'alertmanagerSpec', 'secrets']) ?? [];
  const mounted = Array.isArray(given) ? given : [];
  const names = new Set(
    textsIn(config)
      .filter((text) => text.startsWith(secretsFolder))
      .map((text) => text.slice(secretsFolder.length).split('/')[0] ?? ''),
  );
  const path = 'values.alertmanager.alertmanagerSpec.secrets';
  return [...names]
    .filter((name) => !mounted.includes(name))
    .map((name) =>
      error(
        'RTE009',
        `'${path}' does not have the Secret '${name}', from which a receiver reads a file: without the file nobody is notified`,
        { path, fix: `add '${name}'; Helm replaces lists` },
      ),
    );
}

function textsIn(value: PlainValue): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((each: PlainValue) => textsIn(each));
  return isMap(value) ? Object.values(value).flatMap(textsIn) : [];
}

function mapOf(value: object): PlainMap {
  return mergeValues({}, value as PlainMap); // made of our own lists, maps and texts
}
