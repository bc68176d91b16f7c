import { badRate, badSeen, errorRatio, steps } from '../../objectives/recorded-series';
import { rawWindows, stepWindow } from '../../objectives/windows';
import { happened } from '../happened';
import type { Check, Scenario } from '../scenario';
import { burningAt, burns, type Subject } from '../subject';
import type { Phase } from '../phase';

const minute = 60_000;

/** Traffic that changes, so that no window has the events of another. */
const phases: readonly Phase[] = [
  { minutes: 40, bad: 1, traffic: 3 },
  { minutes: 40, bad: 1 },
  { minutes: 8, bad: 1, traffic: 2 },
  { minutes: 2, bad: 1, traffic: 4 },
];
const now = phases.reduce((sum, { minutes }) => sum + minutes, 0);

/** The series that are counted, and not those that are fast enough: the service has other buckets than it should have. Then none is known to be fast. */
export function noBucket(subject: Subject): Scenario {
  const { input, perMinute, objective } = subject;
  const inLast = (window: number) => happened(phases, subject, now - window / minute, now);
  const { long, short } = rawWindows;
  const isSeen = objective.minimumBadEvents > 0;
  return {
    name: 'the bucket of the bound is missing: no event counts as fast enough, and everybody is told',
    perMinute,
    feeds: [{ series: input.always.filter(({ grows }) => grows === 'all'), phases }],
    beside: [],
    checks: [
      ...[long, short].flatMap((window): Check[] => [
        { minute: now, series: badRate(window), value: (inLast(window).bad * 1000) / window, within: 0.1 },
        { minute: now, series: errorRatio(window), value: 1 },
      ]),
      { minute: now, series: steps.bad, value: inLast(stepWindow).bad, within: 0.1 },
      ...(isSeen
        ? [{ minute: now, series: badSeen(long), value: inLast(long).bad, within: 0.1 } as const]
        : []),
      { minute: now, alerts: burningAt(subject, 1), among: burns },
    ],
  };
}
