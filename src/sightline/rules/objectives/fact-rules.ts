import { defined } from '../../problem/defined';
import type { Duration } from '../../contract/duration-literal';
import type { ServiceContract } from '../../contract/service-contract';
import { budgetOf, exact } from '../../objectives/exact';
import type { Objective } from '../../objectives/objective';
import { info, promised, steps } from '../../objectives/recorded-series';
import { rawWindows, windowName } from '../../objectives/windows';
import { plainDecimal } from '../../promql/syntax/decimal';
import { min } from '../../promql/build/aggregation';
import { timestamp } from '../../promql/build/dates';
import { minOverTime } from '../../promql/build/over-time';
import { vectorOf } from '../../promql/build/scalars';
import { subquery } from '../../promql/build/subquery';
import type { AnyVector, Vector } from '../../promql/build/vector';
import { onlyTraffic } from '../../objectives/only-traffic';
import type { RecordingRule } from '../rule';
import { objectiveSeries, windowOf } from './series';

/** How often facts are recorded: as seldom as a series stays in sight. */
export const factInterval: Duration = '4m';

/** How finely the first sample is looked for, in milliseconds. */
const look = 30_000;

/** What hardly ever changes: what is promised, and since when there is data. */
export function factRules(contract: ServiceContract, objective: Objective): RecordingRule[] {
  const { record } = objectiveSeries(objective);
  const { indicator, by } = objective;
  const source: AnyVector =
    indicator.type === 'gauge'
      ? onlyTraffic(contract, indicator.gauge)
      : onlyTraffic(contract, indicator.total);
  const samples = subquery(timestamp(source as Vector), windowOf(rawWindows.short), windowOf(look));
  return [
    record(steps.since, min(minOverTime(samples), { by })),
    record(promised, vectorOf(exact(1 - budgetOf(objective.objective)))),
    record(info, vectorOf(1), { labels: infoLabels(objective) }),
  ];
}

/** All that may change without the series of the objective becoming others. */
function infoLabels({ objective, window, owner, indicator }: Objective): Readonly<Record<string, string>> {
  return {
    objective: plainDecimal(objective),
    window: windowName(window),
    sli: indicator.type,
    ...defined({ owner }),
  };
}
