import type { ServiceContract } from '../../contract/service-contract';
import type { Objective } from '../../objectives/objective';
import {
  badCount,
  badRate,
  badSeen,
  excluded,
  steps,
  totalCount,
  totalRate,
} from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';
import { rawWindows, stepWindow } from '../../objectives/windows';
import { clampMax } from '../../promql/build/math';
import { add, and, div, gt, lt, mul, or, sub, unless } from '../../promql/build/operators';
import {
  avgOverTime,
  countOverTime,
  lastOverTime,
  maxOverTime,
  sumOverTime,
} from '../../promql/build/over-time';
import { timestamp } from '../../promql/build/dates';
import { time, vectorOf } from '../../promql/build/scalars';
import { subquery } from '../../promql/build/subquery';
import type { Vector } from '../../promql/build/vector';
import type { RecordingRule } from '../rule';
import { excludedNow, exclusionMargin } from './exclusion-rules';
import { comeInStep, countersOf, shownInStep, type EventCount, type EventCounters } from './measure';
import { objectiveSeries, sinceBefore, toEach, windowOf, type ObjectiveSeries } from './series';

const second = 1000;
const stepSeconds = stepWindow / second;

/** Times are floating point: a step may seem so much longer or shorter, in seconds. */
const slack = 1;

/** How often a gauge is looked at in a step. */
export const looks = 4;

/** A step of a gauge that evaluations left out is taken to be like the time around it, in milliseconds. */
const around = 5 * stepWindow;

/**
 * Counts each event once, in steps: the sum of the steps in a window is the number of its events.
 *
 * A step is the increase of the last hour less what there was of it when the step began. Both begin with the same sample, so the difference is
 * what was counted between the last scrapes before the two moments: scrapes that are missed lose nothing, for up to an hour, and
 * their events are counted when they are next seen. Where an evaluation was missed, or another interval is in force, a step reaches back to the last one: from what it has
 * recorded of its hour, and what has left the hour since.
 */
export function stepRules(contract: ServiceContract, objective: Objective): RecordingRule[] {
  const series = objectiveSeries(objective);
  const { record } = series;
  const counters = countersOf(contract, objective.indicator);
  const { total, bad } = withMissing(
    objective,
    series,
    counters === undefined ? gaugeSteps(series) : eventSteps(objective, series, counters),
  );
  return [
    record(steps.gap, unusual(elapsed(series)), { remembered: [steps.end] }),
    record(steps.total, outside(objective, series, total), { remembered: [steps.total] }),
    record(steps.bad, outside(objective, series, bad)),
    ...(counters !== undefined && objective.minimumBadEvents > 0 ? seenSteps(objective, series) : []),
    record(steps.end, vectorOf(time())),
  ];
}

/** The steps in which bad events were seen, and apart from them those that are excluded: else they would seem new after it. */
function seenSteps(objective: Objective, series: ObjectiveSeries): RecordingRule[] {
  const { record, read } = series;
  const isExcluded = excludedIn(objective, series);
  const recent = gt(sub(read(badSeen(rawWindows.long)), counted(objective, series), { on: objective.by }), 0);
  if (isExcluded === undefined) return [record(steps.seen, recent, { remembered: [steps.seen] })];
  const remembered = { remembered: [steps.seen, steps.seenExcluded] };
  return [
    record(steps.seen, unless(recent, isExcluded, { on: [] }), remembered),
    record(steps.seenExcluded, and(recent, isExcluded, { on: [] }), remembered),
  ];
}

/** Nothing for a step of which a part is excluded. */
function outside(objective: Objective, series: ObjectiveSeries, step: Vector): Vector {
  const isExcluded = excludedIn(objective, series);
  return isExcluded === undefined ? step : unless(step, isExcluded, { on: [] });
}

/**
 * Something where a part of a step is excluded: a longer step, too, which reaches back to the last evaluation. Undefined where all times count.
 */
function excludedIn(objective: Objective, { readOne }: ObjectiveSeries): Vector | undefined {
  const now = excludedNow(objective);
  if (now === undefined) return undefined;
  const lately = maxOverTime(readOne(excluded).over(windowOf(stepWindow + exclusionMargin)));
  const moments = subquery(
    timestamp(readOne(excluded)),
    windowOf(rawWindows.long),
    windowOf(exclusionMargin / 4),
  );
  const ago = sub(time(), maxOverTime(moments));
  // the first scrape after a gap may be in the step after the one that has the gap
  const gap = lastOverTime(readOne(steps.gap).over(windowOf(1.5 * stepWindow)));
  const inGap = lt(sub(ago, gap, { on: [] }), (stepWindow + exclusionMargin) / second);
  return or(or(lately, now, { on: [] }), inGap, { on: [] });
}

interface Steps {
  readonly total: Vector;
  readonly bad: Vector;
}

/** How many seconds ago the evaluation before was, for up to an hour. */
function elapsed({ readOne }: ObjectiveSeries): Vector {
  return sub(
    time(),
    lastOverTime(readOne(steps.end).offset(windowOf(sinceBefore)).over(windowOf(rawWindows.long))),
  );
}

