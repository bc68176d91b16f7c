import type { Exposition, MetricFamily, PageSample } from '../exposition/exposition';

/** A sample, and the labels that are the app's: `le` belongs to the bucket, and `quantile` to that of a summary. */
export interface MetricSample extends PageSample {
  readonly own: PageSample['labels'];
}

/** A metric of a page by the name that a contract and Prometheus have for it: of a counter with `_total`, in both formats. */
export interface PageMetric extends Omit<MetricFamily, 'name' | 'samples'> {
  readonly name: string;
  readonly samples: readonly MetricSample[];

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
      const samples = family.samples.map((sample) => ({ ...sample, own: ownLabels(sample, family) }));
      return [name, { ...family, samples, name, family: family.name }];
    }),
  );
}

/** The samples of a metric that have this suffix: `''` for the metric's own name. */
export function samplesWith(metric: PageMetric, suffix: string): readonly MetricSample[] {
  return metric.samples.filter(({ name }) => name === `${metric.name}${suffix}`);
}

function ownLabels({ name, labels }: PageSample, family: MetricFamily): PageSample['labels'] {
  const isQuantile = family.type === 'summary' && name === family.name;
  const written = name.endsWith('_bucket') ? 'le' : isQuantile ? 'quantile' : undefined;
  if (written === undefined || !Object.hasOwn(labels, written)) return labels;
  return Object.fromEntries(Object.entries(labels).filter(([label]) => label !== written));
}

/** The value of a label that is the app's; undefined where a sample does not have it. */
export function ownLabel({ own }: MetricSample, label: string): string | undefined {
  return Object.hasOwn(own, label) ? own[label] : undefined;
}

/** The identity of a series: its labels in a fixed order. */
export function seriesKey(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
