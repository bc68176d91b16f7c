import { badRate, burnRate, exhaustion, start, steps } from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';
import { rawWindows } from '../../objectives/windows';
import { recordedBefore } from '../history';
import type { Scenario } from '../scenario';
import { clearNow, type Subject } from '../subject';

/** When something was recorded before, in minutes: so lately that it is still in sight, and so long ago that it is not. */
const lately = 2;
const earlier = 10;

/** The share of the budget that is left, and how fast it burns. */
interface Pace {
  readonly name: string;
  readonly left: number;

  /** How many times faster than it may. */
  readonly burn: number;

  /** In which share of the window it is gone. */
  readonly gone: number;
  readonly isTold: boolean;
}

const paces: readonly Pace[] = [
  {
    name: 'at 1.3 times the pace, in three quarters of the window',
    left: 1,
    burn: 1.3,
    gone: 0.75,
    isTold: true,
  },
  { name: 'never, where it would be later than the window', left: 1, burn: 2, gone: 1.8, isTold: false },
  { name: 'never at half the pace, though little is left', left: 0.2, burn: 0.5, gone: 0.4, isTold: false },
  { name: 'never at the pace that is allowed', left: 0.9, burn: 1, gone: 0.9, isTold: false },
  { name: 'now, where nothing is left', left: -2, burn: 3, gone: 0, isTold: true },
];

/** In how many seconds the budget is gone at the pace of the last hour: half of the window has passed. */
export function pacesOf(subject: Subject, interval: number): readonly Scenario[] {
  const { objective, budget, perMinute } = subject;
  const now = clearNow(subject, 2 * interval, interval);
  const window = objective.window / 1000;
  const total = perMinute;
  const allowed = 2 * total * budget;
  return paces.map(({ name, left, burn, gone, isTold }) => {
    const recorded = (series: SeriesModel, value: number, ago = earlier) =>
      recordedBefore(subject, series, now, [{ ago, value }]);
    const bad = Math.round((1 - left) * allowed);
    const perSecond = gone === 0 ? 1 : (allowed - bad) / (gone * window);
    return {
      name: `the budget is gone ${name}`,
      perMinute,
      feeds: [],
      beside: [
        recorded(steps.total, total),
        recorded(steps.bad, bad),
        recorded(steps.since, now * 60 - window / 2),
        recorded(start, now * 60 - window / 2),
        recorded(badRate(rawWindows.long), perSecond, lately),
        recorded(burnRate, burn, lately),
      ],
      checks: [{ minute: now, series: exhaustion, value: isTold ? gone * window : 'absent' }],
    };
  });
}
