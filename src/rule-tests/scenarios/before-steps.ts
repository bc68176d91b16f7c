import {
  age,
  badIncrease,
  badRate,
  before,
  start,
  steps,
  totalIncrease,
  totalRate,
} from '../../objectives/recorded-series';
import { rawWindows } from '../../objectives/windows';
import { recordedBefore } from '../history';
import type { FedSeries, Scenario } from '../scenario';
import type { Subject } from '../subject';

const minute = 60_000;

/** How long rates were recorded, in minutes, and how much is measured at each look. */
const recorded = 60;
const look = 5;

/** Rates that a version before has recorded, with a step in their midst, which is not counted twice. */
export function beforeSteps(subject: Subject, interval: number): Scenario {
  const window = subject.objective.window / minute;
  const now = (Math.ceil(window / interval) + 1) * interval;
  const rates = (value: number): string => {
    const stretch = `${value}x${recorded - 1} stale`;
    const first = now - window - 3 * recorded;
    const second = now - window + 2 * recorded;
    return `_x${first} ${stretch} _x${second - first - recorded - 1} ${stretch}`;
  };
  const sample = recordedBefore(subject, steps.total, now, [{ ago: window - 2 * recorded - 32, value: 5 }]);
  const rated = (name: string, value: number): FedSeries => ({
    name,
    labels: sample.labels,
    values: rates(value),
  });
  // the ten minutes after the step are its own
  const counted = (recorded / look - 2) * look * 60;
  return {
    name: 'rates that were recorded before there were steps: their events are counted where no step counts them',
    perMinute: 1,
    feeds: [],
    beside: [rated(totalRate(rawWindows.short).name, 40), rated(badRate(rawWindows.short).name, 2), sample],
    checks: [
      { minute: now, series: before.total, value: 40 * counted },
      { minute: now, series: before.bad, value: 2 * counted },
      { minute: now, series: start, value: (now - window + 2 * recorded) * 60 },
    ],
  };
}

/** What was counted before there were steps is a part of the window, for as long as it is taken for true. */
export function withBefore(subject: Subject, interval: number): Scenario {
  const { window } = subject.objective;
  const now = 2 * interval;
  const since = now * 60 - window / 1000 / 4;
  return {
    name: 'what was counted before there were steps: it is a part of the window and of its age',
    perMinute: 1,
    feeds: [],
    beside: [
      recordedBefore(subject, before.total, now, [{ ago: 90, value: 7000 }]),
      recordedBefore(subject, before.bad, now, [{ ago: 90, value: 70 }]),
      recordedBefore(subject, start, now, [{ ago: 90, value: since }]),
      recordedBefore(subject, steps.total, now, [{ ago: 30, value: 1000 }]),
      recordedBefore(subject, steps.bad, now, [{ ago: 30, value: 5 }]),
      recordedBefore(subject, steps.since, now, [{ ago: 30, value: now * 60 - 60 }]),
    ],
    checks: [
      { minute: now, series: totalIncrease(window), value: 8000 },
      { minute: now, series: badIncrease(window), value: 75 },
      { minute: now, series: age, value: 0.25 },
    ],
  };
}
