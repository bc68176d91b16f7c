import type { MetricDeclaration } from '../contract/metric';
import { clusterPackOf, isOfClient } from '../packs/runtime-metrics';
import type { Problem } from '../problem/problem';
import { warning } from '../problem/problems';
import { cutText, listText } from './list-text';
import type { PageMetric, PageMetrics } from './page-metric';

/**
 * The metrics of a page that are neither in the contract, nor the client's own, nor known as those of the cluster, which rules read without a contract;
 * `_created` says when a series began.
 */
export function undeclared(page: PageMetrics, metrics: readonly MetricDeclaration[]): PageMetric[] {
  const declared = new Set(
    metrics.flatMap(({ name, type }) => {
      if (type === 'counter' || type === 'gauge') return [name];
      // without a type the parts of a histogram look like metrics of their own
      return [name, `${name}_bucket`, `${name}_sum`, `${name}_count`];
    }),
  );
  return [...page.values()].filter(
    ({ name }) =>
      !declared.has(name) &&
      !isOfClient(name) &&
      clusterPackOf(name) === undefined &&
      !name.endsWith('_created'),
  );
}

/** Of more it is said how many there are. */
const most = 50;

/** Metrics that nobody declared: they may be right, but nothing bounds them, and no rule knows them. */
export function reportUndeclared(metrics: readonly PageMetric[]): Problem[] {
  const more = metrics.slice(most);
  return [
    ...metrics
      .slice(0, most)
      .map(({ name, line }) =>
        warning(
          'EXP011',
          `${listText([name])} is not in the contract: nothing bounds its series, and no rule reads it`,
          { path: `metrics.${cutText(name)}`, line, fix: 'declare it, or drop it' },
        ),
      ),
    ...(more[0] === undefined
      ? []
      : [
          warning(
            'EXP011',
            `${more.length} more metrics are not in the contract (${listText(more.map(({ name }) => name))})`,
            { line: more[0].line, fix: 'declare them, or drop them' },
          ),
        ]),
  ];
}
