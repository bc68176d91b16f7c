import type { SeriesModel } from '../../objectives/recorded-series';
import { sumOverTime } from '../../promql/typed/over-time';
import type { Vector } from '../../promql/typed/vector';
import { windowOf, type ObjectiveSeries } from './series';

/** The events of a window: those of its steps. */
export function eventsIn({ read }: ObjectiveSeries, step: SeriesModel, window: number): Vector {
  return sumOverTime(read(step).over(windowOf(window)));
}
