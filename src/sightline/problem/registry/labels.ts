import type { ProblemFamily } from './entry';

/** Labels that are not there, or that can't meet. */
export const labelProblems = {
  LBL201: {
    severities: ['error', 'warning'],
    title: 'A label that the series do not have',
    why: 'A match by it selects nothing, and a grouping by it puts all series together. No message says so in the cluster.',
    fix: "Use a label of the metric's contract; the problem names the nearest.",
    answerable: true,
    example: { promql: 'sum by (path) (rate(shop_orders_total[5m]))' },
  },
  LBL202: {
    severities: ['error', 'warning'],
    title: 'A match that selects nothing, or that leaves nothing',
    why: 'The value is outside the domain of the label, so the selector is empty for ever, and an alert on it can not fire.',
    fix: 'Match a value of the domain. A matcher sees the whole value: `5..` is any value of three characters that begins with 5.',
    answerable: true,
    example: { promql: 'sum(rate(shop_orders_total{code="5xx_error"}[5m]))' },
  },
  LBL203: {
    severities: ['error', 'warning'],
    title: 'Two sides of an operator that can not meet',
    why: 'Prometheus joins series with equal labels. Sides with other labels give an empty result, or evaluation fails. As a warning: `on` names a label that neither side has, or `or` adds a side that was meant to fill in.',
    fix: 'Say `on` or `ignoring` with the labels that both sides have, and `group_left` where one side has more series.',
    answerable: true,
    example: {
      promql: 'sum by (route) (rate(shop_failures_total[5m])) / sum by (code) (rate(shop_orders_total[5m]))',
    },
  },
  LBL209: {
    severities: ['error', 'warning'],
    title: 'A bound or a quantile in a spelling that Prometheus does not store',
    why: 'Prometheus 3 stores the numbers in `le` and `quantile` in one spelling, `1.0` and not `1`, so a match by the other selects nothing. As a warning: nobody declared the metric.',
    fix: 'Match both spellings, as in `le=~"1(\\\\.0)?"`, or use `under(…)` of the histogram.',
    answerable: true,
    example: { promql: 'sum(rate(shop_wait_seconds_bucket{le="1"}[5m]))' },
  },
  LBL204: {
    severities: ['error', 'warning'],
    title: 'A label of a metric that the scrape sets too',
    why: 'Prometheus stores the label of the page as `exported_…`, and rules that use the name get the value of the scrape.',
    fix: 'Rename the label in the service. As a warning: a monitor scrapes such a page without `honorLabels`; set it if the labels of the page are those that rules mean.',
    answerable: false,
    example: {
      contract: `{ metrics: [counter('shop_orders_total', 'Orders received', { pod: { max: 9 } })] }`,
    },
  },
  LBL205: {
    severities: ['error', 'warning'],
    title: 'A template that reads a label which the alert does not have',
    why: 'The text has a hole where the value should be, and whoever is paged reads it at night.',
    fix: 'Keep the label in `by` of the expression, or leave it out of the text.',
    answerable: true,
    example: {
      rules: `alertingRule({
  alert: 'QueueTooLong',
  expression: gt(sum(queue), 100),
  severity: 'ticket',
  annotations: { summary: 'Orders wait in {{ $labels.queue }}' },
})`,
    },
  },
  LBL207: {
    severities: ['warning'],
    title: 'A label of the result that the labels of the rule overwrite',
    why: 'Series that the label told apart become the same series, and evaluation fails with "duplicate series".',
    fix: 'Narrow what the rule reads to its own target, or leave the label out of `by`.',
    answerable: true,
    example: {
      rules: `recordingRule(
  'shop:cpu:rate5m',
  promql('sum by (namespace, pod) (rate(container_cpu_usage_seconds_total[5m]))', {
    global: ['container_cpu_usage_seconds_total'],
  }),
)`,
    },
  },
  LBL210: {
    severities: ['error', 'warning'],
    title: 'One value written over the label that tells series apart',
    why: 'The series become the same, and evaluation fails: "vector cannot contain metrics with the same labelset".',
    fix: 'Add the series up without the label, then write it.',
    answerable: true,
    example: {
      promql: 'label_replace(sum by (route) (rate(shop_orders_total[5m])), "route", "all", "", "")',
    },
  },
} satisfies ProblemFamily;
