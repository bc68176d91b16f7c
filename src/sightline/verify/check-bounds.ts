import { sizeOf } from '../contract/domain';
import type { MetricDeclaration } from '../contract/metric';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { listText } from './list-text';
import { ownLabel, type PageMetric } from './page-metric';

/**
 * Labels with more different values than the contract allows. The bound on the series of a metric is the product of these, so where
 * each label keeps to its own, the metric does.
 */
export function checkBounds({ name, labels }: MetricDeclaration, metric: PageMetric): Problem[] {
  return Object.entries(labels).flatMap(([label, domain]) => {
    const values = [
      ...new Set(
        metric.samples.flatMap((sample) => {
          const value = ownLabel(sample, label);
          return value === undefined ? [] : [value];
        }),
      ),
    ].sort();
    const max = sizeOf(domain);
    if (values.length <= max) return [];
    return [
      error(
        'EXP008',
        `label '${label}' of '${name}' has ${values.length} values (${listText(values)}), and the contract allows ${max}: each is a series more in every Prometheus`,
        {
          line: metric.line,
          fix: "use route templates, never ids; count the rest under 'other'; or raise 'max'",
        },
      ),
    ];
  });
}
