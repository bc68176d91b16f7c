import { steps } from '../../objectives/recorded-series';
import { recordedBefore } from '../history';
import type { Scenario } from '../scenario';
import type { Subject } from '../subject';

const minutes = 70;

/** Evaluations that ended for a while: what was open then is a part of the step that ends when they go on. */
export function resumed(subject: Subject, interval: number): Scenario {
  const { input, perMinute, budget } = subject;
  const now = 2 * interval;
  const open = { total: 3 * perMinute, bad: 2 * perMinute };
  const share = Math.min(2 * budget, 0.5);
  return {
    name: 'evaluations go on after half an hour: the first step has what was open before, and what is older is lost',
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
      recordedBefore(subject, steps.openTotal, now, [
        { ago: 40, value: open.total },
        { ago: 90, value: 100 * perMinute },
      ]),
      recordedBefore(subject, steps.openBad, now, [
        { ago: 40, value: open.bad },
        { ago: 90, value: 100 * perMinute },
      ]),
    ],
    checks: [
      { minute: now, series: steps.ending, value: 1 },
      { minute: now, series: steps.total, value: 5 * perMinute + open.total, within: 0.02 },
      { minute: now, series: steps.bad, value: 5 * share * perMinute + open.bad, within: 0.02 },
    ],
  };
}
