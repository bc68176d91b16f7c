import { badRate, steps, totalRate } from '../../objectives/recorded-series';
import { rawWindows } from '../../objectives/windows';
import { objectiveLabel } from '../../rules/objectives/series';
import { recordedBefore } from '../history';
import type { Scenario } from '../scenario';
import { clearNow, type Subject } from '../subject';

/** For how long there is traffic, and for how long nothing was evaluated, in minutes. */
const minutes = 70;
const pause = 30;

/** Evaluations that ended for a while: the step reaches back to the last one. */
export function resumed(subject: Subject, interval: number): Scenario {
  const { input, objective, target, perMinute, budget } = subject;
  const now = clearNow(subject, 2 * interval, interval);
  const share = Math.min(2 * budget, 0.5);
  // of the hour before the pause, of which events leave the hour at another pace
  const hour = { total: 48 * perMinute, bad: 30 * share * perMinute };
  const left = { total: 0.5 * perMinute, bad: 0.4 * share * perMinute };
  return {
    name: `evaluations go on after ${pause} minutes: a step has what has come to the hour since, and what has left it`,
    perMinute,
    feeds: [
      {
        series: [...input.always, ...input.bad],
        phases: [
          { minutes: now - minutes, bad: 'absent' },
          { minutes, bad: share },
        ],
      },
    ],
    beside: [
      {
        name: steps.end.name,
        labels: { ...target, [objectiveLabel]: objective.name },
        values: `_x${now - pause} ${(now - pause) * 60}`,
      },
      recordedBefore(subject, totalRate(rawWindows.long), now, [{ ago: pause, value: hour.total / 3600 }]),
      recordedBefore(subject, badRate(rawWindows.long), now, [{ ago: pause, value: hour.bad / 3600 }]),
      recordedBefore(subject, totalRate(rawWindows.short), now, [{ ago: 62, value: left.total / 60 }]),
      recordedBefore(subject, badRate(rawWindows.short), now, [{ ago: 62, value: left.bad / 60 }]),
    ],
    checks: [
      { minute: now, series: steps.gap, value: pause * 60 },
      {
        minute: now,
        series: steps.total,
        value: 60 * perMinute - hour.total + pause * left.total,
        within: 0.02,
      },
      {
        minute: now,
        series: steps.bad,
        value: 60 * share * perMinute - hour.bad + pause * left.bad,
        within: 0.02,
      },
    ],
  };
}
