import { exhaustion, steps } from '../../objectives/recorded-series';
import { happened } from '../happened';
import { recordedBefore } from '../history';
import type { Check, Scenario } from '../scenario';
import type { Subject } from '../subject';
import type { Phase } from '../timeline';

const minute = 60_000;

/** More than the hour whose pace is looked at, in minutes. */
const lasts = 70;

/** When the budget is gone at the pace of the last hour. */
export function paces(subject: Subject): readonly Scenario[] {
  const { input, objective, budget } = subject;
  // less than a bad event in a second, too, is a pace
  const perMinute = subject.perMinute / 10;
  const scenario = (
    name: string,
    phases: readonly Phase[],
    checks: readonly Check[],
    beside: Scenario['beside'] = [],
  ): Scenario => ({
    name: `when the budget is gone: ${name}`,
    perMinute,
    feeds: [{ series: [...input.always, ...input.bad], phases }],
    beside,
    checks,
  });
  const fast: Phase = { minutes: lasts, bad: 1.3 * budget };
  const slow: Phase = { minutes: lasts, bad: budget / 2 };
  const rare: Phase = { minutes: lasts, bad: 2.5 * budget, traffic: 0.1 };
  const window = objective.window / minute;
  const { bad } = happened([fast], { ...subject, perMinute }, 0, lasts);
  const gone = (window * budget * perMinute - bad) / (bad / lasts / 60);
  // eight tenths of what a whole window allows for
  const spent = Math.round(0.8 * budget * perMinute * window);
  return [
    scenario(
      'at 1.3 times the pace, before the window has passed; never where bad events leave the window before that',
      [fast, rare],
      [
        { minute: lasts, series: exhaustion, value: gone, within: 0.05 },
        { minute: 2 * lasts, series: exhaustion, value: 'absent' },
      ],
    ),
    scenario(
      'never at half the pace, though little is left',
      [slow],
      [{ minute: lasts, series: exhaustion, value: 'absent' }],
      [recordedBefore(subject, steps.bad, lasts, [{ ago: lasts - 3, value: spent }])],
    ),
  ];
}