/** A time since the last evaluation that is not that of a step. */
function unusual(since: Vector): Vector {
  return or(gt(since, stepSeconds + slack), lt(since, stepSeconds - slack));
}

/** The steps of an objective on events. */
function eventSteps({ by, excludes }: Objective, series: ObjectiveSeries, counters: EventCounters): Steps {
  const { read, readOne } = series;
  const { long, short } = rawWindows;
  const gap = readOne(steps.gap);
  const none = mul(0, read(totalRate(long)));
  /**
   * @param hour what there was of it in the last hour, as it is recorded
   * @param counter what is counted
   * @param passing how much of it there is per second, as it is recorded
   */
  const step = (hour: (ago: 'now' | 'before') => Vector, counter: EventCount, passing: Vector): Vector => {
    // what is excluded is stretched for an hour, and differently by the two increases
    const shown = excludes.length === 0 ? undefined : shownInStep(counter, by);
    const whole =
      shown === undefined ? comeInStep(counter, by, hour('now'), none) : or(shown, none, { on: by });
    const left = mul(passing, gap, toEach);
    const since = add(
      sub(hour('now'), or(hour('before'), none, { on: by }), { on: by }),
      or(left, none, { on: by }),
      {
        on: by,
      },
    );
    return or(unless(whole, gap, { on: [] }), and(since, gap, { on: [] }), { on: by });
  };
  const hourOf = (rate: SeriesModel) => (ago: 'now' | 'before') =>
    mul(
      ago === 'now'
        ? read(rate)
        : lastOverTime(read(rate).offset(windowOf(sinceBefore)).over(windowOf(long))),
      long / second,
    );
  const anHourAgo = (rate: SeriesModel): Vector => read(rate).offset(windowOf(long));
  const total = step(hourOf(totalRate(long)), counters.total, anHourAgo(totalRate(short)));
  if (counters.partIs === 'bad') {
    return { total, bad: step(hourOf(badRate(long)), counters.part, anHourAgo(badRate(short))) };
  }
  const goodHour = (ago: 'now' | 'before') => sub(hourOf(totalRate(long))(ago), hourOf(badRate(long))(ago));
  const goodRate = sub(anHourAgo(totalRate(short)), anHourAgo(badRate(short)));
  return { total, bad: sub(read(steps.total), step(goodHour, counters.part, goodRate), { on: by }) };
}

/**
 * The steps of a gauge: the seconds of each of its series, as far as there are any in the step. Where evaluations were missed, the time since the
 * last one is like that of the last ten minutes.
 */
function gaugeSteps(series: ObjectiveSeries): Steps {
  const { read, readOne } = series;
  const gap = readOne(steps.gap);
  const look = (count: SeriesModel) =>
    subquery(read(count), windowOf(stepWindow), windowOf(stepWindow / looks));
  const there = clampMax(div(countOverTime(look(totalCount)), looks), 1);
  const step = (count: SeriesModel): Vector => {
    const whole = mul(mul(avgOverTime(look(count)), stepSeconds), there);
    const since = mul(avgOverTime(read(count).over(windowOf(around))), gap, toEach);
    return or(unless(whole, gap, { on: [] }), since);
  };
  return { total: step(totalCount), bad: step(badCount) };
}

/**
 * Steps in which nothing was measured stand for the average step of the window, good or bad as the objective says. So does the first step after
 * them, in which counters tell what happened meanwhile: that is counted already.
 */
function withMissing(
  { absence, by, window, excludes }: Objective,
  series: ObjectiveSeries,
  { total, bad }: Steps,
): Steps {
  if (absence.counts === 'ignored') return { total, bad };
  const { read, readOne } = series;
  const rate = read(totalRate(rawWindows.short));
  const settled = or(rate.offset(windowOf(stepWindow)), and(rate, readOne(steps.gap), { on: [] }), {
    on: by,
  });
  const measured = (step: Vector): Vector => {
    const usual = and(and(step, rate, { on: by }), settled, { on: by });
    if (excludes.length === 0) return usual;
    // the rate is silent for a while after what is excluded, and the step is there
    const silent = windowOf(rawWindows.short + exclusionMargin + 2 * stepWindow);
    return or(usual, and(step, maxOverTime(readOne(excluded).over(silent)), { on: [] }), { on: by });
  };
  const missing = avgOverTime(read(steps.total).over(windowOf(window)));
  const all = read(steps.total);
  return {
    total: or(measured(total), missing, { on: by }),
    bad: or(measured(bad), absence.counts === 'bad' ? all : mul(0, all), { on: by }),
  };
}

/**
 * The bad events of the last hour that are in a step. An event leaves the hour before the step in which it was counted does, so none is counted
 * twice.
 */
function counted({ by, excludes }: Objective, { read }: ObjectiveSeries): Vector {
  const hour = windowOf(rawWindows.long);
  const none = mul(0, read(badSeen(rawWindows.long)));
  const sumOf = (step: SeriesModel) => or(sumOverTime(read(step).over(hour)), none, { on: by });
  return excludes.length === 0
    ? sumOf(steps.seen)
    : add(sumOf(steps.seen), sumOf(steps.seenExcluded), { on: by });
}
