import type { Exposition, MetricFamily, PageSample } from '../exposition/exposition';

/** A metric of a page by the name that a contract and Prometheus have for it: of a counter with `_total`, in both formats. */
export interface PageMetric extends Omit<MetricFamily, 'name'> {
  readonly name: string;

  /** The name in the TYPE line. */
  readonly family: string;
}

/** The metrics of a page by name. */
export type PageMetrics = ReadonlyMap<string, PageMetric>;

/** The metrics of a page by the names that Prometheus stores. */
export function pageMetrics({ families, format }: Exposition): PageMetrics {
  return new Map(
    families.map((family) => {
      const bare = format === 'openmetrics' && family.type === 'counter' && !family.name.endsWith('_total');
      const name = bare ? `${family.name}_total` : family.name;
      return [name, { ...family, name, family: family.name }];
    }),
  );
}

/** The samples of a metric that have this suffix: `''` for the metric's own name. */
export function samplesWith(metric: PageMetric, suffix: string): readonly PageSample[] {
  return metric.samples.filter(({ name }) => name === `${metric.name}${suffix}`);
}

/** The labels of a sample that are the app's: an empty value is the same as no label, and `le` belongs to the bucket. */
export function ownLabels({ name, labels }: PageSample): Readonly<Record<string, string>> {
  const isBucket = name.endsWith('_bucket');
  return Object.fromEntries(
    Object.entries(labels).filter(([label, value]) => value !== '' && !(isBucket && label === 'le')),
  );
}

/** The identity of a series: its labels in a fixed order. */
export function seriesKey(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
