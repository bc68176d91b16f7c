import type { ServiceContract } from '../../contract/service-contract';
import type { Objective } from '../../objectives/objective';
import {
  badCount,
  badRate,
  badSeen,
  errorRatio,
  excluded,
  steps,
  totalCount,
  totalRate,
  type SeriesModel,
} from '../../objectives/recorded-series';
import { rawWindows } from '../../objectives/windows';
import { div, gt, mul, or, unless } from '../../promql/typed/operators';
import { avgOverTime, maxOverTime } from '../../promql/typed/over-time';
import type { Vector } from '../../promql/typed/vector';
import type { RecordingRule } from '../rule';
import { eventsIn } from './events-in';
import { exclusionRules } from './exclusion-rules';
import {
  badEventsSeen,
  countersOf,
  ratesOver,
  recordBoth,
  seriesOfGauge,
  type EventCounters,
} from './measure';
import { objectiveSeries, windowOf, type ObjectiveSeries } from './series';

/**
 * What is recorded as often as the service is scraped, for the alert that must not wait: all events and the bad ones, per second, over five minutes
 * and an hour, and their ratio. Bad events are 0 where no series counts any, and ratios are absent where there are no events, so that
 * no NaN is ever recorded. Ratios are never averaged.
 */
export function fastRules(contract: ServiceContract, objective: Objective): RecordingRule[] {
  const series = objectiveSeries(objective);
  const counters = countersOf(contract, objective.indicator);
  const { short, long } = rawWindows;
  return [
    ...exclusionRules(objective),
    ...(counters === undefined ? counts(contract, objective, series) : []),
    ...[long, short].flatMap((window) => rates(window, objective, series, counters)),
    ...(counters !== undefined && objective.minimumBadEvents > 0 ? seen(objective, series, counters) : []),
  ];
}

/** Events per second over a window, the bad ones, and their ratio. */
export function rates(
  window: number,
  objective: Objective,
  series: ObjectiveSeries,
  counters: EventCounters | undefined,
): RecordingRule[] {
  const { record, read } = series;
  const names = { total: totalRate(window), bad: badRate(window) };
  return [
    ...measured(window, objective, series, counters),
    record(errorRatio(window), div(read(names.bad), gt(read(names.total), 0))),
  ];
}

function measured(
  window: number,
  { by, excludes }: Objective,
  series: ObjectiveSeries,
  counters: EventCounters | undefined,
): RecordingRule[] {
  const { record, read, readOne } = series;
  const names = { total: totalRate(window), bad: badRate(window) };
  const isShort = window === rawWindows.short;
  if (excludes.length > 0 && !isShort) {
    // what is excluded would stay in the window for as long as it is
    const perSecond = (step: SeriesModel, open: SeriesModel) =>
      div(eventsIn(series, step, open, window), window / 1000);
    return [
      record(names.total, perSecond(steps.total, steps.openTotal)),
      record(names.bad, perSecond(steps.bad, steps.openBad)),
    ];
  }
  // and of the shortest window nothing is said until the time is out of it
  const outside = (rate: Vector): Vector =>
    excludes.length === 0
      ? rate
      : unless(rate, maxOverTime(readOne(excluded).over(windowOf(window))), { on: [] });
  const mean = (of: SeriesModel): Vector => avgOverTime(read(of).over(windowOf(window)));
  return counters === undefined
    ? [record(names.total, outside(mean(totalCount))), record(names.bad, outside(mean(badCount)))]
    : recordBoth(counters, series, by, names, (counter) => outside(ratesOver(window, by)(counter)));
}

/** How many series a gauge has, and how many of them are out of its bounds. */
function counts(
  contract: ServiceContract,
  { indicator, by }: Objective,
  series: ObjectiveSeries,
): RecordingRule[] {
  if (indicator.type !== 'gauge') return [];
  const { record, read } = series;
  const { total, outside } = seriesOfGauge(contract, indicator, by);
  return [record(totalCount, total), record(badCount, or(outside, mul(0, read(totalCount)), { on: by }))];
}

/** The bad events that were seen in the last hour, for the least number of them that may tell anybody. */
function seen({ by }: Objective, series: ObjectiveSeries, counters: EventCounters): RecordingRule[] {
  const { record, read } = series;
  const none = mul(0, read(totalRate(rawWindows.long)));
  return [record(badSeen(rawWindows.long), badEventsSeen(counters, rawWindows.long, by, none))];
}
