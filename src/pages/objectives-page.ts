import type { Target } from '../contract/target-labels';
import { canFire } from '../objectives/alert-policy';
import { detections } from '../objectives/detection';
import { budgetOf } from '../objectives/exact';
import { eventsOf } from '../objectives/objective';
import { leftOut, pagingRows, percentText } from '../objectives/paging-table';
import { plainDecimal } from '../promql/syntax/decimal';
import { windowName } from '../objectives/windows';
import { burnAlertNames } from '../objectives/recorded-series';
import { askedSeries } from '../objectives/asked-series';
import type { ObjectiveRules } from '../rules/objectives/groups';

/** A page for whoever is on call for a service: what is promised, what will page, and which series answer which question. */
export function objectivesPage(target: Target, objectives: readonly ObjectiveRules[]): string {
  const sections = objectives.map((each) => section(target, each));
  return [
    `# Objectives of ${target.service} in ${target.namespace}`,
    '',
    'Generated: change the program, not this page.',
    '',
    ...sections.flat(),
  ].join('\n');
}

function section(target: Target, { objective, policy }: ObjectiveRules): string[] {
  const { name, description, owner, window, by, minimumBadEvents, indicator, runbook, dashboard } = objective;
  const labels = `{namespace="${target.namespace}",service="${target.service}",slo="${name}"}`;
  const facts = [
    `Promised: ${plainDecimal(objective.objective)} % of ${eventsOf(indicator)} over ${windowName(window)}${by.length === 0 ? '' : `, for each ${by.join(' and ')}`}. The budget is ${percentText(budgetOf(objective.objective))}.`,
    ...(owner === undefined ? [] : [`Owner: ${owner}.`]),
    ...(runbook === undefined ? [] : [`Runbook: <${runbook}>`]),
    ...(dashboard === undefined ? [] : [`Dashboard: <${dashboard}>`]),
  ];
  const fired = pagingRows(detections(objective, policy));
  const alerts = policy.filter(canFire);
  const notes = [
    ...leftOut(policy).map((reason) => `Left out: ${reason}.`),
    ...(minimumBadEvents > 0 && alerts.length > 0
      ? [
          `No alert fires for fewer than ${minimumBadEvents} bad ${indicator.type === 'gauge' ? 'seconds' : 'events'} in its long window.`,
        ]
      : []),
  ];
  return [
    `## ${name}`,
    '',
    description,
    '',
    ...facts.flatMap((fact) => [fact, '']),
    '### What will page',
    '',
    ...table(
      [indicator.type === 'gauge' ? 'bad time' : 'bad events', 'first alert', 'after', 'budget gone'],
      fired.map(({ errorRate, alert, after, budgetGone }) => [errorRate, alert, after, budgetGone]),
    ),
    '',
    'Calculated from steady and good traffic before. A scrape, an evaluation (every 30 seconds, of what is derived every minute) and the wait of Alertmanager for more alerts of the incident come on top. What other alerts of the service ask for is not in this table.',
    '',
    ...(alerts.length === 0
      ? []
      : [
          ...table(
            ['alert', 'asks for', 'fires above', 'over', 'burn rate', 'budget spent by then'],
            alerts.map(({ name: tier, severity, threshold, long, short, factor, budgetShare }) => [
              burnAlertNames[tier],
              severity,
              `${percentText(threshold)} bad`,
              `${windowName(long)} and ${windowName(short)}`,
              plainDecimal(factor),
              percentText(budgetShare / 100),
            ]),
          ),
          '',
        ]),
    ...notes.flatMap((note) => [note, '']),
    '### What to ask',
    '',
    ...(by.length === 0
      ? []
      : [`Each has a series for every ${by.join(' and ')}: add it to the braces.`, '']),
    ...table(
      ['question', 'series'],
      askedSeries(indicator).map(({ question, name: series }) => [question, `\`${series}${labels}\``]),
    ),
    '',
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}
