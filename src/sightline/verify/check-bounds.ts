import { sizeOf } from '../contract/domain';
import type { MetricDeclaration } from '../contract/metric';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { listText } from './list-text';
import { ownLabel, seriesKey, type PageMetric } from './page-metric';

/**
 * More than the contract allows: values of a label, combinations of labels that are stated to go together, series where their number is stated.
 * Otherwise the bound on the series of a metric is the product of its labels', so where each label keeps to its own, the metric does.
 */
export function checkBounds(declaration: MetricDeclaration, metric: PageMetric): Problem[] {
  return [
    ...checkValues(declaration, metric),
    ...checkTogether(declaration, metric),
    ...checkSeries(declaration, metric),
  ];
}

function checkTogether({ name, together = [] }: MetricDeclaration, metric: PageMetric): Problem[] {
  return together.flatMap(({ labels, max }) => {
    const combinations = new Set(
      metric.samples.map((sample) => JSON.stringify(labels.map((label) => ownLabel(sample, label) ?? ''))),
    );
    if (combinations.size <= max) return [];
    const names = labels.map((label) => `'${label}'`).join(' and ');
    return [
      error(
        'EXP008',
        `${names} of '${name}' have ${combinations.size} combinations of values, and the contract allows ${max}`,
        { line: metric.line, fix: "raise 'max' of the labels that belong together, or bound them further" },
      ),
    ];
  });
}

function checkSeries({ name, maxSeries }: MetricDeclaration, metric: PageMetric): Problem[] {
  const series = new Set(metric.samples.map((sample) => sample.name + seriesKey(sample.labels))).size;
  if (maxSeries === undefined || series <= maxSeries) return [];
  return [
    error(
      'EXP008',
      `'${name}' has ${series} series, and the contract states that there are at most ${maxSeries}`,
      {
        line: metric.line,
        fix: "raise 'maxSeries', or bound its labels further",
      },
    ),
  ];
}

function checkValues({ name, labels }: MetricDeclaration, metric: PageMetric): Problem[] {
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
