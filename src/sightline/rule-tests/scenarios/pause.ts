import { badIncrease, steps, totalIncrease } from '../../objectives/recorded-series';
import { looks } from '../../rules/objectives/step-rules';
import { happened } from '../happened';
import type { Scenario } from '../scenario';
import type { Subject } from '../subject';
import type { Phase } from '../phase';

/** For how long there is data before and after the pause, and how long it lasts, in minutes. */
const before = 60;
const lasts = 40;
const after = 60;

const texts = {
  ignored: 'is neither good nor bad',
  good: 'is as good as it is long',
  bad: 'is as bad as it is long',
} as const;

/** A time without data counts as the objective says. */
export function pause(subject: Subject): Scenario {
  const { input, perMinute, objective, isCounted, budget } = subject;
  const { counts } = objective.absence;
  const share = isCounted ? Math.min(0.2, 2 * budget) : 0.5;
  const phases: readonly Phase[] = [
    { minutes: before, bad: share },
    { minutes: lasts, bad: 'absent' },
    { minutes: after, bad: share },
  ];
  const now = before + lasts + after;
  const again = before + lasts + 1;
  const { total, bad } = happened(phases, subject, 0, now);
  // it stands for the average of all that was measured
  const missing = counts === 'ignored' ? 0 : (total * lasts) / (before + after);
  return {
    name: `a pause: a time without data ${texts[counts]}`,
    perMinute,
    feeds: [
      { series: [...input.always, ...input.bad], phases },
      { series: input.others, phases: [{ minutes: now, bad: 0 }] },
    ],
    beside: [],
    checks: [
      // its first sample after the pause
      { minute: again + 1, series: steps.since, value: again * 60, within: 0.001 },
      // it is there at one of the moments at which a step looks at a gauge
      ...(isCounted || counts !== 'ignored'
        ? []
        : [
            { minute: again + 1, series: steps.total, value: (input.pods * 120) / looks },
            { minute: again + 1, series: steps.bad, value: 120 / looks },
          ]),
      { minute: now, series: totalIncrease(objective.window), value: total + missing, within: 0.1 },
      {
        minute: now,
        series: badIncrease(objective.window),
        value: counts === 'bad' ? bad + missing : bad,
        within: 0.1,
      },
    ],
  };
}
