import type { ServiceContract } from '../../contract/service-contract';
import type { Indicator } from '../../objectives/objective';
import type { SeriesModel } from '../../objectives/series-model';
import { rawWindows, stepWindow } from '../../objectives/windows';
import { count, sum } from '../../promql/build/aggregation';
import type { AnyEvents } from '../../promql/build/any-metric';
import { increase, rate, resets } from '../../promql/build/functions';
import { histogramCount, histogramFraction } from '../../promql/build/histogram-functions';
import { clampMin } from '../../promql/build/math';
import { gt, gte, lt, mul, or, sub, unless } from '../../promql/build/operators';
import { lastOverTime, maxOverTime, minOverTime } from '../../promql/build/over-time';
import { subquery } from '../../promql/build/subquery';
import type { Range, Vector } from '../../promql/build/vector';
import { onlyTraffic } from '../../objectives/only-traffic';
import type { RecordingRule } from '../rule';
import type { ObjectiveSeries } from './series';
import { windowOf } from './series';

/** How a gauge is measured. */
type GaugeIndicator = Extract<Indicator, { readonly type: 'gauge' }>;

/** What is done with each of the counters, before good and bad are told apart. */
export type Reading = (counted: EventCount) => Vector;

/** What counts events: a counter, or a native histogram. */
export interface EventCount {
  readonly series: AnyEvents;

  /**
   * Only observations above this count, of a native histogram. Those of the bucket that the bound lies in are estimated.
   *
   * @default - all events
   */
  readonly above?: number;
}

/** The two counters of an objective on events. */
export interface EventCounters {
  /** Counts all events. */
  readonly total: EventCount;

  /** Counts some of them. */
  readonly part: EventCount;

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
  const total = { series: onlyTraffic(contract, indicator.total) };
  if (indicator.type === 'availability')
    return { total, part: { series: onlyTraffic(contract, indicator.bad) }, partIs: 'bad' };
  // one native histogram counts both, and then all are bad that are not good
  return indicator.good.flow.kind === 'histogram'
    ? { total, part: { ...total, above: indicator.threshold }, partIs: 'bad' }
    : { total, part: { series: onlyTraffic(contract, indicator.good) }, partIs: 'good' };
}

/**
 * The number of events in what was made of a count: of counters it is that already. Of histograms without an observation there is none above
 * a bound, where Prometheus would divide 0 by 0.
 */
function eventsIn(histograms: Vector, { series, above }: EventCount): Vector {
  if (series.flow.kind !== 'histogram') return histograms;
  const all = histogramCount(histograms);
  if (above === undefined) return all;
  return gte(mul(sub(1, histogramFraction(-Infinity, above, histograms)), all), 0);
}

/** The events per second of a counter, by the labels of the objective. */
export function ratesOver(window: number, by: readonly string[]): Reading {
  return (counted) => eventsIn(sum(rate(counted.series.over(windowOf(window))), { by }), counted);
}

/** The events of a counter in a window that ended some time ago. */
export function increaseOver(window: number, by: readonly string[], ago = 0): Reading {
  return (counted) => {
    const { series } = counted;
    const moved = ago === 0 ? series : series.offset(windowOf(ago));
    return eventsIn(sum(increase(moved.over(windowOf(window))), { by }), counted);
  };
}

/**
 * The events that a counter has shown in a window. The increase of Prometheus is stretched to the edges of the window: of a series that has
 * just begun, two events can become five. The difference of its greatest and its smallest value is never more than there were, unless
 * it was reset; then the increase is the smaller of the two. What a native histogram has counted is looked at some times a minute, as
 * nothing reads its greatest and smallest sample.
 */
function seenOver(window: number, by: readonly string[]): Reading {
  return (counted) => {
    const range = counted.series.over(windowOf(window));
    const grown = eventsIn(increase(range), counted);
    const run = runThrough(window, counted);
    const shown = sub(maxOverTime(run), minOverTime(run));
    return sum(or(lt(shown, grown), grown), { by });
  };
}

/** How often what a native histogram has counted is looked at, in milliseconds. */
const look = 30_000;

/** The running total of events through a window. */
function runThrough(window: number, counted: EventCount): Range {
  const { series } = counted;
  if (series.flow.kind !== 'histogram') return series.over(windowOf(window));
  const histograms: Vector = series;
  const total = eventsIn(histograms, counted);
  const run = counted.above === undefined ? total : or(total, mul(0, histogramCount(histograms)));
  return subquery(run, windowOf(window), windowOf(look));
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
export function comeInStep(counter: EventCount, by: readonly string[], hour: Vector, none: Vector): Vector {
  const then = increaseOver(rawWindows.long - stepWindow, by, stepWindow)(counter);
  return sub(hour, or(then, none, { on: by }), { on: by });
}

/**
 * What a counter has shown in the step that ends now, not stretched to any edge: its last sample less the last one before the step, or less its
 * first one where it is new. Where it was reset, the difference of two increases. Undefined for native histograms, which can't be compared.
 */
export function shownInStep({ series }: EventCount, by: readonly string[]): Vector | undefined {
  if (series.flow.kind === 'histogram') return undefined;
  const hour = series.over(windowOf(rawWindows.long));
  const before = series.offset(windowOf(stepWindow)).over(windowOf(rawWindows.long - stepWindow));
  const shown = sub(lastOverTime(hour), or(lastOverTime(before), minOverTime(hour)));
  const restarted = gt(resets(hour), resets(before));
  return sum(or(unless(shown, restarted), sub(increase(hour), increase(before))), { by });
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
function badOf(all: Vector, part: Vector, partIs: 'bad' | 'good', by: readonly string[]): Vector {
  return partIs === 'bad' ? part : clampMin(sub(all, part, { on: by }), 0);
}
