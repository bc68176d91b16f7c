import { canFire, type BurnRateAlert } from '../../objectives/alert-policy';
import { budgetOf } from '../../objectives/exact';
import type { Objective } from '../../objectives/objective';
import {
  age,
  badIncrease,
  badRate,
  budget,
  burnRate,
  errorPercent,
  errorRatio,
  exhaustion,
  remaining,
  remainingRatio,
  start,
  steps,
  totalIncrease,
} from '../../objectives/recorded-series';
import { isRaw, rawWindows } from '../../objectives/windows';
import { clampMax, clampMin } from '../../promql/build/math';
import { add, and, div, gt, lt, mul, or, sub } from '../../promql/build/operators';
import { lastOverTime, minOverTime } from '../../promql/build/over-time';
import { time } from '../../promql/build/scalars';
import type { Vector } from '../../promql/build/vector';
import type { RecordingRule } from '../rule';
import { eventsIn } from './events-in';
import { historyKept } from './history-rules';
import { objectiveSeries, windowOf, type ObjectiveSeries } from './series';
import { remembered, windowSumRules } from './window-sums';

const second = 1000;

/** Fewer events are none: the difference of two floating point numbers. */
const leastEvents = 0.001;

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
  return [
    ...[...new Set(derived)]
      .sort((a, b) => a - b)
      .map((each) =>
        record(
          errorRatio(each),
          div(eventsIn(series, steps.bad, each), gt(eventsIn(series, steps.total, each), leastEvents)),
        ),
      ),
    record(age, ageOf(window, series)),
    ...windowSumRules(objective),
    record(errorRatio(window), div(read(bad), gt(read(total), 0))),
    record(errorPercent, mul(read(errorRatio(rawWindows.short)), 100)),
    record(burnRate, div(read(errorRatio(rawWindows.long)), share)),
    record(budget, mul(div(read(total), read(age)), share)),
    record(remaining, sub(read(budget), read(bad))),
    record(remainingRatio, or(div(read(remaining), gt(read(budget), 0)), add(mul(0, read(budget)), 1))),
    // later than the window it never comes: by then bad events have left it
    record(
      exhaustion,
      and(
        lt(div(clampMin(read(remaining), 0), gt(read(badRate(rawWindows.long)), 0)), window / second),
        gt(read(burnRate), 1),
      ),
    ),
  ];
}

/** How much of the window has passed since the first sample in it. */
function ageOf(window: number, { read }: ObjectiveSeries): Vector {
  const kept = windowOf(historyKept);
  const first = or(
    lastOverTime(read(start).over(windowOf(remembered))),
    minOverTime(read(steps.since).over(kept)),
  );
  return div(clampMax(sub(time(), first), window / second), window / second);
}
