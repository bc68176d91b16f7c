import type { Target } from '../../src/sightline/contract/target-labels';
import type { BoundRule } from '../../src/sightline/rules/rule';
import type { Shape } from './shape';
import { failedOf, requestsOf } from './task-api';

const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '4d'];

const burnrateName = (window: string) => `task_api_requests:burnrate${window}`;

/**
 * What Pyrra writes by default for the four weeks of its examples: the increase over all of it and every window of an alert from the
 * service's own series. Its generic rules and its `performanceOverAccuracy` are off by default, and not in it.
 *
 * @see https://github.com/pyrra-dev/pyrra/blob/main/slo/rules.go
 * @see https://github.com/pyrra-dev/pyrra/blob/main/slo/rules_test.go
 */
export function pyrra(target: Target): Shape {
  const labels = { ...target, slo: `${target.service}-availability` };
  const read = (window: string) =>
    `${burnrateName(window)}{namespace="${target.namespace}",service="${target.service}",slo="${labels.slo}"}`;

  const burnrates: BoundRule[] = windows.map((window) => ({
    record: burnrateName(window),
    expr: `sum(rate(${failedOf(target)}[${window}])) / sum(rate(${requestsOf(target)}[${window}]))`,
    labels,
  }));

  const burning = (short: string, long: string, factor: number, severity: string): BoundRule => ({
    alert: 'ErrorBudgetBurn',
    expr: `${read(short)} > (${factor} * (1-0.999)) and ${read(long)} > (${factor} * (1-0.999))`,
    labels: { ...labels, severity, short, long },
    annotations: {},
  });

  return {
    name: "Pyrra's",
    groups: [
      {
        name: 'increase',
        interval: '2m30s',
        rules: [
          {
            record: 'task_api_requests:increase4w',
            expr: `sum by (status) (increase(${requestsOf(target)}[4w]))`,
            labels,
          },
          {
            alert: 'SLOMetricAbsent',
            expr: `absent(${requestsOf(target)}) == 1`,
            labels: { ...labels, severity: 'critical' },
            annotations: {},
          },
        ],
      },
      {
        name: 'burnrates',
        interval: '30s',
        rules: [
          ...burnrates,
          burning('5m', '1h', 14, 'critical'),
          burning('30m', '6h', 7, 'critical'),
          burning('2h', '1d', 2, 'warning'),
          burning('6h', '4d', 1, 'warning'),
        ],
      },
    ],
  };
}
