import type { MetricDeclaration } from './metric';

/** The names of the series that a metric is stored under: those of a histogram are three. */
export function seriesNames({ name, type }: MetricDeclaration): readonly string[] {
  return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}
