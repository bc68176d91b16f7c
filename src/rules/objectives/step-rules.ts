import type { ServiceContract } from '../../contract/service-contract';
import type { Objective } from '../../objectives/objective';
import {
  age,
  badRate,
  badSeen,
  before,
  excluded,
  steps,
  totalCount,
  totalRate,
  type SeriesModel,
} from '../../objectives/recorded-series';
import { rawWindows, stepWindow } from '../../objectives/windows';
import { timestamp } from '../../promql/typed/dates';
import { clampMax, clampMin } from '../../promql/typed/math';
import { add, and, div, gt, mul, or, sub, unless } from '../../promql/typed/operators';
import {
  avgOverTime,
  countOverTime,
  lastOverTime,
  minOverTime,
  sumOverTime,
} from '../../promql/typed/over-time';
import { time, vectorOf } from '../../promql/typed/scalars';
import { subquery } from '../../promql/typed/subquery';
import type { Vector } from '../../promql/typed/vector';
import type { RecordingRule } from '../rule';
import { historyKept } from './history-rules';
import { countersOf, increaseOver, type EventCounter, type EventCounters } from './measure';
import { objectiveSeries, windowOf, type ObjectiveSeries } from './series';

const second = 1000;
const stepSeconds = stepWindow / second;

/** Evaluations are so many milliseconds apart, and times are sums of floating point: a step may end so much early, in seconds. */
const early = 1;

/** How often the data of a step is looked for. */
const looks = 10;

/** The one of an evaluation belongs to each series of an objective. */
const toEach = { on: [], groupLeft: [] } as const;

/**
 * Counts each event once: in steps of five minutes, each of which is recorded when it ends, and in what has come since. The sum of the steps
 * in a window is the number of its events.
 *
 * A step is the increase of the last hour less what there was of it when the step began: both begin with the same sample, so the difference is
 * what was counted between the last scrapes before the two moments. Scrapes that are missed lose nothing, for up to an hour: their
 * events are counted when they are next seen. Where evaluations were skipped, the step is longer, and stands for as much more.
 */
export function stepRules(contract: ServiceContract, objective: Objective): RecordingRule[] {
  const series = objectiveSeries(objective);
  const { record, readOne, read } = series;
  const counters = countersOf(contract, objective.indicator);
  const end = readOne(steps.end);
  const ending = readOne(steps.ending);
  return [
    record(
      steps.ending,
      outside(
        objective,
        series,
        or(
          div(gt(sub(time(), end), stepSeconds - early), stepSeconds),
          unless(vectorOf(1), end, { on: [] }),
          { on: [] },
        ),
      ),
      { remembered: [steps.end] },
    ),
    ...countedSteps(objective, series, counters),
    record(
      steps.since,
      and(
        minOverTime(
          subquery(
            timestamp(read(totalRate(stepWindow))),
            windowOf(stepWindow),
            windowOf(stepWindow / looks),
          ),
        ),
        ending,
        { on: [] },
      ),
    ),
    record(steps.end, or(and(vectorOf(time()), ended(objective, series), { on: [] }), end, { on: [] }), {
      remembered: [steps.end],
    }),
    record(age, ageOf(objective, series)),
    open(steps.openTotal, totalRate(stepWindow), objective, series),
    open(steps.openBad, badRate(stepWindow), objective, series),
    ...(counters !== undefined && objective.minimumBadEvents > 0 ? seenSteps(objective, series) : []),
  ];
}

/** Nothing while a time is excluded. */
function outside({ excludes }: Objective, { readOne }: ObjectiveSeries, vector: Vector): Vector {
  return excludes.length === 0 ? vector : unless(vector, readOne(excluded), { on: [] });
}

/** What there is when the next step begins: the end of a step, or a time that is excluded. */
function ended({ excludes }: Objective, { readOne }: ObjectiveSeries): Vector {
  const ending = readOne(steps.ending);
  return excludes.length === 0 ? ending : or(ending, readOne(excluded), { on: [] });
}

/** All events of each step, and the bad ones. */
function countedSteps(
  objective: Objective,
  series: ObjectiveSeries,
  counters: EventCounters | undefined,
): RecordingRule[] {
  const { by, excludes } = objective;
  const { record, read, readOne } = series;
  const { total, bad } =
    counters === undefined ? gaugeSteps(series) : eventSteps(objective, series, counters);
  // the step that goes on when a time begins that is excluded ends there
  const cut = (step: Vector, open: SeriesModel): Vector =>
    excludes.length === 0 ? step : or(step, and(read(open), readOne(excluded), { on: [] }), { on: by });
  const filled = withMissing(objective, series, { total, bad });
  return [
    record(steps.total, cut(filled.total, steps.openTotal), {
      remembered: [steps.openTotal, steps.end, steps.total],
    }),
    record(steps.bad, cut(filled.bad, steps.openBad), {
      remembered: [steps.openBad, steps.openTotal, steps.end],
    }),
  ];
}

