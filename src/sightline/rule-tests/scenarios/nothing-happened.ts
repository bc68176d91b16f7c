import {
  budget,
  errorRatio,
  remainingRatio,
  start,
  steps,
  totalIncrease,
} from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';
import { recordedBefore } from '../history';
import { longRatios } from '../long-ratios';
import type { Check, Scenario } from '../scenario';
import { clearNow, type Subject } from '../subject';

/** When the only step was, in minutes. */
const ago = 10;

/** A window in which nothing happened: no ratio, and all of the budget is left. */
export function nothingHappened(subject: Subject, interval: number): Scenario {
  const { objective, perMinute } = subject;
  const now = clearNow(subject, 2 * interval, interval);
  const recorded = (series: SeriesModel, value: number) =>
    recordedBefore(subject, series, now, [{ ago, value }]);
  return {
    name: 'nothing happened: there is no ratio, and all of the budget is left',
    perMinute,
    feeds: [],
    beside: [
      recorded(steps.total, 0),
      recorded(steps.bad, 0),
      recorded(steps.since, 60),
      recorded(start, 60),
    ],
    checks: [
      ...[...longRatios(subject), objective.window].map((window): Check => ({
        minute: now,
        series: errorRatio(window),
        value: 'absent',
      })),
      { minute: now, series: totalIncrease(objective.window), value: 0 },
      { minute: now, series: budget, value: 0 },
      { minute: now, series: remainingRatio, value: 1 },
    ],
  };
}
