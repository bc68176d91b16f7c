import { totalRate } from '../objectives/recorded-series';
import { rawWindows } from '../objectives/windows';
import { recordedBefore } from './history';
import type { Scenario } from './scenario';
import type { Subject } from './subject';

/** A rate stays in sight for five minutes: one that was recorded so many minutes before an evaluation shows that nothing was missed before it. */
const shortlyBefore = 3;

/**
 * Where times without data count, each evaluation of a long history would be such a time: there the service is idle and measured all the time. Nothing
 * where they do not.
 */
export function stillMeasured(
  subject: Subject,
  now: number,
  interval: number,
): Pick<Scenario, 'feeds' | 'beside'> {
  const { input, objective } = subject;
  if (objective.absence.counts === 'ignored') return { feeds: [], beside: [] };
  const rates = Array.from({ length: now / interval }, (_, index) => ({
    ago: index * interval + shortlyBefore,
    value: 0,
  }));
  return {
    feeds: [{ series: [...input.always, ...input.bad], phases: [{ minutes: now, bad: 'idle' }] }],
    beside: [recordedBefore(subject, totalRate(rawWindows.short), now, rates)],
  };
}
