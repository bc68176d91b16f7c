import type { CountedSeries } from './instruments';
import type { Begin, KeptSeries, SeriesLabels } from './metric-series';
import type { Sample } from './sample';

/** A series of a counter. */
export class CounterValue implements KeptSeries, CountedSeries {
  onPage = false;
  private value = 0;

  /** @param name of the metric, for what is refused */
  constructor(
    private readonly labels: SeriesLabels,
    private readonly name: string,
    private readonly begin: Begin<CounterValue>,
  ) {}

  // an arrow function, so that it can be handed on without its series
  readonly inc = (by = 1): void => {
    if (by < 0) throw new RangeError(`counter '${this.name}' can't go down (${by})`);
    if (!Number.isFinite(by)) throw new RangeError(`metric '${this.name}' takes finite numbers (${by})`);
    if (!this.onPage) this.begin(this);
    this.value += by;
  };

  samples(): Sample[] {
    return [{ value: this.value, labels: this.labels }];
  }

  clear(): void {
    this.value = 0;
  }
}
