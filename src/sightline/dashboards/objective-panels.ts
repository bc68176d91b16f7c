import type { BurnRateAlert } from '../objectives/alert-policy';
import { canFire } from '../objectives/alert-policy';
import { budgetOf } from '../objectives/exact';
import { eventsOf, type Objective } from '../objectives/objective';
import { percentText } from '../objectives/paging-table';
import { burnRate, errorRatio, remainingRatio } from '../objectives/recorded-series';
import { windowName } from '../objectives/windows';
import { plainDecimal } from '../promql/syntax/decimal';
import { max, min } from '../promql/build/aggregation';
import { sub } from '../promql/build/operators';
import { objectiveSeries } from '../rules/objectives/series';
import type { ObjectiveRules } from '../rules/objectives/groups';
import { thresholds, type Panel, type Query, type Threshold } from './panel';

/** Below so much of the budget it is time to look, as a share. */
const littleBudget = 0.25;

/** What the strip at the top says of an objective: what was kept, what is left, and how fast it goes. */
export function objectiveNumbers({ objective, policy }: ObjectiveRules): readonly Panel[] {
  const { name, window, by, indicator } = objective;
  const { read } = objectiveSeries(objective);
  const worst = by.length === 0 ? '' : `, of the worst ${by.join(' and ')}`;
  const promise = `${plainDecimal(objective.objective)} % of ${eventsOf(indicator)} over ${windowName(window)}`;
  return [
    {
      title: `${name}: kept`,
      description: `${objective.description} The share of good ${eventsOf(indicator)} over ${windowName(window)}${worst}. Promised are ${promise}.`,
      kind: 'number',
      unit: 'ratio',
      queries: [{ expression: sub(1, max(read(errorRatio(window)))), name, by: [] }],
      thresholds: thresholds('below', [{ value: goodShare(objective), level: 'page' }]),
    },
    {
      title: `${name}: budget left`,
      description: `${remainingRatio.meaning}${worst}. Below 0 the objective is missed.`,
      kind: 'gauge',
      unit: 'ratio',
      queries: [{ expression: min(read(remainingRatio)), name, by: [] }],
      thresholds: budgetThresholds,
    },
    {
      title: `${name}: burn rate`,
      description: `${burnRate.meaning}, over the last hour${worst}. Above 1 the budget does not last for ${windowName(window)}.${burnText(policy)}`,
      kind: 'number',
      unit: 'times',
      queries: [{ expression: max(read(burnRate)), name, by: [] }],
      thresholds: thresholds('above', [
        { value: 1, level: 'notice' },
        ...policy
          .filter(canFire)
          .filter(({ long }) => long === burnWindow)
          .map(({ factor, severity }): Threshold => ({ value: factor, level: severity })),
      ]),
    },
  ];
}

/** An objective over time: the windows that its alerts compare, with the line of each alert, and the budget. */
export function objectivePanels({ objective, policy }: ObjectiveRules): readonly Panel[] {
  const { name, by, window } = objective;
  const { read } = objectiveSeries(objective);
  const firing = policy.filter(canFire);
  const windows = [...new Set(firing.flatMap(({ long, short }) => [short, long]))].sort((a, b) => a - b);
  // without an alert there is still something to see
  const shown = windows.length === 0 ? [burnWindow] : windows;
  const each = by.length === 0 ? '' : `, for each ${by.join(' and ')}`;
  return [
    {
      title: `${name}: bad events and alerts`,
      description: `The share of bad ${eventsOf(objective.indicator)} over each window that an alert compares${each}. ${alertsText(firing)}`,
      kind: 'graph',
      unit: 'ratio',
      queries: shown.map((milliseconds): Query => ({
        expression: read(errorRatio(milliseconds)),
        name: windowName(milliseconds),
        by,
      })),
      ...(firing.length === 0
        ? {}
        : {
            thresholds: thresholds(
              'above',
              firing.map(({ threshold, severity }) => ({ value: threshold, level: severity })),
            ),
          }),
    },
    {
      title: `${name}: budget over time`,
      description: `${remainingRatio.meaning}${each}. The budget is ${percentText(budgetOf(objective.objective))} of ${eventsOf(objective.indicator)} over ${windowName(window)}; below 0 the objective is missed.`,
      kind: 'graph',
      unit: 'ratio',
      queries: [{ expression: read(remainingRatio), ...(by.length === 0 ? { name: 'left' } : {}), by }],
      thresholds: budgetThresholds,
    },
  ];
}

/** Colours of what is left of a budget; no alert is about the greater one. */
export const budgetThresholds = thresholds('below', [
  { value: 0, level: 'page' },
  { value: littleBudget, level: 'notice' },
]);

/** The window of the recorded burn rate, in milliseconds. */
const burnWindow = 3_600_000;

/** The share that is promised, without the fuzz of a division by 100. */
function goodShare({ objective }: Objective): number {
  return Number((objective / 100).toPrecision(15));
}

function burnText(policy: readonly BurnRateAlert[]): string {
  const fast = policy.filter(canFire).find(({ long }) => long === burnWindow);
  return fast === undefined
    ? ''
    : ` From ${plainDecimal(fast.factor)} on an alert of this hour asks for a ${fast.severity}.`;
}

function alertsText(firing: readonly BurnRateAlert[]): string {
  if (firing.length === 0) return 'No alert is about it.';
  const lines = firing.map(
    ({ severity, threshold, long, short }) =>
      `${percentText(threshold)} over ${windowName(long)} and ${windowName(short)} (${String(severity)})`,
  );
  return `Each line is an alert, which fires while two windows are above it: ${lines.join(', ')}.`;
}
