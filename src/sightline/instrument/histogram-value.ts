import type { ObservedSeries } from './instruments';
import type { Begin, KeptSeries, SeriesLabels } from './metric-series';
import type { Sample } from './sample';

/** The series of a histogram with the same labels. */
export class HistogramValue implements KeptSeries, ObservedSeries {
  onPage = false;
  private sum = 0;

  /** How many values fell in each bucket and in none before it; the last place is for those above all bounds. */
  private readonly counts: number[];

  /**
   * @param bounds of the buckets, ascending
   * @param name of the metric, for what is refused
   */
  constructor(
    private readonly labels: SeriesLabels,
    private readonly bounds: readonly number[],
    private readonly name: string,
    private readonly begin: Begin<HistogramValue>,
  ) {
    this.counts = [...bounds, Infinity].map(() => 0);
  }

  // an arrow function, so that it can be handed on without its series
  readonly observe = (value: number): void => {
    if (!Number.isFinite(value)) {
      throw new RangeError(`metric '${this.name}' takes finite numbers (${value})`);
    }
    if (!this.onPage) this.begin(this);
    const { bounds, counts } = this;
    let place = 0;
    while (place < bounds.length && value > (bounds[place] ?? NaN)) place++;
    counts[place] = (counts[place] ?? 0) + 1;
    this.sum += value;
  };

  samples(name: string): Sample[] {
    const shared = { sharedLabels: this.labels };
    let count = 0;
    const buckets = this.counts.map((inBucket, place): Sample => {
      count += inBucket; // those at most as great as the bound, and so those of all buckets before
      return {
        value: count,
        labels: { le: this.bounds[place] ?? '+Inf' },
        metricName: `${name}_bucket`,
        ...shared,
      };
    });
    return [
      ...buckets,
      { value: this.sum, labels: {}, metricName: `${name}_sum`, ...shared },
      { value: count, labels: {}, metricName: `${name}_count`, ...shared },
    ];
  }

  clear(): void {
    this.sum = 0;
    this.counts.fill(0);
  }
}
