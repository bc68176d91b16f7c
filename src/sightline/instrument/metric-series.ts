import type { LabelDomains } from '../contract/domain';
import { boundLabelsOf } from './bounded-labels';
import type { Sample } from './sample';

/** The labels of a series, in the order of their declaration. */
export type SeriesLabels = Readonly<Record<string, string>>;

/** A series whose value is kept here, and read when somebody asks for a page. */
export interface KeptSeries {
  /** Whether it is on the page: from its first use on, until a reset. */
  onPage: boolean;

  /** What stands on the page, made anew. @param name of the metric there */
  samples(name: string): Sample[];

  /** Forgets its value. Who holds the series may go on using it. */
  clear(): void;
}

/** Puts a series on the page. */
export type Begin<S> = (series: S) => void;

/**
 * The series of one metric, one for each combination of labels within their domains. To find a series is most of the work of counting:
 * who keeps what was found only adds.
 */
export class MetricSeries<S extends KeptSeries> {
  private readonly bound;
  private readonly made = new Map<string, S>();
  private readonly begun = new Set<S>(); // in the order of their first use, in which the page lists them

  /** @param make makes a series that is not on the page yet */
  constructor(
    private readonly domains: LabelDomains,
    private readonly make: (labels: SeriesLabels, begin: Begin<S>) => S,
  ) {
    this.bound = boundLabelsOf(domains);
    this.beginTheOnlyOne();
  }

  /** The series of labels, each brought into its domain. The same labels are always the same series. */
  of(given: Readonly<Record<string, unknown>>): S {
    const labels = this.bound(given);
    const key = JSON.stringify(Object.values(labels)); // a text that no other combination has
    const before = this.made.get(key);
    if (before !== undefined) return before;
    const made = this.make(labels, this.begin);
    this.made.set(key, made);
    return made;
  }

  /** What stands on the page. @param name of the metric there */
  samples(name: string): Sample[] {
    return [...this.begun].flatMap((series) => series.samples(name));
  }

  /** Takes all of them from the page. */
  reset(): void {
    for (const series of this.begun) {
      series.onPage = false;
      series.clear();
    }
    this.begun.clear();
    this.beginTheOnlyOne();
  }

  private readonly begin: Begin<S> = (series) => {
    series.onPage = true;
    this.begun.add(series);
  };

  /** Without labels there is one series, known before it is used: it begins at 0. */
  private beginTheOnlyOne(): void {
    if (Object.keys(this.domains).length === 0) this.begin(this.of({}));
  }
}
