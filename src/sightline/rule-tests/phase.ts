import type { InputSeries } from './input-series';

/** What goes on for some minutes. */
export interface Phase {
  /** How long, in minutes: whole ones. */
  readonly minutes: number;

  /** `absent`: the series are gone. `idle`: they are there, and nothing happens. Else the share of bad events. */
  readonly bad: number | 'idle' | 'absent';

  /**
   * How many events there are in a minute, of those that there usually are.
   *
   * @default 1
   */
  readonly traffic?: number;

  /**
   * Whether the pods but the first begin to count from 0 again.
   *
   * @default false
   */
  readonly restarted?: boolean;

  /**
   * Whether the first pod answers no scrape, and counts all the same.
   *
   * @default false
   */
  readonly missed?: boolean;

  /**
   * Whether there is no pod but the first.
   *
   * @default false
   */
  readonly alone?: boolean;
}

/** All events of a minute of a phase, and the bad ones: whole numbers. */
export function eventsOf({ bad, traffic = 1 }: Phase, perMinute: number): { total: number; bad: number } {
  if (typeof bad === 'string') return { total: 0, bad: 0 };
  const total = Math.round(perMinute * traffic);
  return { total, bad: Math.round(total * bad) };
}

/** How much a series grows in a minute of a phase: whole numbers. */
export function growthOf(
  { grows, share }: Pick<InputSeries, 'grows' | 'share'>,
  phase: Phase,
  perMinute: number,
): number {
  const { total, bad } = eventsOf(phase, perMinute);
  // what is not the first pod's is the other's, so that their sum is whole
  const part = (events: number): number => {
    const first = Math.round(events * share.first);
    return share.isFirst ? first : events - first;
  };
  switch (grows) {
    case 'all':
      return part(total);
    case 'bad':
      return part(bad);
    case 'good':
      return part(total) - part(bad);
  }
}

/** So many minutes without a sample. */
export function blank(minutes: number): readonly string[] {
  return minutes === 0 ? [] : [`_x${minutes}`];
}

/** The sum over the minutes between two of some phases. */
export function sumBetween(
  phases: readonly Phase[],
  from: number,
  to: number,
  each: (phase: Phase) => number,
): number {
  let start = 0;
  let sum = 0;
  for (const phase of phases) {
    const end = start + phase.minutes;
    sum += Math.max(0, Math.min(end, to) - Math.max(start, from)) * each(phase);
    start = end;
  }
  return sum;
}
