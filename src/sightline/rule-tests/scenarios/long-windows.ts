import { exhaustedAlertName } from '../../objectives/alert-names';
import {
  age,
  badIncrease,
  budget,
  errorRatio,
  remaining,
  remainingRatio,
  start,
  steps,
  totalIncrease,
  before,
} from '../../objectives/recorded-series';
import { recordedBefore, type PastSample } from '../history';
import { longRatios } from '../long-ratios';
import { stillMeasured } from '../still-measured';
import type { Check, Scenario } from '../scenario';
import { alertOf, clearNow, type Subject } from '../subject';

const minute = 60_000;

/** Steps near the edges of windows are so far from them, in minutes. */
const near = 10;

/** A step of the past. */
interface PastStep {
  readonly ago: number;
  readonly total: number;
  readonly bad: number;
}

/**
 * Steps on both sides of the edge of each window, each with other numbers: each ratio is that of its own window. All of the window has passed, and
 * the budget is spent, or not.
 */
export function longWindows(subject: Subject, interval: number, isSpent: boolean): Scenario {
  const { objective, budget: share } = subject;
  const { window, alerts } = objective;
  const now = clearNow(subject, (Math.ceil(window / minute / interval) + 1) * interval, interval);
  const measured = stillMeasured(subject, now, interval);
  // a service that is measured all the time is as old as the window, but for the time between two evaluations
  const isOld = objective.absence.counts !== 'ignored';
  const passed = isOld ? 1 : 0.25;
  const around = isOld ? { within: Math.max(0.02, (interval * minute) / window) } : {};
  const past = pastSteps(subject, (isSpent ? 1.5 : 0.7) / passed);
  const within = (length: number) => past.filter(({ ago }) => ago * minute < length);
  const total = sumOf(within(window), 'total');
  const bad = sumOf(within(window), 'bad');
  const allowed = (total * share) / passed;
  const samples = (of: 'total' | 'bad'): readonly PastSample[] =>
    past.map((step) => ({ ago: step.ago, value: step[of] }));
  const spent =
    isSpent && alerts.exhausted !== false ? [alertOf(subject, exhaustedAlertName, alerts.exhausted)] : [];
  return {
    name: `a whole window has passed, and ${isSpent ? 'more' : 'less'} than its budget is spent: each step counts in the windows that it is in`,
    perMinute: subject.perMinute,
    feeds: measured.feeds,
    beside: [
      ...measured.beside,
      recordedBefore(subject, steps.total, now, samples('total')),
      recordedBefore(subject, steps.bad, now, samples('bad')),
      ...(hasSeen(subject)
        ? [
            recordedBefore(subject, steps.seen, now, [
              { ago: window / minute - near, value: Math.ceil(objective.minimumBadEvents) },
            ]),
          ]
        : []),
      recordedBefore(subject, steps.since, now, [
        { ago: window / minute + near, value: 60 },
        { ago: window / minute - near, value: (now - window / minute / 4) * 60 },
        { ago: near, value: (now - near) * 60 },
      ]),
      // too old to be taken for true
      recordedBefore(subject, before.total, now, [{ ago: 180, value: total }]),
      recordedBefore(subject, before.bad, now, [{ ago: 180, value: total }]),
      recordedBefore(subject, start, now, [{ ago: 180, value: 60 }]),
    ],
    checks: [
      ...longRatios(subject).map((length): Check => ({
        minute: now,
        series: errorRatio(length),
        value: sumOf(within(length), 'bad') / sumOf(within(length), 'total'),
      })),
      { minute: now, series: totalIncrease(window), value: total },
      { minute: now, series: badIncrease(window), value: bad },
      { minute: now, series: errorRatio(window), value: bad / total },
      { minute: now, series: age, value: passed, ...around },
      ...(isOld
        ? []
        : [{ minute: now, series: start, value: (now - (passed * window) / minute) * 60, within: 1e-6 }]),
      { minute: now, series: budget, value: allowed, ...around },
      { minute: now, series: remaining, value: allowed - bad, within: isOld ? 0.2 : 0.01 },
      { minute: now, series: remainingRatio, value: (allowed - bad) / allowed, within: isOld ? 0.2 : 0.01 },
      { minute: now, alerts: spent, among: exhaustedAlertName },
    ],
  };
}

/** Whether bad events are counted as they are seen. */
export function hasSeen(subject: Subject): boolean {
  return isCountedDirectly(subject) && subject.objective.minimumBadEvents > 0;
}

/** Whether alerts ask what the counters themselves have shown: a gauge has none, and what stands for missing data is in none. */
export function isCountedDirectly({ isCounted, objective }: Subject): boolean {
  return isCounted && objective.absence.counts !== 'bad';
}

/** Two steps in each window, one near its edge, and one that has left all. */
function pastSteps(subject: Subject, spent: number): readonly PastStep[] {
  const { objective, budget } = subject;
  const edges = [...new Set([...longRatios(subject), objective.window])].map((each) => each / minute);
  const ages = edges.flatMap((edge, index) => [
    ...(index === 0 ? [] : [(edges[index - 1] ?? 0) + near]),
    edge - near,
  ]);
  const unit = subject.perMinute * 10;
  const steps = ages.map((ago, index) => {
    const total = unit * (1 + (index % 3));
    return { ago, total, bad: Math.round(Math.min(1, budget * (0.5 + index * 0.4)) * total) };
  });
  // the oldest step in the window takes what is missing
  const allowed = spent * budget * sumOf(steps, 'total');
  const others = steps.slice(0, -1);
  const last = steps[steps.length - 1];
  const rest = Math.round(allowed - sumOf(others, 'bad'));
  return [
    ...others,
    ...(last === undefined ? [] : [{ ...last, bad: rest }]),
    { ago: objective.window / minute + near, total: 7 * unit, bad: 7 * unit },
  ];
}

function sumOf(steps: readonly PastStep[], of: 'total' | 'bad'): number {
  return steps.reduce((sum, step) => sum + step[of], 0);
}
