import { targetOf } from '../series';
import type { WrittenSeries } from '../rule-test';

/** What goes on for a time: requests per second, good and bad. */
export interface Phase {
  readonly seconds: number;
  readonly good: number;
  readonly bad: number;
}

/**
 * The counters of one pod through some phases, with a sample in each interval.
 *
 * @param interval in seconds; every phase is a multiple of it
 */
export function countersThrough(phases: readonly Phase[], interval: number): WrittenSeries[] {
  const labels = { ...targetOf('task-api-1'), method: 'GET', endpoint: '/tasks' };
  const values = (perSecond: (phase: Phase) => number): string => {
    let last = 1000;
    const parts = phases.map((phase, index) => {
      const growth = Number((perSecond(phase) * interval).toFixed(9));
      const samples = phase.seconds / interval;
      const first = index === 0 ? last : last + growth;
      const steps = index === 0 ? samples : samples - 1;
      last = first + growth * steps;
      return `${Number(first.toFixed(9))}+${growth}x${steps}`;
    });
    return parts.join(' ');
  };
  const name = 'task_api_requests_total';
  return [
    { name, labels: { ...labels, status: '200' }, values: values(({ good }) => good) },
    { name, labels: { ...labels, status: '500' }, values: values(({ bad }) => bad) },
  ];
}
