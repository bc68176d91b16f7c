import { exhaustedAlertName } from '../../objectives/alert-names';
import { start, steps } from '../../objectives/recorded-series';
import { recordedBefore, type PastSample } from '../history';
import { recordedByOthers } from '../others';
import type { Scenario } from '../scenario';
import { stillMeasured } from '../still-measured';
import { alertOf, clearNow, type Subject } from '../subject';
import { hasSeen } from './long-windows';

/** Bad events are looked for among those that were seen in so many minutes, and counted three times as often as they must be seen. */
const longestSeen = 3 * 24 * 60;
const stretched = 3;

/** So near to the edge of that they were seen, in minutes. */
const near = 10;

/** All events are bad, and the budget is spent by few of them: that is told where enough were counted in the window, or seen. */
export function fewForExhausted(subject: Subject, interval: number): readonly Scenario[] {
  const { objective } = subject;
  const { exhausted } = objective.alerts;
  if (exhausted === false || !hasSeen(subject)) return [];
  const least = Math.ceil(objective.minimumBadEvents);
  const now = clearNow(subject, (Math.ceil((longestSeen + 60) / interval) + 1) * interval, interval);
  const measured = stillMeasured(subject, now, interval);
  const since = now * 60 - objective.window / 2000;
  const scenario = (
    what: string,
    { counted, seen, fires }: { counted: number; seen: readonly PastSample[]; fires: boolean },
  ): Scenario => ({
    name: `spent by few events: ${exhaustedAlertName} ${fires ? 'is pending' : 'is not'} where ${what}`,
    perMinute: 1,
    feeds: measured.feeds,
    beside: [
      ...measured.beside,
      recordedBefore(subject, steps.total, now, [{ ago: near, value: counted }]),
      recordedBefore(subject, steps.bad, now, [{ ago: near, value: counted }]),
      recordedBefore(subject, steps.seen, now, seen),
      recordedBefore(subject, steps.since, now, [{ ago: near, value: since }]),
      recordedBefore(subject, start, now, [{ ago: near, value: since }]),
      ...(fires ? [] : recordedByOthers(subject, now)),
    ],
    checks: [
      {
        minute: now,
        alerts: fires ? [alertOf(subject, exhaustedAlertName, exhausted)] : [],
        among: exhaustedAlertName,
        state: 'pending',
      },
    ],
  });
  const few = stretched * least - 1;
  const tooOld = { ago: longestSeen + near, value: 10 * least };
  return [
    scenario('too few were counted, and too few seen', {
      counted: few,
      seen: [tooOld, ...(least === 1 ? [] : [{ ago: near, value: least - 1 }])],
      fires: false,
    }),
    scenario('too few were counted, and enough seen', {
      counted: few,
      seen: [
        { ago: longestSeen - near, value: 1 },
        ...(least === 1 ? [] : [{ ago: near, value: least - 1 }]),
      ],
      fires: true,
    }),
    scenario('enough were counted, and none seen', { counted: few + 1, seen: [tooOld], fires: true }),
  ];
}
