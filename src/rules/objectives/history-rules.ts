import type { Objective } from '../../objectives/objective';
import { badRate, before, steps, totalRate, type SeriesModel } from '../../objectives/recorded-series';
import { stepWindow } from '../../objectives/windows';
import { timestamp } from '../../promql/typed/dates';
import { and, gt, mul, unless } from '../../promql/typed/operators';
import { lastOverTime, minOverTime, sumOverTime } from '../../promql/typed/over-time';
import { subquery } from '../../promql/typed/subquery';
import type { Vector } from '../../promql/typed/vector';
import type { RecordingRule } from '../rule';
import { objectiveSeries, windowOf } from './series';

const hour = 3_600_000;

/** How often it is evaluated: it changes slowly, and reads all of the window. */
export const historyInterval = '30m';

/** For how long it is taken for true, in milliseconds: an evaluation may be missed. */
export const historyKept = 2 * hour;

/** Where a step was recorded so much before or after a moment, it is counted. */
const near = 2 * stepWindow;

/**
 * What was measured before steps were recorded, by a version that kept rates only: an upgrade keeps the budget. Nothing once all of the window
 * has steps, and nothing for an objective that never was without them.
 */
export function historyRules(objective: Objective): RecordingRule[] {
  const { record, read } = objectiveSeries(objective);
  const { window } = objective;
  // seen from later on, a step can be on either side of the moment
  const hasStep = lastOverTime(read(steps.total).over(windowOf(2 * near)));
  const events = (rate: SeriesModel): Vector => {
    const unrecorded = unless(read(rate).offset(windowOf(near)), hasStep);
    return mul(sumOverTime(subquery(unrecorded, windowOf(window), windowOf(stepWindow))), stepWindow / 1000);
  };
  return [
    record(before.total, gt(events(totalRate(stepWindow)), 0)),
    record(before.bad, and(events(badRate(stepWindow)), read(before.total))),
    record(
      before.since,
      and(
        minOverTime(subquery(timestamp(read(totalRate(stepWindow))), windowOf(window), windowOf(hour))),
        read(before.total),
      ),
    ),
  ];
}
