import { burnAlertNames } from '../objectives/alert-names';
import type { Target } from '../contract/target-labels';
import { plainDecimal } from '../promql/syntax/decimal';
import type { ObjectiveRules } from '../rules/objectives/groups';
import { type AlertingRule, isAlertingRule, type RuleGroup } from '../rules/rule';
import { table } from './markdown-table';
import { objectiveSection } from './objective-section';
import { type Telling, toldOf } from './told';

/** What a page says a service is known by. */
export interface DescribedService {
  readonly target: Target;

  /** What is recorded about it, and its own alerts. */
  readonly groups: readonly RuleGroup[];

  /** What it promises. */
  readonly objectives: readonly ObjectiveRules[];
  readonly telling: Telling;

  /** What the Prometheus adds to every alert, such as the name of the cluster. */
  readonly externalLabels: Readonly<Record<string, string>>;
}

/** A page for whoever is on call for a service: its golden signals, its alerts, who is told of them, and what it promises. */
export function servicePage(service: DescribedService): string {
  const { target, objectives, externalLabels } = service;
  const external = Object.entries(externalLabels).map(([label, value]) => `${label}="${value}"`);
  return [
    `# ${target.service} in ${target.namespace}`,
    '',
    'Generated: change the program, not this page.',
    '',
    ...(external.length === 0
      ? []
      : [`Alerts of this Prometheus have \`${external.sort().join(', ')}\`.`, '']),
    ...signalsSection(service),
    ...alertsSection(service),
    ...tellingSection(service),
    ...objectives.flatMap((each) => objectiveSection(target, each)),
  ].join('\n');
}

function signalsSection({ target, groups }: DescribedService): string[] {
  const signals = groups.flatMap((group) => group.signals ?? []);
  if (signals.length === 0) return [];
  const labels = `{namespace="${target.namespace}",service="${target.service}"}`;
  const rows = signals.map(({ name, meaning, unit = '', threshold, record, by }) => [
    name,
    by.length === 0 ? meaning : `${meaning}, for each ${by.join(' and ')}`,
    unit,
    threshold === undefined ? '' : plainDecimal(threshold),
    `\`${record}${labels}\``,
  ]);
  return [
    '## Golden signals',
    '',
    ...table(['signal', 'what it says', 'unit', 'wrong above', 'series'], rows),
    '',
  ];
}

function alertsSection({ target, groups, telling }: DescribedService): string[] {
  const alerts = groups.flatMap((group) => group.rules.filter(isAlertingRule));
  if (alerts.length === 0) return [];
  const rows = alerts.map((alert) => [
    alert.alert,
    alert.severity ?? alert.labels?.['severity'] ?? '',
    alert.for ?? 'at once',
    toldOf(labelsOf(alert, target, telling), telling),
    saidBy(alert),
  ]);
  return ['## Alerts', '', ...table(['alert', 'asks for', 'after', 'told', 'says'], rows), ''];
}

/** What is known of the labels of an alert before it fires. */
function labelsOf(
  { alert, severity, labels }: AlertingRule,
  target: Target,
  telling: Telling,
): Record<string, string> {
  return {
    alertname: alert,
    ...target,
    ...labels,
    ...(severity === undefined ? {} : { severity: telling.severities[severity] }),
  };
}

/** What its summary says, in one cell of a table. */
function saidBy({ annotations }: AlertingRule): string {
  const text = annotations['summary'] ?? annotations['description'] ?? annotations['message'] ?? '';
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

/** Who is told of alerts on objectives; of own alerts their table says it. */
function tellingSection({ target, objectives, telling }: DescribedService): string[] {
  if (objectives.length === 0) return [];
  const rows = (['page', 'ticket'] as const).map((severity) => {
    const label = telling.severities[severity];
    // named as one of them, as routes of other alerts ask for their names
    const alertname = burnAlertNames[severity === 'page' ? 'fast' : 'slow'];
    const told = toldOf({ alertname, ...target, severity: label }, telling);
    return [severity, `\`severity="${label}"\``, told];
  });
  return ['## Who is told', '', ...table(['what an alert asks for', 'its label', 'receivers'], rows), ''];
}
