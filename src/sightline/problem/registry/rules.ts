import type { ProblemFamily } from './entry';

/** Recording rules, their groups and their windows. */
export const ruleProblems = {
  REC501: {
    severities: ['error'],
    title: 'A recorded series without a colon in its name',
    why: 'It can be taken for a metric that a service exposes, and two sources write the same name some day.',
    fix: 'Name it `level:metric:operations`, such as `shop:orders:rate5m`.',
    answerable: true,
    example: { rules: `recordingRule('shop_orders_rate5m', sum(rate(orders.over('5m'))))` },
  },
  REC502: {
    severities: ['error', 'warning'],
    title: 'A rule that reads a series which no rule records',
    why: 'The expression is empty for ever: an alert on it can not fire.',
    fix: 'Add the rule that records it to a group of the service, or mend the name.',
    answerable: true,
    example: {
      rules: `alertingRule({
  alert: 'NoOrders',
  expression: lt(recordingRule('shop:orders:rate5m', sum(rate(orders.over('5m')))).series, 1),
  severity: 'ticket',
  annotations: { summary: 'No orders' },
})`,
    },
  },
  REC503: {
    severities: ['error', 'warning'],
    title: 'The same series recorded twice',
    why: 'Both rules write samples of one series at the same time. Prometheus keeps one and drops the other, in no fixed order.',
    fix: 'Record it in one place, or give one of them another name.',
    answerable: false,
    example: {
      rules: `recordingRule('shop:orders:rate5m', sum(rate(orders.over('5m')))),
recordingRule('shop:orders:rate5m', sum(rate(failures.over('5m'))))`,
    },
  },
  REC511: {
    severities: ['error', 'warning'],
    title: 'A rule that reads a series before it is recorded',
    why: 'Rules of a group run in their order, so this one reads the value of the evaluation before: everything is one interval late.',
    fix: "Move the rule behind the one that records it; or name the series in 'remembered' if the older value is meant.",
    answerable: true,
    example: {
      rules: `recordingRule('shop:orders:perday', mul(promql('shop:orders:rate5m'), 86400)),
recordingRule('shop:orders:rate5m', sum(rate(orders.over('5m'))))`,
    },
  },
  RNG301: {
    severities: ['error', 'warning'],
    title: 'A window too short for the interval of the scrape',
    why: 'A rate needs two samples in its window. Under two intervals the result is empty most of the time; under four, one missed scrape leaves a gap.',
    fix: 'Make the window at least four times the scrape interval.',
    answerable: true,
    example: { rules: `recordingRule('shop:orders:rate45s', sum(rate(orders.over('45s'))))` },
  },
  RNG302: {
    severities: ['error'],
    title: 'An objective over a longer window than samples are kept',
    why: 'Prometheus has deleted the beginning of the window, so the budget would be that of a shorter time.',
    fix: "Keep samples longer ('prometheus.retention' of the stack), or promise over less.",
    answerable: true,
    example: {
      stack: `{ prometheus: { retention: '15d', storage: { size: '50Gi' } } }`,
      contract: `{ objectives: [availability] }`,
    },
  },
  RNG312: {
    severities: ['error', 'warning'],
    title: 'A window that reaches further back than samples are kept',
    why: 'Prometheus has deleted the beginning of the window, so the rule is about a shorter time than it says, and an offset beyond it is empty.',
    fix: "Keep samples longer ('prometheus.retention' of the stack), or look back less far.",
    answerable: true,
    example: {
      stack: `{ prometheus: { retention: '15d' } }`,
      promql: 'sum(increase(shop_orders_total[30d]))',
    },
  },
  RNG313: {
    severities: ['error', 'warning'],
    title: 'A rule that reads ahead of its time',
    why: 'A negative offset reads later samples. A rule is evaluated now, when there are none yet: the result is empty, or about a shorter time than it says.',
    fix: 'Leave the offset out, or write it without a minus to look back.',
    answerable: true,
    example: { promql: 'sum(rate(shop_orders_total[5m] offset -5m))' },
  },
  RNG303: {
    severities: ['warning'],
    title: 'A group that records less often than a sample counts',
    why: 'A sample counts for five minutes. What is recorded every ten is not there half of the time: panels have gaps, and alerts that read it come and go.',
    fix: 'Evaluate the group at least every five minutes, or read what it records by `last_over_time`.',
    answerable: true,
    example: {
      groups: `ruleGroup('rare', [recordingRule('shop:queue:max', max(queue))], { interval: '10m' }),
ruleGroup('often', [recordingRule('shop:queue:twice', promql('2 * shop:queue:max'))])`,
    },
  },
  RNG305: {
    severities: ['error'],
    title: 'A window of burn rates that holds too few scrapes',
    why: 'One missed scrape empties the shortest window, and the alert is blind just then.',
    fix: 'Scrape the service more often.',
    answerable: false,
    example: {
      contract: `{ objectives: [availability] }`,
      service: `{ scrape: { interval: '2m' } }`,
    },
  },
  RNG311: {
    severities: ['warning'],
    title: 'An objective of which no burn rate can fire',
    why: 'Its budget is so great that even an outage does not burn it fast enough: nobody is told.',
    fix: 'Promise more, or turn the tiers off.',
    answerable: true,
    example: {
      contract: `{
  objectives: [
    availabilityObjective({
      name: 'most',
      objective: 90,
      description: 'Most orders are answered.',
      alerts: { tiers: { medium: false, slow: false, long: false } },
      total: orders,
      bad: orders.where({ code: /5../ }),
    }),
  ],
}`,
    },
  },
  SCH002: {
    severities: ['error'],
    title: 'A rule or a group in a form that Prometheus refuses',
    why: 'Prometheus refuses the whole rule file.',
    fix: 'Give each group a name of its own, and each rule one name and only the fields of its kind.',
    answerable: false,
    example: {
      groups: `ruleGroup('shop', [recordingRule('shop:orders:rate5m', sum(rate(orders.over('5m'))))]),
ruleGroup('shop', [recordingRule('shop:failures:rate5m', sum(rate(failures.over('5m'))))])`,
    },
  },
  SCH011: {
    severities: ['error'],
    title: 'A rule group without rules',
    why: 'It does nothing: most often its rules were filtered away by mistake.',
    fix: 'Add rules, or leave the group out.',
    answerable: false,
    example: { groups: `ruleGroup('shop', [])` },
  },
  SLO001: {
    severities: ['warning'],
    title: 'An objective on samples that are lost with the pod of Prometheus',
    why: 'Each new pod begins the error budget anew: after an upgrade of a node nobody knows how much is left.',
    fix: "Keep the samples on a volume ('prometheus.storage' of the stack).",
    answerable: true,
    example: {
      stack: `{ prometheus: { retention: '35d', storage: 'ephemeral' } }`,
      contract: `{ objectives: [availability] }`,
    },
  },
} satisfies ProblemFamily;
