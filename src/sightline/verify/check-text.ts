import type { MetricDeclaration } from '../contract/metric';
import type { ExpositionFormat } from '../exposition/exposition';
import { isHelpOfPack } from '../packs/runtime-metrics';
import type { Problem } from '../problem/problem';
import { error, warning } from '../problem/problems';
import { cutText } from './list-text';
import type { PageMetric } from './page-metric';

/** What older versions of the Python client write for the help of every metric when there are several workers. */
export const helpOfManyWorkers = 'Multiprocess metric';

/** Where the help or the unit on the page is not that of the contract, and where OpenMetrics wants another name. */
export function checkText(
  { name, help, unit }: MetricDeclaration,
  metric: PageMetric,
  format: ExpositionFormat,
): Problem[] {
  const { line } = metric;
  const problems: Problem[] = [];
  if (
    metric.help !== undefined &&
    metric.help.trim() !== '' &&
    metric.help !== help &&
    metric.help !== helpOfManyWorkers &&
    !isHelpOfPack(name, help)
  ) {
    problems.push(
      warning(
        'EXP009',
        `the help of '${name}' (${cutText(metric.help)}) is not that of the contract (${help})`,
        {
          path: 'help',
          line,
          fix: 'let the same declaration make both',
        },
      ),
    );
  }
  if (metric.unit !== undefined && metric.unit !== '' && metric.unit !== unit) {
    const expected = unit === undefined ? 'the contract has none' : `the contract says ${unit}`;
    problems.push(
      error(
        'EXP010',
        `the unit of '${name}' (${cutText(metric.unit)}) is wrong: ${expected}, and so do the thresholds`,
        {
          path: 'unit',
          line,
        },
      ),
    );
  }
  if (format === 'openmetrics' && metric.type === 'counter' && metric.family.endsWith('_total')) {
    problems.push(
      warning(
        'EXP013',
        `counter '${name}' is announced with '_total', which in OpenMetrics belongs to its samples only: strict readers refuse the page`,
        { line, fix: `write '# TYPE ${name.replace(/_total$/, '')} counter'` },
      ),
    );
  }
  return problems;
}
