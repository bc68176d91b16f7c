import type { BoundGroup } from '../../../../../src/sightline/rules/bind-rules';

const all = 'task_api_requests_total{namespace="default",service="task-api"}';
const failed = 'task_api_requests_total{namespace="default",service="task-api",status=~"5.."}';

/**
 * The shape of the rules that Sloth writes for the same objective: ratios over each window, and for the period the mean of the ratios
 * over five minutes.
 *
 * @see https://github.com/slok/sloth/blob/main/examples/_gen/getting-started.yml
 */
export const slothShape: BoundGroup = {
  name: 'sloth',
  rules: [
    {
      record: 'slo:sli_error:ratio_rate5m',
      expr: `sum(rate(${failed}[5m])) / sum(rate(${all}[5m]))`,
      labels: { sloth_id: 'task-api-availability', sloth_window: '5m' },
    },
    {
      record: 'slo:sli_error:ratio_rate7d',
      expr: [
        'sum_over_time(slo:sli_error:ratio_rate5m{sloth_id="task-api-availability"}[7d])',
        '/ ignoring (sloth_window)',
        'count_over_time(slo:sli_error:ratio_rate5m{sloth_id="task-api-availability"}[7d])',
      ].join(' '),
      labels: { sloth_id: 'task-api-availability', sloth_window: '7d' },
    },
  ],
};

/** What Sloth's shape says of the period. */
export const slothPeriod = 'slo:sli_error:ratio_rate7d{sloth_id="task-api-availability"}';

/**
 * The shape of the rules that Pyrra writes: the increase over the whole window, from the raw series.
 *
 * @see https://github.com/pyrra-dev/pyrra/blob/main/slo/rules.go
 */
export const pyrraShape: BoundGroup = {
  name: 'pyrra',
  rules: [
    {
      record: 'task_api_requests:increase7d',
      expr: `sum by (status) (increase(${all}[7d]))`,
      labels: { pyrra: 'task-api-availability' },
    },
  ],
};

/** What Pyrra's shape says of the period. */
export const pyrraPeriod = [
  'sum(task_api_requests:increase7d{status=~"5.."} or vector(0))',
  '/ sum(task_api_requests:increase7d)',
].join(' ');
