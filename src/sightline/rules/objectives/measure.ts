import type { ServiceContract } from '../../contract/service-contract';
import type { Indicator } from '../../objectives/objective';
import type { SeriesModel } from '../../objectives/series-model';
import { rawWindows, stepWindow } from '../../objectives/windows';
import { count, sum } from '../../promql/build/aggregation';
import type { AnyMetric } from '../../promql/build/any-metric';
import { increase, rate } from '../../promql/build/functions';
import { clampMin } from '../../promql/build/math';
import { gt, lt, mul, or, sub } from '../../promql/build/operators';
import { maxOverTime, minOverTime } from '../../promql/build/over-time';
import type { Vector } from '../../promql/build/vector';
import { onlyTraffic } from '../../objectives/only-traffic';
import type { RecordingRule } from '../rule';
import type { ObjectiveSeries } from './series';
import { windowOf } from './series';

/** How a gauge is measured. */
type GaugeIndicator = Extract<Indicator, { readonly type: 'gauge' }>;

/** What is done with each of the counters, before good and bad are told apart. */
export type Reading = (counter: AnyMetric<'counter'>) => Vector;

/** The two counters of an objective on events. */
export interface EventCounters {
  /** Counts all events. */
  readonly total: AnyMetric<'counter'>;

  /** Counts some of them. */
  readonly part: AnyMetric<'counter'>;

  /** Whether the part is the bad ones; else the good ones. */
  readonly partIs: 'bad' | 'good';
}

/** The counters of an objective, without what is no traffic; undefined for a gauge. */
export function countersOf(contract: ServiceContract, indicator: Indicator): EventCounters | undefined {
  return indicator.type === 'gauge' ? undefined : eventCountersOf(contract, indicator);
}

/** The counters of an objective on events, without what is no traffic. */
export function eventCountersOf(
  contract: ServiceContract,
  indicator: Exclude<Indicator, GaugeIndicator>,
): EventCounters {
  const total = onlyTraffic(contract, indicator.total);
  return indicator.type === 'availability'
    ? { total, part: onlyTraffic(contract, indicator.bad), partIs: 'bad' }
    : { total, part: onlyTraffic(contract, indicator.good), partIs: 'good' };
}

/** The events per second of a counter, by the labels of the objective. */
export function ratesOver(window: number, by: readonly string[]): Reading {
  return (counter) => sum(rate(counter.over(windowOf(window))), { by });
}

/** The events of a counter in a window that ended some time ago. */
export function increaseOver(window: number, by: readonly string[], ago = 0): Reading {
  return (counter) => {
    const moved = ago === 0 ? counter : counter.offset(windowOf(ago));
    return sum(increase(moved.over(windowOf(window))), { by });
  };
}

/**
 * The events that a counter has shown in a window. The increase of Prometheus is stretched to the edges of the window: of a series that has
 * just begun, two events can become five. The difference of its greatest and its smallest value is never more than there were, unless
 * it was reset; then the increase is the smaller of the two.
 */
export function seenOver(window: number, by: readonly string[]): Reading {
  return (counter) => {
    const range = counter.over(windowOf(window));
    const grown = increase(range);
    const shown = sub(maxOverTime(range), minOverTime(range));
    return sum(or(lt(shown, grown), grown), { by });
  };
}

/**
 * The bad events that were seen in a window.
 *
 * @param none what is 0, for bad ones that no series counts
 */
export function badEventsSeen(
  { total, part, partIs }: EventCounters,
  window: number,
  by: readonly string[],
  none: Vector,
): Vector {
  const reading = seenOver(window, by);
  if (partIs === 'bad') return or(reading(part), none, { on: by });
  const all = reading(total);
  return badOf(all, or(reading(part), mul(0, all), { on: by }), 'good', by);
}

/**
 * What has come to a counter in the step that ends now: the increase of an hour less what there was of it when the step began. Both begin
 * with the same sample.
 *
 * @param hour the increase of the hour
 * @param none what is 0, for a counter that was not there yet when the step began: then all that it has counted
 */
export function comeInStep(
  counter: AnyMetric<'counter'>,
  by: readonly string[],
  hour: Vector,
  none: Vector,
): Vector {
  const then = increaseOver(rawWindows.long - stepWindow, by, stepWindow)(counter);
  return sub(hour, or(then, none, { on: by }), { on: by });
}

/** How many series a gauge has, and how many of them are out of its bounds; nothing where none is. */
export function seriesOfGauge(
  contract: ServiceContract,
  { gauge, bound }: GaugeIndicator,
  by: readonly string[],
): { readonly total: Vector; readonly outside: Vector } {
  const each = onlyTraffic(contract, gauge);
  const outside = bound.operator === '<' ? lt(each, bound.value) : gt(each, bound.value);
  return { total: count(each, { by }), outside: count(outside, { by }) };
}

/**
 * Two rules: all events, and the bad ones, which are 0 where there is nothing that counts them. Where good events are counted and nothing
 * counts any, all are bad: without its bucket an objective on latency is loud.
 */
export function recordBoth(
  { total, part, partIs }: EventCounters,
  series: ObjectiveSeries,
  by: readonly string[],
  names: { readonly total: SeriesModel; readonly bad: SeriesModel },
  reading: Reading,
): RecordingRule[] {
  const { record, read } = series;
  const all = read(names.total);
  return [
    record(names.total, reading(total)),
    record(names.bad, badOf(all, or(reading(part), mul(0, all), { on: by }), partIs, by)),
  ];
}

/** Bad events from all events and those of the part. */
export function badOf(all: Vector, part: Vector, partIs: 'bad' | 'good', by: readonly string[]): Vector {
  return partIs === 'bad' ? part : clampMin(sub(all, part, { on: by }), 0);
}
