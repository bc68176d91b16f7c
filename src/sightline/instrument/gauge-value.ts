import type { GaugeSeries } from './instruments';
import type { Begin, KeptSeries, SeriesLabels } from './metric-series';
import type { Sample } from './sample';

/** A series of a gauge. */
export class GaugeValue implements KeptSeries, GaugeSeries {
  onPage = false;
  private value = 0;

  /** @param name of the metric, for what is refused */
  constructor(
    private readonly labels: SeriesLabels,
    private readonly name: string,
    private readonly begin: Begin<GaugeValue>,
  ) {}

  // arrow functions, so that they can be handed on without their series
  readonly inc = (by = 1): void => this.moveTo(this.value + this.checked(by));
  readonly dec = (by = 1): void => this.moveTo(this.value - this.checked(by));
  readonly set = (value: number): void => this.moveTo(this.checked(value));

  samples(): Sample[] {
    return [{ value: this.value, labels: this.labels }];
  }

  clear(): void {
    this.value = 0;
  }

  private moveTo(value: number): void {
    if (!this.onPage) this.begin(this);
    this.value = value;
  }

  /** A text would be put together with the value, and spoil the page. */
  private checked(value: unknown): number {
    if (typeof value !== 'number')
      throw new TypeError(`gauge '${this.name}' takes numbers (${String(value)})`);
    return value;
  }
}
