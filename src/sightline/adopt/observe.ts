import type { Exposition, ExpositionFormat } from '../exposition/exposition';
import { readNumber } from '../exposition/read-number';
import { pageMetrics, samplesWith, seriesKey, type PageMetric } from '../verify/page-metric';

/** A metric on one of the pages. */
export interface OnPage {
  readonly metric: PageMetric;
  readonly format: ExpositionFormat;
}

/** A label as it is on the pages. */
export interface ObservedLabel {
  /** Every value, sorted. */
  readonly values: readonly string[];

  /** How many of them there are on the page that has most. */
  readonly most: number;
}

/** What all pages together show of a metric. */
export interface ObservedMetric {
  readonly name: string;

  /** The pages that have it. */
  readonly pages: readonly OnPage[];

  /** Its types, each once; `undefined` where a page says none. */
  readonly types: readonly (string | undefined)[];

  /** @default - no page says anything */
  readonly help: string | undefined;

  /** @default - no page says one */
  readonly unit: string | undefined;

  /** Its labels in the order of the first page that has them. */
  readonly labels: ReadonlyMap<string, ObservedLabel>;

  /** The finite bounds of its buckets, ascending. */
  readonly buckets: readonly number[];

  /** Its quantiles, ascending. */
  readonly quantiles: readonly number[];

  /** How many series the page has that has most. */
  readonly series: number;

  /** How many combinations of label values the page has that has most, `le` and `quantile` apart. */
  readonly combinations: number;
}

/** The metrics of pages of one service, in the order in which they are first met. */
export function observe(pages: readonly Exposition[]): readonly ObservedMetric[] {
  const byName = new Map<string, OnPage[]>();
  for (const page of pages)
    for (const [name, metric] of pageMetrics(page)) {
      const found = byName.get(name);
      if (found === undefined) byName.set(name, [{ metric, format: page.format }]);
      else found.push({ metric, format: page.format });
    }
  return [...byName].map(([name, found]) => observed(name, found));
}

function observed(name: string, pages: readonly OnPage[]): ObservedMetric {
  const metrics = pages.map(({ metric }) => metric);
  const helps = metrics.flatMap(({ help = '' }) => (help.trim() === '' ? [] : [help]));
  const units = metrics.flatMap(({ unit = '' }) => (unit === '' ? [] : [unit]));
  return {
    name,
    pages,
    types: [...new Set(metrics.map(({ type }) => type))],
    help: helps[0],
    unit: units[0],
    labels: labelsOf(metrics),
    buckets: numbersOf(metrics, '_bucket', 'le').filter(Number.isFinite),
    quantiles: numbersOf(metrics, '', 'quantile'),
    series: Math.max(...metrics.map((metric) => countOf(metric, 'labels'))),
    combinations: Math.max(...metrics.map((metric) => countOf(metric, 'own'))),
  };
}

function countOf({ samples }: PageMetric, which: 'labels' | 'own'): number {
  return new Set(samples.map((sample) => (which === 'own' ? '' : sample.name) + seriesKey(sample[which])))
    .size;
}

function labelsOf(metrics: readonly PageMetric[]): ReadonlyMap<string, ObservedLabel> {
  const all = new Map<string, { values: Set<string>; most: number }>();
  for (const { samples } of metrics) {
    const here = new Map<string, Set<string>>();
    for (const { own } of samples)
      for (const [label, value] of Object.entries(own)) {
        const values = here.get(label) ?? new Set<string>();
        here.set(label, values.add(value));
      }
    for (const [label, values] of here) {
      const known = all.get(label) ?? { values: new Set<string>(), most: 0 };
      for (const value of values) known.values.add(value);
      all.set(label, { values: known.values, most: Math.max(known.most, values.size) });
    }
  }
  return new Map([...all].map(([label, { values, most }]) => [label, { values: [...values].sort(), most }]));
}

/** The numbers in a label that belongs to the format, ascending, each once. */
function numbersOf(
  metrics: readonly PageMetric[],
  suffix: string,
  label: 'le' | 'quantile',
): readonly number[] {
  const found = metrics.flatMap((metric) =>
    samplesWith(metric, suffix).flatMap(({ labels }) => readNumber(labels[label] ?? '') ?? []),
  );
  return [...new Set(found)].sort((a, b) => a - b);
}
