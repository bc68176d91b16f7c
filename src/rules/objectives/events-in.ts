import type { SeriesModel } from '../../objectives/recorded-series';
import { add } from '../../promql/typed/operators';
import { sumOverTime } from '../../promql/typed/over-time';
import type { Vector } from '../../promql/typed/vector';
import { windowOf, type ObjectiveSeries } from './series';

/** The events of a window: those of its steps, and those since the last of them. */
export function eventsIn(
  { read }: ObjectiveSeries,
  step: SeriesModel,
  open: SeriesModel,
  window: number,
): Vector {
  return add(sumOverTime(read(step).over(windowOf(window))), read(open));
}
