import type { MetricDeclaration } from '../contract/metric';
import type { Problem } from '../problem/problem';
import { warning } from '../problem/problems';
import type { PageMetric, PageMetrics } from './page-metric';

/** What client libraries expose on their own: about the process, the runtime, the collector, and the page itself. */
const ofClient =
  /^(?:process|nodejs|python|go|jvm|dotnet|ruby|promhttp|prometheus_net|otel_scope)_|^target_info$/;

/** The metrics of a page that are neither in the contract nor the client's own; `_created` says when a series began. */
export function undeclared(page: PageMetrics, metrics: readonly MetricDeclaration[]): PageMetric[] {
  const declared = new Set(
    metrics.flatMap(({ name, type }) =>
      // without a type the parts of a histogram look like metrics of their own
      type === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
  return [...page.values()].filter(
    ({ name }) => !declared.has(name) && !ofClient.test(name) && !name.endsWith('_created'),
  );
}

/** A metric that nobody declared: it may be right, but nothing bounds it, and no rule knows it. */
export function reportUndeclared({ name, line }: PageMetric): Problem {
  return warning(
    'EXP011',
    `'${name}' is not in the contract: nothing bounds its series, and no rule reads it`,
    {
      path: `metrics.${name}`,
      line,
      fix: 'declare it, or drop it',
    },
  );
}
