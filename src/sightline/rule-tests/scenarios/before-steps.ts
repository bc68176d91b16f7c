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
import { recordedBefore, type PastSample } from '../history';
import { recordedByOthers } from '../others';
import type { Check, FedSeries, Scenario } from '../scenario';
import { clearNow, type Subject } from '../subject';

const minute = 60_000;

/** How long rates were recorded, in minutes, and how much is measured at each look. */
const recorded = 60;
const look = 5;

/** Events per second, all and bad ones, and the events of the only step. */
const rates = { total: 40, bad: 2 } as const;
const step = { total: 4000, bad: 5 } as const;

/** Rates that a version before has recorded, with a step in their midst, which is not counted twice. They count for as long as they are in the window. */
export function beforeSteps(subject: Subject, interval: number): readonly Scenario[] {
  const window = subject.objective.window / minute;
  const now = clearNow(subject, (Math.ceil(window / interval) + 1) * interval, interval);
  const ago = window - 2 * recorded - 32;
  const one = (of: 'total' | 'bad') => recordedBefore(subject, steps[of], now, [{ ago, value: step[of] }]);
  const rated = (name: string, value: number): FedSeries => {
    const stretch = `${value}x${recorded - 1} stale`;
    const first = now - window - 3 * recorded;
    const second = now - window + 2 * recorded;
    const values = `_x${first} ${stretch} _x${second - first - recorded - 1} ${stretch}`;
    return { name, labels: one('total').labels, values };
  };
  // the ten minutes after the step are its own
  const seconds = (recorded / look - 2) * look * 60;
  const total = rates.total * seconds;
  return [
    {
      name: 'recorded before there were steps: events are counted where no step counts them, and are a part of the window and of its age',
      perMinute: 1,
      feeds: [],
      beside: [
        rated(totalRate(rawWindows.short).name, rates.total),
        rated(badRate(rawWindows.short).name, rates.bad),
        one('total'),
        one('bad'),
        // what was known before is older
        recordedBefore(subject, before.total, now, [{ ago: 30, value: 2 * total }]),
        recordedBefore(subject, before.bad, now, [{ ago: 30, value: total }]),
      ],
      checks: [
        { minute: now, series: before.total, value: total },
        { minute: now, series: before.bad, value: rates.bad * seconds },
        { minute: now, series: start, value: (now - window + 2 * recorded) * 60, within: 1e-4 },
        { minute: now, series: totalIncrease(subject.objective.window), value: total + step.total },
        {
          minute: now,
          series: badIncrease(subject.objective.window),
          value: rates.bad * seconds + step.bad,
        },
        { minute: now, series: age, value: 1 - (2 * recorded) / window },
      ],
    },
    ...kept(subject, interval),
  ];
}

/** What is said of the time before where no bad events are recorded, and after it has left the window. */
function kept(subject: Subject, interval: number): readonly Scenario[] {
  const now = clearNow(subject, 2 * interval, interval);
  const scenario = (name: string, beside: readonly FedSeries[], checks: readonly Check[]): Scenario => ({
    name: `recorded before there were steps: ${name}`,
    perMinute: 1,
    feeds: [],
    beside,
    checks,
  });
  const { name, labels } = recordedBefore(subject, totalRate(rawWindows.short), now, []);
  const told = (samples: readonly PastSample[]) => [recordedBefore(subject, before.total, now, samples)];
  return [
    scenario(
      'without bad ones there are none',
      [{ name, labels, values: `_x${now - 2 * recorded} ${rates.total}x${recorded - 1} stale` }],
      [
        { minute: now, series: before.total, value: rates.total * recorded * 60 },
        { minute: now, series: before.bad, value: 0 },
      ],
    ),
    scenario('what has left the window is 0 for once, and then absent', told([{ ago: 90, value: 7000 }]), [
      { minute: now, series: before.total, value: 0 },
      { minute: now, series: before.bad, value: 0 },
      { minute: now + interval, series: before.total, value: 'absent' },
    ]),
    scenario(
      'of none nothing is kept',
      [
        ...told([
          { ago: 110, value: 7000 },
          { ago: 90, value: 0 },
        ]),
        ...recordedByOthers(subject, now, [name, before.total.name]),
      ],
      [{ minute: now, series: before.total, value: 'absent' }],
    ),
    scenario('what was known hours ago is forgotten', told([{ ago: 130, value: 7000 }]), [
      { minute: now, series: before.total, value: 'absent' },
    ]),
    scenario(
      'rates of 0 are no events',
      [{ name, labels, values: `_x${now - 2 * recorded} 0x${recorded - 1} stale` }],
      [{ minute: now, series: before.total, value: 'absent' }],
    ),
  ];
}
