import { canFire, type BurnRateAlert } from '../../objectives/alert-policy';
import type { Objective } from '../../objectives/objective';
import { badIncrease, badSeen, errorRatio, steps } from '../../objectives/recorded-series';
import { isRaw, rawWindows } from '../../objectives/windows';
import { gt, gte, or } from '../../promql/build/operators';
import { maxOverTime } from '../../promql/build/over-time';
import type { Vector } from '../../promql/build/vector';
import type { RecordingRule } from '../rule';
import { eventsIn } from './events-in';
import { objectiveSeries, windowOf, type ObjectiveSeries } from './series';

/** The longest window in which bad events are counted for their least number, in milliseconds: a longer one costs more than it tells. */
const longestCounted = 72 * 3_600_000;

/** No increase is stretched to more times what was counted. */
const mostStretched = 3;

/**
 * Whether there are so many bad events in a window: as the counters show them, so that there are never fewer. A gauge has no counter, and what
 * stands for missing data is in none.
 */
export function enough(objective: Objective, series: ObjectiveSeries, window: number): Vector {
  const { minimumBadEvents: least, excludes } = objective;
  if (!isSeen(objective)) return gte(eventsIn(series, steps.bad, window), least);
  const recorded = (length: number) => gte(series.read(badSeen(length)), least);
  if (window > longestCounted) {
    return or(gte(series.read(badIncrease(window)), mostStretched * least), recorded(longestCounted));
  }
  if (window === longestCounted) return recorded(window);
  // what is excluded would stay in the hour
  return isRaw(window) && excludes.length === 0
    ? recorded(window)
    : gte(eventsIn(series, steps.seen, window), least);
}

/**
 * Whether it was so bad in some part of the short window as the counters themselves say. A counter that stands still is not quite 0 in steps, as an increase
 * is stretched a little differently two minutes later: what is left of that would be a ratio of nothing to nothing where traffic has ended.
 */
export function lately(
  { short, threshold }: Pick<BurnRateAlert, 'short' | 'threshold'>,
  { read }: ObjectiveSeries,
): Vector {
  const part = short > rawWindows.long ? rawWindows.long : rawWindows.short;
  return gt(maxOverTime(read(errorRatio(part)).over(windowOf(short - part))), threshold);
}

/** The bad events that were seen in the longest window in which they are counted, for the alerts that ask for it. */
export function seenRules(objective: Objective, policy: readonly BurnRateAlert[]): RecordingRule[] {
  const { alerts, minimumBadEvents } = objective;
  const isAsked =
    alerts.exhausted !== false || policy.filter(canFire).some(({ long }) => long === longestCounted);
  if (!isAsked || minimumBadEvents === 0 || !isSeen(objective)) return [];
  const series = objectiveSeries(objective);
  return [series.record(badSeen(longestCounted), eventsIn(series, steps.seen, longestCounted))];
}

/** Whether bad events are looked for in what the counters show. */
export function isSeen({ indicator, absence }: Objective): boolean {
  return indicator.type !== 'gauge' && absence.counts !== 'bad';
}
