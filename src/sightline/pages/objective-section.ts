import type { Target } from '../contract/target-labels';
import { canFire } from '../objectives/alert-policy';
import { detections } from '../objectives/detection';
import { budgetOf } from '../objectives/exact';
import { eventsOf, type Objective } from '../objectives/objective';
import { leftOut, pagingRows, percentText } from '../objectives/paging-table';
import { plainDecimal } from '../promql/syntax/decimal';
import { table } from './markdown-table';
import { windowName } from '../objectives/windows';
import type { TierName } from '../objectives/alert-tiers';
import type { Exclusion } from '../objectives/exclusion';
import { absentAlertName, burnAlertNames, unreachableAlertName } from '../objectives/alert-names';
import { askedSeries } from '../objectives/asked-series';
import type { ObjectiveRules } from '../rules/objectives/groups';

/** A service that is so young has little good traffic to hold errors against, in milliseconds. */
const shortHistory = 3_600_000;

/** What a page says of an objective: what is promised, what will page, what to do first, and which series answer which question. */
export function objectiveSection(target: Target, { objective, policy }: ObjectiveRules): string[] {
  const { name, description, owner, window, by, minimumBadEvents, indicator, runbook, dashboard } = objective;
  const labels = `{namespace="${target.namespace}",service="${target.service}",slo="${name}"}`;
  const facts = [
    `Promised: ${plainDecimal(objective.objective)} % of ${eventsOf(indicator)} over ${windowName(window)}${by.length === 0 ? '' : `, for each ${by.join(' and ')}`}. The budget is ${percentText(budgetOf(objective.objective))}.`,
    ...(owner === undefined ? [] : [`Owner: ${owner}.`]),
    ...(runbook === undefined ? [] : [`Runbook: <${runbook}>`]),
    ...(dashboard === undefined ? [] : [`Dashboard: <${dashboard}>`]),
  ];
  const fired = pagingRows(detections(objective, policy), shortHistory);
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
      [
        indicator.type === 'gauge' ? 'bad time' : 'bad events',
        'first alert',
        'after',
        'budget gone',
        `where it is ${windowName(shortHistory)} old, after`,
      ],
      fired.map(({ errorRate, alert, after, budgetGone, afterShortHistory }) => [
        errorRate,
        alert,
        after,
        budgetGone,
        afterShortHistory,
      ]),
    ),
    '',
    'Calculated from steady and good traffic before: for longer than the longest window, and in the last column for an hour, which may bring a slower tier first. A scrape, an evaluation (of the fast tier every 30 seconds, of the others every 2 minutes) and the wait of Alertmanager for more alerts of the incident come on top. What other alerts of the service ask for is not in this table.',
    '',
    ...(alerts.length === 0
      ? []
      : [
          ...table(
            ['alert', 'asks for', 'fires above', 'over', 'burn rate', 'budget spent by then', 'first'],
            alerts.map(({ name: tier, severity, threshold, long, short, factor, budgetShare }) => [
              burnAlertNames[tier],
              severity,
              `${percentText(threshold)} bad`,
              `${windowName(long)} and ${windowName(short)}`,
              plainDecimal(factor),
              percentText(budgetShare / 100),
              firstSteps[tier],
            ]),
          ),
          '',
        ]),
    ...notes.flatMap((note) => [note, '']),
    ...absenceNotes(objective).flatMap((note) => [note, '']),
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

/** What to do first, by how fast the budget goes. */
const firstSteps: Readonly<Record<TierName, string>> = {
  fast: 'stop it: undo what has changed in the last hour',
  medium: 'find what has changed since it began, and undo it',
  slow: 'find its cause today, before the budget is gone',
  long: 'plan its repair: at this rate the budget does not last',
};

/** What is said when nothing is measured, and which times don't count. */
function absenceNotes({ absence, excludes }: Objective): string[] {
  const { severity, counts } = absence;
  const missing = {
    ignored: 'A time without data counts neither as good nor as bad.',
    good: `A time without data counts as good, like the average of the window.`,
    bad: `A time without data counts as bad, like the average of the window.`,
  }[counts];
  return [
    severity === false
      ? 'Nobody is told when no target answers.'
      : `When no target answers, ${unreachableAlertName} asks for a ${severity}; when targets answer and expose nothing of it, ${absentAlertName} for a ticket.`,
    missing,
    ...(excludes.length === 0
      ? []
      : [
          `Not counted: ${excludes.map(exclusionText).join('; ')}. Alerts on burn rates and on missing data are silent then.`,
        ]),
  ];
}

function exclusionText(exclusion: Exclusion): string {
  if ('during' in exclusion) return `${exclusion.why} (while its series says so)`;
  if ('start' in exclusion) return `${exclusion.why} (${exclusion.start} to ${exclusion.end})`;
  const { why, days, from, to } = exclusion;
  return `${why} (${days === undefined ? 'each day' : days.join(', ')} from ${from} to ${to} UTC)`;
}
