import type { SeriesModel } from '../objectives/series-model';
import { objectiveLabel } from '../rules/objectives/series';
import type { FedSeries } from './scenario';
import type { Subject } from './subject';

/** A sample that was recorded in the past. */
export interface PastSample {
  /** How long before the moment that is looked at, in minutes. */
  readonly ago: number;
  readonly value: number;
}

/** A series of the objective with samples of the past, as if rules had recorded them, each alone. */
export function recordedBefore(
  { target, objective, input }: Subject,
  { name }: SeriesModel,
  now: number,
  samples: readonly PastSample[],
): FedSeries {
  const labels = { ...target, [objectiveLabel]: objective.name, ...input.group };
  return { name, labels, values: pastValues(now, samples) };
}

/** Samples of the past, each alone, as promtool reads them. */
export function pastValues(now: number, samples: readonly PastSample[]): string {
  let last = -1;
  const parts = [...samples]
    .sort((a, b) => b.ago - a.ago)
    .flatMap(({ ago, value }) => {
      const minute = now - ago;
      const gap = minute - last - 1;
      last = minute;
      return [...(gap === 0 ? [] : [`_x${gap}`]), String(value)];
    });
  return parts.join(' ');
}
