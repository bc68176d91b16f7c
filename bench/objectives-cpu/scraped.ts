import type { Target } from '../../src/sightline/contract/target-labels';
import type { WrittenSeries } from '../objectives/shape';
import { podsOf } from '../objectives/pods';
import { counterOf } from '../objectives/task-api';

/** A scraped series whose value follows from the time, so that a page goes on where a history ends. */
export interface Growing extends WrittenSeries {
  readonly valueAt: (time: number) => number;
}

const pods = 10;
const perSecond = { '200': 10, '500': 0.05 };

/** Ten counters of requests of a service, one of each pod, one of errors, and what is known of the pods. */
export function scrapedOf(target: Target): Growing[] {
  const grown = (pod: number, status: keyof typeof perSecond): Growing => ({
    ...counterOf(target, { pod: `${target.service}-${pod}`, endpoint: '/tasks', status }),
    valueAt: growth(perSecond[status], pod),
  });
  const counters = [...Array.from({ length: pods }, (_, pod) => grown(pod, '200')), grown(0, '500')];
  return [...counters, ...podsOf(counters).map((series) => ({ ...series, valueAt: () => series.value }))];
}

/** Traffic that comes and goes with the hour, and so never counts backwards. */
function growth(rate: number, phase: number): (time: number) => number {
  const perHour = (2 * Math.PI) / 3600;
  return (time) => {
    const since = time % 1e8; // small enough numbers for a counter of some years
    return Math.floor(rate * (since + (0.5 / perHour) * Math.sin(perHour * since + phase)));
  };
}
