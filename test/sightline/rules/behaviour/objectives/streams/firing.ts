import type { Evaluation, Replay } from './replay';

/** A time in which an alert fires, in seconds: from its first evaluation to the first that no longer has it. */
export interface Firing {
  readonly alert: string;
  readonly from: number;

  /** Infinity where it still fires at the end. */
  readonly to: number;
}

/** All that fires in a stream, in the order of time. */
export function firings({ evaluations }: Replay): readonly Firing[] {
  const groups = new Set(evaluations.map(({ group }) => group));
  const all = [...groups].flatMap((group) => ofGroup(evaluations.filter((each) => each.group === group)));
  return all.sort((a, b) => a.from - b.from);
}

/** The names of all that fires at any time, sorted. */
export function fired(replay: Replay): readonly string[] {
  return [...new Set(firings(replay).map(({ alert }) => alert))].sort();
}

/** The times in which one alert fires. */
export function firingOf(replay: Replay, alert: string): readonly Firing[] {
  return firings(replay).filter((each) => each.alert === alert);
}

function ofGroup(evaluations: readonly Evaluation[]): readonly Firing[] {
  const since = new Map<string, number>();
  const ended: Firing[] = [];
  for (const { at, firing } of evaluations) {
    for (const alert of firing) if (!since.has(alert)) since.set(alert, at);
    for (const [alert, from] of since) {
      if (firing.has(alert)) continue;
      ended.push({ alert, from, to: at });
      since.delete(alert);
    }
  }
  return [...ended, ...[...since].map(([alert, from]) => ({ alert, from, to: Infinity }))];
}