/** How much of the window has passed since the first sample in it. */
function ageOf({ window }: Objective, { read }: ObjectiveSeries): Vector {
  const earlier = lastOverTime(read(before.since).over(windowOf(historyKept)));
  const first = or(earlier, minOverTime(read(steps.since).over(windowOf(window))));
  return div(clampMax(sub(time(), first), window / second), window / second);
}

interface Steps {
  readonly total: Vector;
  readonly bad: Vector;
}

/** Steps in which nothing was measured stand for the average step since the start of the window, good or bad as the objective says. */
function withMissing(
  { absence, by, window }: Objective,
  { read, readOne }: ObjectiveSeries,
  { total, bad }: Steps,
): Steps {
  if (absence.counts === 'ignored') return { total, bad };
  const measured = (step: Vector): Vector =>
    and(step, countOverTime(read(totalRate(stepWindow)).over(windowOf(stepWindow))), { on: by });
  const mean = avgOverTime(read(steps.total).over(windowOf(window)));
  const missing = mul(mean, readOne(steps.ending), toEach);
  const all = read(steps.total);
  return {
    total: or(measured(total), missing, { on: by }),
    bad: or(measured(bad), absence.counts === 'bad' ? all : mul(0, all), { on: by }),
  };
}

/** The steps of an objective on events. */
function eventSteps({ by }: Objective, series: ObjectiveSeries, counters: EventCounters): Steps {
  const { read, readOne } = series;
  const { long } = rawWindows;
  const now = increaseOver(long, by);
  const then = increaseOver(long - stepWindow, by, stepWindow);
  const none = mul(0, read(totalRate(long)));
  /** What has come to a counter since the step began; of a series that is younger, all that it has counted. */
  const come = (counter: EventCounter, hour = or(now(counter), none, { on: by })): Vector =>
    mul(sub(hour, or(then(counter), none, { on: by }), { on: by }), readOne(steps.ending), toEach);
  /** What was open when evaluations ended for longer than Prometheus looks back. */
  const left = (open: SeriesModel): Vector =>
    or(unless(lastOverTime(read(open).over(windowOf(long))), readOne(steps.end), { on: [] }), none, {
      on: by,
    });
  const total = add(come(counters.total, now(counters.total)), left(steps.openTotal), { on: by });
  if (counters.partIs === 'bad') {
    return { total, bad: add(come(counters.part), left(steps.openBad), { on: by }) };
  }
  const leftGood = sub(left(steps.openTotal), left(steps.openBad), { on: by });
  const good = add(come(counters.part), leftGood, { on: by });
  return { total, bad: sub(read(steps.total), good, { on: by }) };
}

/** The steps of a gauge: the seconds of each of its series, as far as there are any in the step. */
function gaugeSteps({ read, readOne }: ObjectiveSeries): Steps {
  const every = windowOf(stepWindow / looks);
  const seen = clampMax(
    div(countOverTime(subquery(read(totalCount), windowOf(stepWindow), every)), looks),
    1,
  );
  const step = (rate: SeriesModel) =>
    mul(mul(mul(read(rate), stepSeconds), seen), readOne(steps.ending), toEach);
  return { total: step(totalRate(stepWindow)), bad: step(badRate(stepWindow)) };
}

/** What has come since the last step ended; 0 where nothing is measured now. */
function open(
  name: SeriesModel,
  rate: SeriesModel,
  objective: Objective,
  series: ObjectiveSeries,
): RecordingRule {
  const { record, read, readOne } = series;
  const since = sub(time(), readOne(steps.end));
  const come = or(mul(read(rate), since, toEach), mul(0, read(age)), { on: objective.by });
  return record(name, come);
}

/**
 * Bad events as the counters show them. Those of the last hour that were not counted yet are counted when a step ends: an event leaves the hour
 * before the step in which it was counted does, so none is counted twice.
 */
function seenSteps({ by }: Objective, { record, read, readOne }: ObjectiveSeries): RecordingRule[] {
  const now = read(badSeen(rawWindows.long));
  const counted = or(sumOverTime(read(steps.seen).over(windowOf(rawWindows.long))), mul(0, now), { on: by });
  const fresh = sub(now, counted, { on: by });
  return [
    record(steps.seen, and(gt(fresh, 0), readOne(steps.ending), { on: [] }), { remembered: [steps.seen] }),
    record(steps.openSeen, clampMin(fresh, 0)),
  ];
}
