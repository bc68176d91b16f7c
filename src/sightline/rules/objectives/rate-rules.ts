import type { ServiceContract } from '../../contract/service-contract';
import { identityLabelNames } from '../../contract/target-labels';
import type { Objective } from '../../objectives/objective';
import {
  badCount,
  badRate,
  errorRatio,
  excluded,
  steps,
  totalCount,
  totalRate,
} from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';
import { rawWindows } from '../../objectives/windows';
import { lacks } from '../../promql/flow/labels';
import { sum } from '../../promql/build/aggregation';
import { rate } from '../../promql/build/functions';
import { histogramFraction } from '../../promql/build/histogram-functions';
import { div, gt, mul, or, sub, unless } from '../../promql/build/operators';
import { avgOverTime, maxOverTime } from '../../promql/build/over-time';
import type { Vector } from '../../promql/build/vector';
import type { RecordingRule } from '../rule';
import { exclusionMargin } from './exclusion-rules';
import { eventsIn } from './events-in';
import { countersOf, ratesOver, recordBoth } from './measure';
import { objectiveSeries, windowOf, type ObjectiveSeries } from './series';

/**
 * Events per second over an hour and five minutes, the bad ones, and their ratio. Bad events are 0 where no series counts any, and ratios are
 * absent where there are no events, so that no NaN is ever recorded. Ratios are never averaged.
 */
export function rateRules(contract: ServiceContract, objective: Objective): RecordingRule[] {
  const series = objectiveSeries(objective);
  const { record, read } = series;
  const { long, short } = rawWindows;
  return [long, short].flatMap((window) => [
    ...rates(window, contract, objective, series),
    record(errorRatio(window), div(read(badRate(window)), gt(read(totalRate(window)), 0))),
  ]);
}

function rates(
  window: number,
  contract: ServiceContract,
  objective: Objective,
  series: ObjectiveSeries,
): RecordingRule[] {
  const { by } = objective;
  const { record } = series;
  const names = { total: totalRate(window), bad: badRate(window) };
  const counters = countersOf(contract, objective.indicator);
  const within = (rate: Vector): Vector =>
    window === rawWindows.short ? outside(window, objective, series, rate) : rate;
  return counters === undefined
    ? [
        record(names.total, within(mean(totalCount, window, series))),
        record(names.bad, within(mean(badCount, window, series))),
      ]
    : recordBoth(counters, series, by, names, (counter) => within(ratesOver(window, by)(counter)));
}

/**
 * The ratio of a raw window, read from the service's own series: for an alert that must not wait for what is recorded. Nothing where nothing is bad,
 * or all events are excluded.
 */
export function ratioNow(window: number, contract: ServiceContract, objective: Objective): Vector {
  const series = objectiveSeries(objective);
  const isShort = window === rawWindows.short;
  if (objective.excludes.length > 0 && !isShort) {
    // what is excluded would stay in the window for as long as it is
    return div(eventsIn(series, steps.bad, window), gt(eventsIn(series, steps.total, window), 0));
  }
  const by = [...identityLabelNames, ...objective.by];
  const counters = countersOf(contract, objective.indicator);
  // what somebody else counts for the service may not say whose it is, and an alert has to
  if (
    counters !== undefined &&
    identityLabelNames.some((label) => lacks(counters.total.series.flow.labels, label))
  ) {
    return series.read(errorRatio(window));
  }
  if (counters === undefined) {
    const ratio = div(mean(badCount, window, series), gt(mean(totalCount, window, series), 0));
    return outside(window, objective, series, ratio);
  }
  const { above, series: histogram } = counters.part;
  if (above !== undefined) {
    const rates = sum(rate(histogram.over(windowOf(window))), { by });
    return outside(window, objective, series, sub(1, histogramFraction(-Infinity, above, rates)));
  }
  const reading = ratesOver(window, by);
  const total = reading(counters.total);
  const part = reading(counters.part);
  const ratio =
    counters.partIs === 'bad' ? div(part, gt(total, 0)) : sub(1, div(or(part, mul(0, total)), gt(total, 0)));
  return outside(window, objective, series, ratio);
}

/** Nothing until what is excluded is out of the window. */
function outside(
  window: number,
  { excludes }: Objective,
  { readOne }: ObjectiveSeries,
  vector: Vector,
): Vector {
  if (excludes.length === 0) return vector;
  return unless(vector, maxOverTime(readOne(excluded).over(windowOf(window + exclusionMargin))), { on: [] });
}

/** The mean of a number of series. */
function mean(of: SeriesModel, window: number, { read }: ObjectiveSeries): Vector {
  return avgOverTime(read(of).over(windowOf(window)));
}
