import type { SeriesModel } from '../../objectives/series-model';
import { sumOverTime } from '../../promql/build/over-time';
import type { Vector } from '../../promql/build/vector';
import { windowOf, type ObjectiveSeries } from './series';

/** The events of a window: those of its steps. */
export function eventsIn({ read }: ObjectiveSeries, step: SeriesModel, window: number): Vector {
  return sumOverTime(read(step).over(windowOf(window)));
}
