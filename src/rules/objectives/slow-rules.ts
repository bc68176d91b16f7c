import { canFire, type BurnRateAlert } from '../../objectives/alert-policy';
import { budgetOf, exact } from '../../objectives/exact';
import type { Objective } from '../../objectives/objective';
import { baseWindow, isRaw, rawWindows, windowName } from '../../objectives/windows';
import { plainDecimal } from '../../promql/syntax/decimal';
import { clampMax, clampMin } from '../../promql/typed/math';
import { add, and, div, gt, mul, or, sub } from '../../promql/typed/operators';
import { avgOverTime, countOverTime } from '../../promql/typed/over-time';
import { vectorOf } from '../../promql/typed/scalars';
import { subquery } from '../../promql/typed/subquery';
import type { Vector } from '../../promql/typed/vector';
import { objectiveNames as names } from './names';
import { objectiveSeries, windowOf, type ObjectiveSeries } from './series';
import type { RecordingRule } from '../rule';

const second = 1000;

/** In how many places of a window data is looked for at the most: finer would read more and say little more. */
const mostPlaces = 4320;

/** How finely the data in a window is looked for, in milliseconds: every five minutes, of a longer window less often. */
export function coverageStep(window: number): number {
  return baseWindow * Math.ceil(window / baseWindow / mostPlaces);
}

/** The mean over a window of what is recorded over five minutes: each event counts once, however often rules are evaluated. */
export function meanOf({ read }: ObjectiveSeries, name: (window: number) => string, window: number): Vector {
  return avgOverTime(read(name(baseWindow)).over(windowOf(window)));
}

/**
 * What is derived from the recorded rates: the ratio over each longer window that an alert asks for, and the budget. Means times
 * seconds, and no counts of samples: Prometheus 2 and 3 have different numbers of them in a window, and another evaluation
 * interval would change their meaning.
 */
export function slowRules(objective: Objective, policy: readonly BurnRateAlert[]): RecordingRule[] {
  const { window } = objective;
  const series = objectiveSeries(objective);
  const { record, read } = series;
  const [, , hour] = rawWindows;
  const derived = policy
    .filter(canFire)
    .flatMap(({ long, short }) => [short, long])
    .filter((each) => !isRaw(each));
  const ratio = (each: number) =>
    record(names.ratio(each), div(meanOf(series, names.bad, each), gt(meanOf(series, names.total, each), 0)));
  const budget = budgetOf(objective.objective);
  const seconds = window / second;
  const total = read(names.total(window));
  const bad = read(names.bad(window));
  const samples = countOverTime(
    subquery(read(names.total(baseWindow)), windowOf(window), windowOf(coverageStep(window))),
  );
  return [
    ...[...new Set(derived)].sort((a, b) => a - b).map(ratio),
    record(names.total(window), meanOf(series, names.total, window)),
    record(names.bad(window), meanOf(series, names.bad, window)),
    record(names.ratio(window), div(bad, gt(total, 0))),
    record(names.coverage, clampMax(div(samples, window / coverageStep(window)), 1)),
    // of a whole window, so that a service that is two hours old is not held to the budget of two hours
    record(names.budget, mul(mul(total, seconds), budget)),
    record(names.remaining, sub(read(names.budget), mul(mul(bad, seconds), read(names.coverage)))),
    record(
      names.remainingRatio,
      or(div(read(names.remaining), gt(read(names.budget), 0)), add(mul(0, read(names.budget)), 1)),
    ),
    record(
      names.exhaustion,
      and(div(clampMin(read(names.remaining), 0), gt(read(names.bad(hour)), 0)), gt(read(names.burnRate), 1)),
    ),
    record(names.objective, vectorOf(exact(1 - budget))),
    record(names.info, vectorOf(1), infoLabels(objective)),
  ];
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
