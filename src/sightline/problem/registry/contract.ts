import type { ProblemFamily } from './entry';

/** Contracts: names of metrics, and labels that are bounded. */
export const contractProblems = {
  CAR001: {
    severities: ['error'],
    title: 'A label without a domain that bounds it',
    why: 'Each new value is a new series. A label with user ids or raw paths fills the memory of Prometheus, and it is killed.',
    fix: "Name the values, as in `['GET', 'POST']`, or bound them, as in `{ max: 20 }`.",
    answerable: false,
    example: {
      contract: `{ metrics: [counter('shop_orders_total', 'Orders received', { user: { max: 0 } })] }`,
    },
  },
  CAR002: {
    severities: ['warning'],
    title: 'A metric of which one pod may write more than 10,000 series',
    why: 'Prometheus keeps every series in memory. Most often one label has no place in the metric.',
    fix: 'Bound the label that costs most further, or leave it out. If few combinations of values occur, say which labels belong `together`, or state `maxSeries`.',
    answerable: true,
    example: {
      contract: `{
  metrics: [orders, counter('shop_clicks_total', 'Clicks', { page: { max: 200 }, item: { max: 100 } })],
}`,
    },
  },
  CAR003: {
    severities: ['error'],
    title: 'A statement on the series of a metric that means nothing',
    why: 'The bound on the series of the service is calculated from it, and a `sampleLimit` may be.',
    fix: 'In `together` list two labels of the metric or more, each in one group, with a whole number as `max`; `maxSeries` is a whole number.',
    answerable: false,
    example: {
      contract: `{
  metrics: [counter('shop_clicks_total', 'Clicks', { page: { max: 20 } }, { together: [{ labels: ['page', 'item'], max: 30 }] })],
}`,
    },
  },
  CAR011: {
    severities: ['error'],
    title: 'Buckets of a histogram that do not ascend',
    why: 'Clients refuse such buckets, and quantiles of them are nonsense.',
    fix: 'List finite upper bounds, each greater than the one before; `+Inf` is added by itself.',
    answerable: false,
    example: {
      contract: `{ metrics: [histogram('shop_size_bytes', 'Size of an order', {}, { buckets: [100, 10] })] }`,
    },
  },
  NAM001: {
    severities: ['error'],
    title: 'A counter whose name does not end in `_total`',
    why: 'OpenMetrics readers refuse it, and nobody sees from the name that it needs a rate.',
    fix: 'Append `_total` to the name.',
    answerable: false,
    example: { contract: `{ metrics: [counter('shop_carts', 'Carts', {})] }` },
  },
  NAM002: {
    severities: ['error'],
    title: 'A name with a suffix that belongs to counters and histograms',
    why: 'A gauge that ends in `_total`, `_bucket`, `_count`, `_sum` or `_created` is read as one of them.',
    fix: 'Leave the suffix out.',
    answerable: false,
    example: { contract: `{ metrics: [gauge('shop_carts_total', 'Carts right now', {})] }` },
  },
  NAM003: {
    severities: ['error'],
    title: 'Characters that no metric name should have',
    why: 'Prometheus 2 refuses the whole metrics page, and in Prometheus 3 the name needs quotes in every expression.',
    fix: 'Use letters, digits and `_`, with no digit at the start.',
    answerable: false,
    example: { contract: `{ metrics: [gauge('shop-queue', 'Orders waiting', {})] }` },
  },
  NAM004: {
    severities: ['error'],
    title: 'Characters that no label name should have',
    why: 'Prometheus 2 refuses the whole metrics page: the target is down.',
    fix: 'Use letters, digits and `_`, with no digit and no `__` at the start.',
    answerable: false,
    example: {
      contract: `{ metrics: [counter('shop_orders_total', 'Orders received', { 'order-type': { max: 3 } })] }`,
    },
  },
  NAM005: {
    severities: ['error'],
    title: '`le` or `quantile` as a label of a metric',
    why: 'Histograms and summaries write these labels themselves; a second one breaks the page.',
    fix: 'Rename the label.',
    answerable: false,
    example: {
      contract: `{ metrics: [counter('shop_orders_total', 'Orders received', { le: { max: 3 } })] }`,
    },
  },
  NAM006: {
    severities: ['error'],
    title: 'A metric whose name does not end in its unit',
    why: 'OpenMetrics readers refuse the page, and a reader of the name takes the value for something else.',
    fix: 'Append the unit to the name, before `_total`.',
    answerable: false,
    example: {
      contract: `{ metrics: [gauge('shop_age', 'Age of the oldest order', {}, { unit: 'seconds' })] }`,
    },
  },
  NAM007: {
    severities: ['warning'],
    title: 'A metric in a unit that is not a base unit',
    why: 'Functions, panels and thresholds of Prometheus expect seconds, bytes and ratios; milliseconds beside them are read wrongly by a factor of 1000.',
    fix: 'Expose the base unit: `_seconds` in place of `_milliseconds`.',
    answerable: true,
    example: { contract: `{ metrics: [orders, gauge('shop_age_milliseconds', 'Age', {})] }` },
  },
  NAM008: {
    severities: ['error'],
    title: 'A metric without help',
    why: 'Nobody on call knows what it counts.',
    fix: 'Say in a few words what it counts or measures.',
    answerable: false,
    example: { contract: `{ metrics: [gauge('shop_queue_length', '', {})] }` },
  },
  NAM009: {
    severities: ['error'],
    title: 'A service whose name is not a DNS label',
    why: 'The name of the service names its Service, ServiceMonitor and rules, and the API server refuses them.',
    fix: 'Use lower-case letters, digits and dashes, at most 63.',
    answerable: false,
    example: { contract: `{ name: 'Shop_API' }` },
  },
  NAM011: {
    severities: ['error'],
    title: 'A metric that is declared or registered twice',
    why: 'Two declarations of one name drift apart, and a client library refuses the second.',
    fix: 'Declare each metric once, and pass it on.',
    answerable: false,
    example: { contract: `{ metrics: [orders, orders] }` },
  },
} satisfies ProblemFamily;
