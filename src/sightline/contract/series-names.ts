import type { MetricDeclaration } from './metric';

/** The names of the series that a metric is stored under: those of a histogram are three. */
export function seriesNames({ name, type, buckets }: MetricDeclaration): readonly string[] {
  const classic = [`${name}_bucket`, `${name}_sum`, `${name}_count`];
  switch (type) {
    case 'counter':
    case 'gauge':
      return [name];
    case 'histogram':
      return classic;
    case 'native histogram':
      return buckets === undefined ? [name] : [name, ...classic];
    case 'summary':
      return [name, `${name}_sum`, `${name}_count`];
  }
}
