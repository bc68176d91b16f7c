import { canFire, type BurnRateAlert } from '../../objectives/alert-policy';
import { budgetOf, exact } from '../../objectives/exact';
import type { Objective } from '../../objectives/objective';
import {
  age,
  badIncrease,
  badRate,
  before,
  budget,
  burnRate,
  errorPercent,
  errorRatio,
  exhaustion,
  info,
  promised,
  remaining,
  remainingRatio,
  steps,
  totalIncrease,
  type SeriesModel,
} from '../../objectives/recorded-series';
import { isRaw, rawWindows, windowName } from '../../objectives/windows';
import { plainDecimal } from '../../promql/syntax/decimal';
import { clampMin } from '../../promql/typed/math';
import { add, and, div, gt, lt, mul, or, sub } from '../../promql/typed/operators';
import { lastOverTime } from '../../promql/typed/over-time';
import { vectorOf } from '../../promql/typed/scalars';
import type { Vector } from '../../promql/typed/vector';
import type { RecordingRule } from '../rule';
import { eventsIn } from './events-in';
import { historyKept } from './history-rules';
import { objectiveSeries, windowOf, type ObjectiveSeries } from './series';

const second = 1000;

/**
 * What is derived from the steps: the ratio over each longer window that an alert asks for, and the budget. The budget is that of a whole window at
 * the traffic since the first sample in it, so that a service that is two hours old is not held to the budget of two hours.
 */
export function slowRules(objective: Objective, policy: readonly BurnRateAlert[]): RecordingRule[] {
  const { window } = objective;
  const series = objectiveSeries(objective);
  const { record, read } = series;
  const derived = policy
    .filter(canFire)
    .flatMap(({ long, short }) => [short, long])
    .filter((each) => !isRaw(each));
  const share = budgetOf(objective.objective);
  const total = totalIncrease(window);
  const bad = badIncrease(window);
  const perSecond = read(badRate(rawWindows.long));
  return [
    ...[...new Set(derived)]
      .sort((a, b) => a - b)
      .map((each) =>
        record(
          errorRatio(each),
          div(
            eventsIn(series, steps.bad, steps.openBad, each),
            gt(eventsIn(series, steps.total, steps.openTotal, each), 0),
          ),
        ),
      ),
    record(total, withHistory(series, steps.total, steps.openTotal, window, before.total)),
    record(bad, withHistory(series, steps.bad, steps.openBad, window, before.bad)),
    record(errorRatio(window), div(read(bad), gt(read(total), 0))),
    record(errorPercent, mul(read(errorRatio(rawWindows.short)), 100)),
    record(burnRate, div(read(errorRatio(rawWindows.long)), share)),
    record(budget, mul(div(read(total), read(age)), share)),
    record(remaining, sub(read(budget), read(bad))),
    record(remainingRatio, or(div(read(remaining), gt(read(budget), 0)), add(mul(0, read(budget)), 1))),
    // later than the window it never comes: by then bad events have left it
    record(
      exhaustion,
      and(lt(div(clampMin(read(remaining), 0), gt(perSecond, 0)), window / second), gt(read(burnRate), 1)),
    ),
    record(promised, vectorOf(exact(1 - share))),
    record(info, vectorOf(1), { labels: infoLabels(objective) }),
  ];
}

/** The events of the window, with those from before steps were recorded. */
function withHistory(
  series: ObjectiveSeries,
  step: SeriesModel,
  open: SeriesModel,
  window: number,
  earlier: SeriesModel,
): Vector {
  const { read } = series;
  const kept = or(lastOverTime(read(earlier).over(windowOf(historyKept))), mul(0, read(open)));
  return add(eventsIn(series, step, open, window), kept);
}

/** All that may change without the series of the objective becoming others. */
function infoLabels({ objective, window, owner, indicator }: Objective): Readonly<Record<string, string>> {
  return {
    objective: plainDecimal(objective),
    window: windowName(window),
    sli: indicator.type,
    ...(owner === undefined ? {} : { owner }),
  };
}
