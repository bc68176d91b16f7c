import type { ProblemFamily } from './entry';

const orders = `# HELP shop_orders_total Orders received
# TYPE shop_orders_total counter
shop_orders_total{route="/buy",code="200"} 3
`;
const failures = `# HELP shop_failures_total Orders that failed
# TYPE shop_failures_total counter
shop_failures_total{route="/buy"} 1
`;
const wait = `# HELP shop_wait_seconds Time until an order is answered
# TYPE shop_wait_seconds histogram
shop_wait_seconds_bucket{route="/buy",le="0.1"} 1
shop_wait_seconds_bucket{route="/buy",le="0.5"} 2
shop_wait_seconds_bucket{route="/buy",le="1"} 3
shop_wait_seconds_bucket{route="/buy",le="+Inf"} 3
shop_wait_seconds_sum{route="/buy"} 1.5
shop_wait_seconds_count{route="/buy"} 3
`;
const queue = `# HELP shop_queue_length Orders waiting
# TYPE shop_queue_length gauge
shop_queue_length 2
`;
const page = `${orders}${failures}${wait}${queue}`;

/** Metrics pages against the contract: problems of `sightline verify`, which can not be answered. */
export const expositionProblems = {
  EXP001: {
    severities: ['error'],
    title: 'A line of a metrics page that can not be read',
    why: 'Prometheus refuses the whole page: the target is down. Each version reads pages in its own way; `--prometheus` names one.',
    fix: 'Mend the line in the service, or in its client library.',
    answerable: false,
    example: { page: `${page}shop_extra{route="/buy" 1\n` },
  },
  EXP002: {
    severities: ['error'],
    title: 'A metric of the contract that the page does not have',
    why: 'The rules that read it are empty, and no alert on it can fire.',
    fix: 'Expose it, or remove it from the contract.',
    answerable: false,
    example: { page: `${orders}${failures}${wait}` },
  },
  EXP003: {
    severities: ['error'],
    title: 'A metric of another type than in the contract',
    why: 'Rules take the rate of a gauge, or the quantile of a summary.',
    fix: 'Change the type in the service or in the contract.',
    answerable: false,
    example: { page: page.replace('TYPE shop_queue_length gauge', 'TYPE shop_queue_length counter') },
  },
  EXP004: {
    severities: ['error'],
    title: 'A label of the contract that samples do not have',
    why: 'What is grouped or matched by it is lost.',
    fix: 'Set the label on every sample.',
    answerable: false,
    example: { page: page.replace('shop_failures_total{route="/buy"}', 'shop_failures_total') },
  },
  EXP005: {
    severities: ['error'],
    title: 'A label that the contract does not have',
    why: 'Nothing bounds how many series it makes.',
    fix: 'Remove it in the service, or declare it with its domain.',
    answerable: false,
    example: { page: page.replace('shop_queue_length 2', 'shop_queue_length{user="7"} 2') },
  },
  EXP006: {
    severities: ['error'],
    title: "A value outside of a label's domain",
    why: 'Rules neither expect nor count it.',
    fix: 'Mend the value in the service, or add it to the domain.',
    answerable: false,
    example: { page: page.replace('code="200"', 'code="OK"') },
  },
  EXP007: {
    severities: ['error'],
    title: 'Other buckets or quantiles than those of the contract',
    why: 'A threshold at a missing bucket matches nothing, and quantiles over pods with other buckets are wrong.',
    fix: 'Use the same bounds, or the same quantiles, in both.',
    answerable: false,
    example: { page: page.replace('shop_wait_seconds_bucket{route="/buy",le="0.5"} 2\n', '') },
  },
  EXP008: {
    severities: ['error'],
    title: 'More values of a label, or more series, than the contract allows',
    why: 'Each value is one series more in every Prometheus.',
    fix: 'Bound the values in the service, or raise the bound of the contract.',
    answerable: false,
    example: {
      page: `${orders}# HELP shop_failures_total Orders that failed
# TYPE shop_failures_total counter
${Array.from({ length: 21 }, (_, index) => `shop_failures_total{route="/buy/${index}"} 1\n`).join('')}${wait}${queue}`,
    },
  },
  EXP009: {
    severities: ['warning'],
    title: 'A help that is not that of the contract',
    why: 'Two declarations of one metric drift apart.',
    fix: 'Write the same help in both.',
    answerable: false,
    example: { page: page.replace('Orders waiting', 'Orders in the queue') },
  },
  EXP010: {
    severities: ['error'],
    title: 'A unit that is not that of the contract',
    why: 'Thresholds are in another unit.',
    fix: 'Announce the unit of the contract.',
    answerable: false,
    example: {
      page: `${orders.replaceAll('shop_orders_total C', 'shop_orders C').replace('HELP shop_orders_total', 'HELP shop_orders').replace('TYPE shop_orders_total', 'TYPE shop_orders')}${failures.replace('HELP shop_failures_total', 'HELP shop_failures').replace('TYPE shop_failures_total', 'TYPE shop_failures')}${wait}# UNIT shop_queue_length length\n${queue}# EOF\n`,
      contentType: 'application/openmetrics-text; version=1.0.0',
    },
  },
  EXP011: {
    severities: ['warning'],
    title: "A metric that is neither in the contract nor the client's own",
    why: 'Nothing bounds its series, and no rule reads it.',
    fix: 'Declare it, or stop exposing it.',
    answerable: false,
    example: { page: `${page}# TYPE shop_debug gauge\nshop_debug 1\n` },
  },
  EXP012: {
    severities: ['error'],
    title: 'The same series twice on a page',
    why: 'Prometheus takes one of the values and drops the other.',
    fix: 'Write each series once; most often two registries are joined.',
    answerable: false,
    example: { page: page.replace('shop_queue_length 2', 'shop_queue_length 2\nshop_queue_length 3') },
  },
  EXP013: {
    severities: ['warning'],
    title: 'A counter that OpenMetrics announces with `_total`',
    why: 'In OpenMetrics the suffix belongs to the samples only, and strict readers refuse the page.',
    fix: 'Leave `_total` out of `# TYPE` and `# HELP`.',
    answerable: false,
    example: {
      page: `${page}# EOF\n`,
      contentType: 'application/openmetrics-text; version=1.0.0',
    },
  },
  EXP014: {
    severities: ['warning'],
    title: 'A `Content-Type` that is not that of a metrics page',
    why: 'Prometheus 3 refuses the page unless the monitor has a `fallbackScrapeProtocol`: the target is down.',
    fix: 'Answer with `text/plain; version=0.0.4`.',
    answerable: false,
    example: { page, contentType: 'text/html' },
  },
  EXP015: {
    severities: ['warning'],
    title: 'A second HELP or TYPE of a metric',
    why: 'Prometheus reads the page, by the last one. OpenMetrics forbids it, and promtool and other readers refuse it.',
    fix: 'Put the pages of several processes together metric by metric, with one HELP and one TYPE each.',
    answerable: false,
    example: { page: `${page}# TYPE shop_queue_length gauge\n` },
  },
} satisfies ProblemFamily;
