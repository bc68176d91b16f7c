import type { MetricDeclaration } from '../contract/metric';
import { readNumber } from '../exposition/read-number';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { samplesWith, type PageMetric } from './page-metric';

/** The quantiles of a summary that are missing and those that are too many, and its sum and count. */
export function checkQuantiles({ name, quantiles = [] }: MetricDeclaration, metric: PageMetric): Problem[] {
  if (metric.samples.length === 0) return [];
  const samples = samplesWith(metric, '');
  const found = new Set(samples.map(({ labels }) => readNumber(labels['quantile'] ?? '') ?? NaN));
  const missing = quantiles.filter((quantile) => !found.has(quantile));
  const extra = [...found].filter((quantile) => !quantiles.includes(quantile)).sort((a, b) => a - b);
  const [first] = samples;
  const line = first?.line ?? metric.line;
  const path = 'quantiles';
  const fix = `use the quantiles of the contract: ${quantiles.length === 0 ? 'none' : quantiles.join(', ')}`;
  return [
    ...(missing.length === 0
      ? []
      : [error('EXP007', `'${name}' lacks ${words(missing)}: what reads it is empty`, { path, line, fix })]),
    ...(extra.length === 0
      ? []
      : [
          error(
            'EXP007',
            `'${name}' has ${words(extra)}, which the contract does not, and nothing bounds them`,
            {
              path,
              line,
              fix,
            },
          ),
        ]),
    ...['_sum', '_count'].flatMap((suffix) =>
      samplesWith(metric, suffix).length > 0
        ? []
        : [
            error('EXP002', `'${name}${suffix}' is missing, which belongs to the summary '${name}'`, {
              line: metric.line,
            }),
          ],
    ),
  ];
}

function words(quantiles: readonly number[]): string {
  return `${quantiles.length === 1 ? 'the quantile' : 'the quantiles'} ${quantiles.join(', ')}`;
}
