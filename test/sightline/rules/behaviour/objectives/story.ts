import { requestsOf, step, targetOf, type Labels, type Series } from '../series';

/** Requests in a second. */
export interface Traffic {
  readonly good: number;
  readonly bad: number;
}

/** The traffic of the {@link step} before a moment, by that moment in seconds from the start. */
export type Story = (seconds: number) => Traffic;

/** How a story is counted. */
export interface Counting {
  readonly minutes: number;

  /** Whether a series of failed requests is there from the start at 0; else it begins with the first failure. Default: true */
  readonly failuresFromStart?: boolean;

  /** When each pod restarts and counts from 0 again, in minutes. Default: never */
  readonly restarts?: readonly number[];

  /** Labels that series get from some minute on, when a new version is rolled out: the old series end there. */
  readonly relabelled?: { readonly minute: number; readonly labels: Labels };
}

/** A story as the counters of two pods, and what really happened. */
export interface Told {
  readonly series: readonly Series[];

  /** All requests of a time, in seconds: from after its start up to its end. */
  readonly truth: (
    from: number,
    to: number,
  ) => { readonly total: number; readonly bad: number; readonly ratio: number };
}

const pods = ['task-api-1', 'task-api-2'];

/** Counts a story as two pods would, each half of it. */
export function told(story: Story, counting: Counting): Told {
  const end = counting.minutes * 60;
  const series = pods.flatMap((pod) => [
    ...countersOf(pod, '200', ({ good }) => good / pods.length, story, counting),
    ...countersOf(pod, '500', ({ bad }) => bad / pods.length, story, counting),
  ]);
  return {
    series,
    truth: (from, to) => {
      let total = 0;
      let bad = 0;
      for (let at = step; at <= end; at += step) {
        if (at <= from || at > to) continue;
        const traffic = story(at);
        total += (traffic.good + traffic.bad) * step;
        bad += traffic.bad * step;
      }
      return { total, bad, ratio: total === 0 ? NaN : bad / total };
    },
  };
}

function countersOf(
  pod: string,
  status: string,
  share: (traffic: Traffic) => number,
  story: Story,
  { minutes, failuresFromStart = true, restarts = [], relabelled }: Counting,
): Series[] {
  const isThere = (seconds: number) =>
    status === '200' || failuresFromStart || firstFailure(story, minutes) <= seconds;
  const restarted = new Set(restarts.map((minute) => minute * 60));
  const counts: number[] = [];
  // a counter near 0 is not stretched below it, so what comes first after a start is seen in part
  let count = isThere(0) ? 1000 : 0;
  for (let at = 0; at <= minutes * 60; at += step) {
    if (restarted.has(at)) count = 0;
    if (at > 0) count += share(story(at)) * step;
    counts.push(count);
  }
  const curve = (keep: (seconds: number) => boolean) => (seconds: number) =>
    keep(seconds) && isThere(seconds) ? counts[seconds / step] : undefined;
  if (relabelled === undefined)
    return [
      requestsOf(
        targetOf(pod),
        '/tasks',
        status,
        curve(() => true),
        minutes,
      ),
    ];
  const change = relabelled.minute * 60;
  // a new version is a new process: its counters begin at 0
  const base = counts[change / step] ?? 0;
  const later = (seconds: number) => {
    const value = curve((at) => at >= change)(seconds);
    return value === undefined ? undefined : value - base;
  };
  return [
    requestsOf(
      targetOf(pod),
      '/tasks',
      status,
      curve((at) => at < change),
      minutes,
    ),
    requestsOf({ ...targetOf(`${pod}-new`), ...relabelled.labels }, '/tasks', status, later, minutes),
  ];
}

function firstFailure(story: Story, minutes: number): number {
  for (let at = step; at <= minutes * 60; at += step) if (story(at).bad > 0) return at;
  return Infinity;
}
