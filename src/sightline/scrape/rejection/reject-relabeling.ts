import { defined } from '../../problem/defined';
import type { Relabeling } from '../manifests';
import type { PrometheusSettings } from '../prometheus-settings';
import { userRule } from '../relabel-steps';
import { withoutSuffix } from '../supports';
import { isLabelName } from '../relabel/label-name';
import { type RuleFault, ruleFault } from '../relabel/rule-fault';
import { hasVariable } from '../relabel/template';
import type { RelabelConfig } from '../scrape-config';
import type { Rejection } from './reject';

/** The fields of a rule as monitors spell them. */
const spellings: Readonly<Record<keyof RelabelConfig, keyof Relabeling>> = {
  action: 'action',
  source_labels: 'sourceLabels',
  separator: 'separator',
  target_label: 'targetLabel',
  regex: 'regex',
  modulus: 'modulus',
  replacement: 'replacement',
};

/** Rules that the operator does not let through to Prometheus: `relabelings`, or `metricRelabelings`. */
export function rejectRelabelings(
  rules: readonly Relabeling[] | undefined,
  path: string,
  settings: PrometheusSettings,
): Rejection[] {
  return (rules ?? []).flatMap((relabeling, index) => {
    const rule = userRule(relabeling);
    const fault = operatorFault(rule, settings);
    if (fault === undefined) return [];
    const field = spellings[fault.field];
    const value = relabeling[field];
    return [
      {
        id: 'OPR005',
        path: `${path}[${index}].${field}`,
        message: `'${field}' (${describe(value)}) of rule ${index + 1} ${fault.rule}`,
        fix: fault.fix ?? 'correct the rule, or leave it out',
      },
    ];
  });
}

/** What the operator objects to. It is what Prometheus objects to, but for three things. */
function operatorFault(rule: RelabelConfig, settings: PrometheusSettings): RuleFault | undefined {
  const version = settings.version === undefined ? undefined : withoutSuffix(settings.version);
  const { action, regex, target_label: target = '', source_labels: _, ...rest } = rule;
  // the default of `regex` may be written out beside every action, which Prometheus refuses beside these two
  const equal = action === 'keepequal' || action === 'dropequal';
  const hasDefault = equal && regex === '(.*)';
  // names that are read are not looked at, unless the action reads none
  const reads = action === 'labeldrop' || action === 'labelkeep';
  const looked = reads ? rule : { action, target_label: target, regex, ...rest };
  const fault = ruleFault(defined(hasDefault ? { ...looked, regex: undefined } : looked), { version });
  if (fault !== undefined) return fault;
  // before 3.0 a name with a variable in it is none to the operator, though Prometheus would take it
  const isTemplate = action === 'replace' && hasVariable(target) && !isLabelName(target, { version });
  return isTemplate
    ? { field: 'target_label', rule: 'must be the name of a label, without variables' }
    : undefined;
}

function describe(value: unknown): string {
  return value === undefined ? 'not set' : JSON.stringify(value);
}
