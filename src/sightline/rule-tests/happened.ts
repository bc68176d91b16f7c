import type { Input } from './input-series';
import { eventsOf, type Phase } from './phase';

/** All events of a time, and the bad ones. */
export interface Events {
  readonly total: number;
  readonly bad: number;
}

/**
 * What happened between two minutes of some phases: counted from what is fed. Of a gauge, an event is a second of one of its series.
 *
 * @param from after this minute
 * @param to up to this minute
 */
export function happened(
  phases: readonly Phase[],
  {
    perMinute,
    input,
    isCounted,
  }: { readonly perMinute: number; readonly input: Input; readonly isCounted: boolean },
  from: number,
  to: number,
): Events {
  let start = 0;
  let total = 0;
  let bad = 0;
  for (const phase of phases) {
    const end = start + phase.minutes;
    const minutes = Math.max(0, Math.min(end, to) - Math.max(start, from));
    const each = isCounted ? eventsOf(phase, perMinute) : secondsOf(phase, input.pods);
    total += minutes * each.total;
    bad += minutes * each.bad;
    start = end;
  }
  return { total, bad };
}

function secondsOf({ bad, alone = false }: Phase, allPods: number): Events {
  const pods = alone ? 1 : allPods;
  if (bad === 'absent') return { total: 0, bad: 0 };
  const isBad = typeof bad === 'number' && bad > 0;
  return { total: pods * 60, bad: !isBad ? 0 : bad >= 1 ? pods * 60 : 60 };
}
