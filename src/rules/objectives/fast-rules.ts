import type { ServiceContract } from '../../contract/service-contract';
import { budgetOf } from '../../objectives/exact';
import type { Indicator, Objective } from '../../objectives/objective';
import { baseWindow, rawWindows } from '../../objectives/windows';
import { count, sum } from '../../promql/typed/aggregation';
import { rate } from '../../promql/typed/functions';
import { clampMin } from '../../promql/typed/math';
import { div, gt, lt, mul, or, sub } from '../../promql/typed/operators';
import { avgOverTime } from '../../promql/typed/over-time';
import type { Vector } from '../../promql/typed/vector';
import { objectiveNames as names } from './names';
import { objectiveSeries, windowOf, type ObjectiveSeries } from './series';
import { onlyTraffic } from '../only-traffic';
import type { RecordingRule } from '../rule';

/**
 * What is recorded from the service's own series: for each raw window all events and the bad ones, per second, and their ratio. Bad events
 * are 0 where no series counts any, and ratios are absent where there are no events, so that no NaN is ever recorded. Ratios are
 * never averaged: longer windows are derived from the two rates.
 */
export function fastRules(contract: ServiceContract, objective: Objective): RecordingRule[] {
  const { indicator, by } = objective;
  const series = objectiveSeries(objective);
  const { record, read } = series;
  const measure = measureOf(contract, indicator, by, series);
  const [, , hour] = rawWindows;
  return [
    ...measure.before,
    ...rawWindows.flatMap((window) => [
      record(names.total(window), measure.total(window)),
      record(names.bad(window), measure.bad(window)),
      record(names.ratio(window), div(read(names.bad(window)), gt(read(names.total(window)), 0))),
    ]),
    record(names.percent, mul(read(names.ratio(baseWindow)), 100)),
    record(names.burnRate, div(read(names.ratio(hour)), budgetOf(objective.objective))),
  ];
}

interface Measure {
  /** What has to be recorded first. */
  readonly before: readonly RecordingRule[];
  readonly total: (window: number) => Vector;
  readonly bad: (window: number) => Vector;
}

function measureOf(
  contract: ServiceContract,
  indicator: Indicator,
  by: readonly string[],
  { record, read }: ObjectiveSeries,
): Measure {
  const perSecond = (metric: Parameters<typeof onlyTraffic>[1], window: number): Vector =>
    sum(rate(onlyTraffic(contract, metric as never).over(windowOf(window)) as never) as Vector, { by });
  /** Nothing where there is something to compare with is 0. */
  const filled = (vector: Vector, total: string): Vector => or(vector, mul(0, read(total)), { on: by });
  switch (indicator.type) {
    case 'availability':
      return {
        before: [],
        total: (window) => perSecond(indicator.total, window),
        bad: (window) => filled(perSecond(indicator.bad, window), names.total(window)),
      };
    case 'latency':
      return {
        before: [],
        total: (window) => perSecond(indicator.total, window),
        // without the bucket everything is bad, which nobody overlooks
        bad: (window) => {
          const good = filled(perSecond(indicator.good, window), names.total(window));
          return clampMin(sub(read(names.total(window)), good, { on: by }), 0);
        },
      };
    case 'gauge': {
      const { bound } = indicator;
      const gauge = onlyTraffic(contract, indicator.gauge);
      const outside = bound.operator === '<' ? lt(gauge, bound.value) : gt(gauge, bound.value);
      const mean = (name: string) => (window: number) => avgOverTime(read(name).over(windowOf(window)));
      return {
        before: [
          record(names.totalCount, count(gauge, { by })),
          record(names.badCount, filled(count(outside, { by }), names.totalCount)),
        ],
        total: mean(names.totalCount),
        bad: mean(names.badCount),
      };
    }
  }
}
