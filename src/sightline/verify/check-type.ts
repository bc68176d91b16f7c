import type { MetricDeclaration } from '../contract/metric';
import type { MetricType } from '../contract/metric-type';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import type { PageMetric } from './page-metric';

/** Whether a metric has another type on the page than in the contract: rates and quantiles of it are nonsense then. */
export function checkType({ name, type: declared }: MetricDeclaration, metric: PageMetric): Problem[] {
  const type = pageType(declared);
  if (metric.type === type) return [];
  const is =
    metric.type === undefined || ['unknown', 'untyped'].includes(metric.type)
      ? 'has no type on the page'
      : `is a ${metric.type} on the page`;
  return [
    error('EXP003', `'${name}' ${is} and a ${type} in the contract, by which the rules are written`, {
      line: metric.line,
      fix: `expose it as a ${type}`,
    }),
  ];
}

/** How a page announces a type: a native histogram as any other, and pages of text show no more of it than its classic form. */
export function pageType(type: MetricType): Exclude<MetricType, 'native histogram'> {
  return type === 'native histogram' ? 'histogram' : type;
}
