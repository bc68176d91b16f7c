import type { ServiceContract } from '../../contract/service-contract';
import type { Objective } from '../../objectives/objective';
import { badCount, badSeen, totalCount, totalRate } from '../../objectives/recorded-series';
import { rawWindows } from '../../objectives/windows';
import { mul, or } from '../../promql/build/operators';
import type { RecordingRule } from '../rule';
import { exclusionRules } from './exclusion-rules';
import { badEventsSeen, countersOf, seriesOfGauge, type EventCounters } from './measure';
import { objectiveSeries, type ObjectiveSeries } from './series';

/**
 * What is recorded as often as the service is scraped: whether the time counts, how many series of a gauge are out of its bounds, and how many bad
 * events were seen in the last hour. All else can wait for the slow group: each evaluation of a rule costs as much as reading a thousand samples.
 */
export function fastRules(contract: ServiceContract, objective: Objective): RecordingRule[] {
  const series = objectiveSeries(objective);
  const counters = countersOf(contract, objective.indicator);
  return [
    ...exclusionRules(objective),
    ...(counters === undefined ? counts(contract, objective, series) : []),
    ...(counters !== undefined && objective.minimumBadEvents > 0 ? [seen(objective, series, counters)] : []),
  ];
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
function seen({ by }: Objective, { record, read }: ObjectiveSeries, counters: EventCounters): RecordingRule {
  const none = mul(0, read(totalRate(rawWindows.long)));
  return record(badSeen(rawWindows.long), badEventsSeen(counters, rawWindows.long, by, none));
}
