import type { Input } from './input-series';
import { eventsOf, type Phase, sumBetween } from './phase';

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
  const eventsIn = (phase: Phase): Events =>
    isCounted ? eventsOf(phase, perMinute) : secondsOf(phase, input.pods);
  return {
    total: sumBetween(phases, from, to, (phase) => eventsIn(phase).total),
    bad: sumBetween(phases, from, to, (phase) => eventsIn(phase).bad),
  };
}

function secondsOf({ bad, alone = false }: Phase, allPods: number): Events {
  const pods = alone ? 1 : allPods;
  if (bad === 'absent') return { total: 0, bad: 0 };
  const isBad = typeof bad === 'number' && bad > 0;
  return { total: pods * 60, bad: !isBad ? 0 : bad >= 1 ? pods * 60 : 60 };
}
