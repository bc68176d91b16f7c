import type { ProblemFamily } from './entry';

/** Metrics used as something that they are not. */
export const typeProblems = {
  TYP101: {
    severities: ['error', 'warning'],
    title: 'A metric that is not in the contract',
    why: 'The rule reads a series that the service does not expose: it is empty for ever, or about the whole cluster and labelled as this service.',
    fix: "Add the metric to the contract's `metrics`, declare it with `external(…)`, or name it in `global` of `promql(…)` if it is meant as it is written.",
    answerable: true,
    example: {
      rules: `recordingRule('shop:carts:rate5m', sum(rate(counter('shop_carts_total', 'Carts', {}).over('5m'))))`,
    },
  },
  TYP102: {
    severities: ['error', 'warning'],
    title: 'A rate of something that is not a counter',
    why: '`rate` takes every fall for a restart of the process and adds it up, so the value is much too high.',
    fix: 'Take `delta` or `deriv` of a gauge, and `avg_over_time` of a series that a rule records.',
    answerable: true,
    example: { promql: 'rate(shop_queue_length[5m])' },
  },
  TYP103: {
    severities: ['error', 'warning'],
    title: 'A change of a counter by `delta` or `deriv`',
    why: 'A counter falls to zero when the process restarts, which looks like a large negative change.',
    fix: 'Take `increase` or `rate`.',
    answerable: true,
    example: { promql: 'delta(shop_orders_total[1h])' },
  },
  TYP104: {
    severities: ['warning'],
    title: 'A counter compared with a number',
    why: 'A counter only grows: it passes any number some day, and begins again at zero after a restart.',
    fix: 'Compare its `rate` or `increase`.',
    answerable: true,
    example: { promql: 'shop_orders_total > 1000' },
  },
  TYP105: {
    severities: ['error', 'warning'],
    title: 'A quantile without `le`',
    why: '`histogram_quantile` finds the buckets by the label `le`. Without it the result is empty.',
    fix: "Keep 'le' in `by` of the sum below it.",
    answerable: true,
    example: { promql: 'histogram_quantile(0.9, sum by (route) (rate(shop_wait_seconds_bucket[5m])))' },
  },
  TYP106: {
    severities: ['error', 'warning'],
    title: 'A histogram function of something that is not the histogram that it reads',
    why: 'The result is empty or NaN: the function gets a counter or a gauge, or classic buckets in place of native histograms.',
    fix: 'Give `histogram_quantile` the rate of the buckets, and the others native histograms.',
    answerable: true,
    example: { promql: 'histogram_quantile(0.9, shop_queue_length)' },
  },
  TYP107: {
    severities: ['error', 'warning'],
    title: 'A bound that is not a bucket of the histogram',
    why: 'No series has that `le`, so the result is empty: everything counts as slow, or nothing does.',
    fix: 'Use one of the buckets, or add the bound to them.',
    answerable: false,
    example: {
      contract: `{
  objectives: [
    latencyObjective({
      name: 'latency',
      objective: 99,
      description: 'Orders are answered within 250 ms.',
      latency: wait,
      under: 0.25,
    }),
  ],
}`,
    },
  },
  TYP108: {
    severities: ['error', 'warning'],
    title: 'A sum or a mean of quantiles',
    why: 'The mean of the 99th percentiles of ten pods is the 99th percentile of nothing: one slow pod disappears in it.',
    fix: 'Add the buckets up first, and take the quantile of the sum.',
    answerable: true,
    example: {
      promql: 'avg(histogram_quantile(0.9, sum by (le, route) (rate(shop_wait_seconds_bucket[5m]))))',
    },
  },
  TYP109: {
    severities: ['error', 'warning'],
    title: 'A rate of counters that were added up before',
    why: 'When one pod restarts, the sum falls a little, and `rate` takes that for a restart of all: it reports a burst of events that did not happen.',
    fix: 'Take the rate of each counter, then add up.',
    answerable: true,
    example: { promql: 'rate(sum(shop_orders_total)[5m:])' },
  },
  TYP110: {
    severities: ['warning'],
    title: 'Two units beside each other',
    why: 'The sum or the comparison of seconds and bytes has no meaning, and a threshold on it is arbitrary.',
    fix: 'Bring both sides to one unit, or divide them.',
    answerable: true,
    example: {
      contract: `{
  metrics: [orders, failures, wait, queue, gauge('shop_memory_bytes', 'Memory', {}), gauge('shop_age_seconds', 'Age', {})],
}`,
      rules: `recordingRule(
  'shop:mixed:sum',
  promql('shop_memory_bytes + shop_age_seconds', {
    metrics: [gauge('shop_memory_bytes', 'Memory', {}), gauge('shop_age_seconds', 'Age', {})],
  }),
)`,
    },
  },
  TYP111: {
    severities: ['error', 'warning'],
    title: 'A share that is always 1',
    why: 'Both sides keep the label that one of them filters, so each series is divided by itself: the share is 1 or absent, whatever happens.',
    fix: 'Leave the filtered label out of `by` on both sides.',
    answerable: true,
    example: {
      promql:
        'sum by (code) (rate(shop_orders_total{code=~"5.."}[5m])) / sum by (code) (rate(shop_orders_total[5m]))',
    },
  },
  TYP112: {
    severities: ['warning'],
    title: 'A share, a mean or a quantile of everything since the start',
    why: 'Counters and buckets run on since the processes began: after a month nothing that happens now changes the result, and each restart makes it jump.',
    fix: 'Take the rate of each counter first, over one window.',
    answerable: true,
    example: { promql: 'sum(shop_wait_seconds_sum) / sum(shop_wait_seconds_count)' },
  },
  TYP113: {
    severities: ['error', 'warning'],
    title: 'A calculation that native histograms have no part in',
    why: 'Prometheus leaves the pairs and samples out, and nothing that a rule shows says so: the result is empty.',
    fix: 'Take `histogram_count`, `histogram_sum`, `histogram_avg` or `histogram_quantile` of the histograms, and calculate with that.',
    answerable: true,
    example: {
      contract: `{
  metrics: [orders, failures, wait, queue, nativeHistogram('shop_pay_seconds', 'How long payments take', {})],
}`,
      rules: `recordingRule(
  'shop:pay:slow',
  promql('rate(shop_pay_seconds[5m]) > 1', {
    metrics: [nativeHistogram('shop_pay_seconds', 'How long payments take', {})],
  }),
)`,
    },
  },
  TYP114: {
    severities: ['error', 'warning'],
    title: 'A comparison that never holds',
    why: 'No value can be as it asks: a quantile is not above the greatest bucket, a share not above 1, a rate not below 0, and nothing is counted as 0. The alert never fires, and nobody notices until it should have.',
    fix: 'Compare in the unit of the expression, and with a number that its values can reach. That there are no series is asked by `absent(…)` or `unless`.',
    answerable: true,
    example: {
      promql: 'histogram_quantile(0.95, sum by (le) (rate(shop_wait_seconds_bucket[5m]))) > 500',
    },
  },
  TYP115: {
    severities: ['error', 'warning'],
    title: 'Buckets that are added up without their bound',
    why: 'Each bucket counts what the smaller ones count too, so the sum over all of them counts an observation once for every bucket that it fits into.',
    fix: 'Keep `le` in `by`, match one bound, or read the `_count` of the histogram.',
    answerable: true,
    example: { promql: 'sum(rate(shop_wait_seconds_bucket[5m]))' },
  },
  TYP116: {
    severities: ['warning'],
    title: 'A share of what was counted in two ways',
    why: 'A rate is per second, an increase is of the whole window, and a counter is of all time: the quotient of two of them is no share and no mean.',
    fix: 'Take the same function over one window on both sides.',
    answerable: true,
    example: {
      promql: 'sum(rate(shop_orders_total{code=~"5.."}[5m])) / sum(increase(shop_orders_total[5m]))',
    },
  },
  TYP121: {
    severities: ['error'],
    title: 'A metric in a contract that something else exposes',
    why: 'The contract would promise series that the service does not write, and its bound on series would be wrong.',
    fix: 'Leave it out of the contract: rules read it as `external(…)` without.',
    answerable: false,
    example: { contract: `{ metrics: [orders, up] }` },
  },
} satisfies ProblemFamily;
