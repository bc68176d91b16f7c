import type { ServiceContract } from '../../contract/service-contract';
import type { Objective } from '../../objectives/objective';
import { excluded, steps } from '../../objectives/recorded-series';
import { rawWindows, stepWindow } from '../../objectives/windows';
import { clampMax } from '../../promql/build/math';
import { add, div, gt, mul, or, sub, unless } from '../../promql/build/operators';
import { avgOverTime, countOverTime } from '../../promql/build/over-time';
import { time } from '../../promql/build/scalars';
import { subquery } from '../../promql/build/subquery';
import type { Vector } from '../../promql/build/vector';
import type { RuleGroup } from '../rule';
import { excludedNow } from './exclusion-rules';
import {
  badEventsSeen,
  comeInStep,
  countersOf,
  eventCountersOf,
  increaseOver,
  ratesOver,
  seriesOfGauge,
  type EventCounters,
} from './measure';
import { objectiveSeries, windowOf } from './series';
import { looks } from './step-rules';

const second = 1000;
const minute = 60 * second;

/**
 * The steps of the past, as the live rules would have recorded them: from the service's own series alone, so that each can be evaluated at any
 * moment without the others. What is derived from steps needs no filling. Bad events as the counters show them are filled by the hour, since
 * nothing that reads them looks back for less.
 */
export function backfillRules(contract: ServiceContract, objective: Objective): readonly RuleGroup[] {
  const { name, indicator, minimumBadEvents, by, absence } = objective;
  const { record } = objectiveSeries(objective);
  const counters = countersOf(contract, indicator);
  const { total, bad, measured } = stepsOf(contract, objective);
  const since = add(mul(0, measured), sub(time(), stepWindow / second));
  const group = (part: string, length: number, rules: RuleGroup['rules']): RuleGroup => ({
    name: `${contract.name}-slo-${name}-backfill-${part}`,
    interval: windowOf(length),
    rules,
    problems: [],
  });
  const outside = (vector: Vector, window: number) => outsideOf(objective, vector, window);
  const stepGroup = group('steps', stepWindow, [
    record(steps.total, outside(total, stepWindow)),
    record(steps.bad, outside(bad, stepWindow)),
    record(steps.since, outside(since, stepWindow)),
    ...exclusionIn(objective, absence.counts !== 'ignored'),
  ]);
  if (counters === undefined || minimumBadEvents === 0) return [stepGroup];
  const { long } = rawWindows;
  const none = mul(0, increaseOver(long, by)(counters.total));
  const seen = gt(badEventsSeen(counters, long, by, none), 0);
  return [stepGroup, group('seen', long, [record(steps.seen, outside(seen, long))])];
}

interface Steps {
  readonly total: Vector;
  readonly bad: Vector;

  /** Something where there is data in the step. */
  readonly measured: Vector;
}

function stepsOf(contract: ServiceContract, { indicator, by }: Objective): Steps {
  return indicator.type === 'gauge'
    ? gaugeSteps(seriesOfGauge(contract, indicator, by), by)
    : eventSteps(eventCountersOf(contract, indicator), by);
}

function eventSteps({ total: all, part, partIs }: EventCounters, by: readonly string[]): Steps {
  const now = increaseOver(rawWindows.long, by);
  const none = mul(0, now(all));
  const total = comeInStep(all, by, now(all), none);
  const counted = comeInStep(part, by, or(now(part), none, { on: by }), none);
  const bad = partIs === 'bad' ? counted : sub(total, counted, { on: by });
  return { total, bad, measured: ratesOver(rawWindows.short, by)(all) };
}

function gaugeSteps(
  { total: all, outside }: { readonly total: Vector; readonly outside: Vector },
  by: readonly string[],
): Steps {
  const looked = (vector: Vector) => subquery(vector, windowOf(stepWindow), windowOf(stepWindow / looks));
  const seen = clampMax(div(countOverTime(looked(all)), looks), 1);
  const seconds = (vector: Vector): Vector =>
    mul(mul(avgOverTime(looked(vector)), stepWindow / second), seen, { on: by });
  const total = seconds(all);
  return { total, bad: seconds(or(outside, mul(0, all), { on: by })), measured: total };
}

/** Something where any of a window is excluded, to the minute; undefined where all times count. */
function excludedIn(objective: Objective, window: number): Vector<never> | undefined {
  const now = excludedNow(objective);
  return now && countOverTime(subquery(now, windowOf(window + minute), windowOf(minute)));
}

/** Nothing where any of the window is excluded: a step that is excluded in part is left out. */
function outsideOf(objective: Objective, vector: Vector, window: number): Vector {
  const some = excludedIn(objective, window);
  return some === undefined ? vector : unless(vector, some, { on: [] });
}

/** Which steps are excluded, where that must be known of steps without data. */
function exclusionIn(objective: Objective, isAsked: boolean): RuleGroup['rules'] {
  const some = excludedIn(objective, stepWindow);
  return isAsked && some !== undefined ? [objectiveSeries(objective).record(excluded, some)] : [];
}
