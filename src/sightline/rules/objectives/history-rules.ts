import type { Duration } from '../../contract/duration-literal';
import type { Objective } from '../../objectives/objective';
import { badRate, before, start, steps, totalRate } from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';
import { rawWindows } from '../../objectives/windows';
import { add, and, gt, mul, or, unless } from '../../promql/build/operators';
import { lastOverTime, minOverTime, sumOverTime } from '../../promql/build/over-time';
import { time } from '../../promql/build/scalars';
import { subquery } from '../../promql/build/subquery';
import type { Vector } from '../../promql/build/vector';
import type { RecordingRule } from '../rule';
import { objectiveSeries, windowOf } from './series';
import { correctionRules } from './window-sums';

const hour = 3_600_000;

/** How often it is evaluated: it changes slowly, and reads all of the window. */
export const historyInterval: Duration = '30m';

/** For how long it is taken for true, in milliseconds: an evaluation may be missed. */
export const historyKept = 2 * hour;

/**
 * Where a step was recorded so long before a moment, the moment is counted. A rate stays in sight for five minutes, and steps are recorded
 * with it. What comes before the first step is not: the seam is as fine as moments are looked at.
 */
const near = 2 * rawWindows.short;

/**
 * Since when there is data in the window, and what was measured in it before steps were recorded, by a version that kept rates only: an upgrade
 * keeps the budget. Of that there is nothing once all of the window has steps, and nothing for an objective that never was without them.
 */
export function historyRules(objective: Objective): RecordingRule[] {
  const { record, read } = objectiveSeries(objective);
  const { window } = objective;
  const { short } = rawWindows;
  const hasStep = lastOverTime(read(steps.total).over(windowOf(near)));
  const events = (rate: SeriesModel): Vector => {
    const unrecorded = unless(read(rate), hasStep);
    return mul(sumOverTime(subquery(unrecorded, windowOf(window), windowOf(short))), short / 1000);
  };
  const kept = lastOverTime(read(before.total).over(windowOf(historyKept)));
  // of a moment, not of its sample: Prometheus 2 takes seconds for a month of timestamps
  const moments = add(mul(0, read(totalRate(short))), time());
  const first = minOverTime(subquery(moments, windowOf(window), windowOf(hour)));
  return [
    // what was there before is 0 for once, as it would be taken for true for hours
    record(before.total, or(gt(events(totalRate(short)), 0), mul(0, gt(kept, 0))), {
      remembered: [before.total],
    }),
    record(before.bad, or(and(events(badRate(short)), read(before.total)), mul(0, read(before.total)))),
    record(
      start,
      or(and(first, gt(read(before.total), 0)), minOverTime(read(steps.since).over(windowOf(window)))),
    ),
    ...correctionRules(objective),
  ];
}
