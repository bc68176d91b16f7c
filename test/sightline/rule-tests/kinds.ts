import type { ObjectiveDeclaration } from '../../../src/sightline/contract/objective';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import { gaugeObjective } from '../../../src/sightline/objectives/gauge-objective';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { httpStatus } from '../../../src/sightline/contract/common-domains';
import { external } from '../../../src/sightline/promql/build/external';
import { counter, up } from '../../../src/sightline/promql/build/metric';
import { nativeHistogram } from '../../../src/sightline/promql/build/native-histogram';
import { objectiveTest } from '../../../src/sightline/rule-tests/objective-test';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { objectiveRules } from '../../../src/sightline/rules/objectives/groups';
import { latency, requests, waiting } from '../rules/shop';

const target = { namespace: 'prod', service: 'web-shop' };
export const description = 'It works.';
const payments = nativeHistogram('shop_payment_seconds', 'Time to pay', {
  verb: ['GET', 'POST'],
  route: { max: 9 },
  code: httpStatus,
});
const refused = counter('shop_refusals_total', 'Orders refused', { route: { max: 9 } });

/** The files of the test that ships with one objective of the shop, by name; none where there is no test. */
export function shipped(objective: ObjectiveDeclaration): Readonly<Record<string, string>> {
  const contract = serviceContract({
    name: 'web-shop',
    metrics: [requests, latency, waiting, refused, payments],
    notTraffic: { route: ['/healthz'], verb: ['other'] },
    objectives: [objective],
  });
  const [rules] = objectiveRules(contract, { scrapeInterval: 30_000 });
  if (rules === undefined) return {};
  const { groups, problems } = bindGroups(rules.groups, { target, scrapeInterval: 30_000 });
  const found = [...contract.problems, ...problems];
  if (found.length > 0) throw new Error(found.map(({ message }) => message).join('\n'));
  const files = objectiveTest(contract, rules, groups, target, 'a', { scrapeInterval: 30_000 });
  return Object.fromEntries(files.map(({ ending, text }) => [`a.${ending}`, text()]));
}

const failed = requests.where({ code: /5../ });

/** Objectives of every kind, over odd windows and by labels. */
export const objectives: readonly (readonly [string, ObjectiveDeclaration])[] = [
  [
    '99.9 % over 30d',
    availabilityObjective({ name: 'a', description, objective: 99.9, total: requests, bad: failed }),
  ],
  [
    '97.3 % over 11d by route, a tier off',
    availabilityObjective({
      name: 'b',
      description,
      objective: 97.3,
      window: '11d',
      by: ['route', 'pod'],
      total: requests.where({ verb: 'POST' }),
      bad: requests.where({ verb: 'POST', code: ['500', '503'] }),
      alerts: { tiers: { medium: false }, exhausted: 'page' },
      minimumBadEvents: 50,
    }),
  ],
  [
    '90 % over 7d, too little for the fast tier, another counter',
    availabilityObjective({
      name: 'c',
      description,
      objective: 90,
      window: '7d',
      total: requests,
      bad: refused,
    }),
  ],
  [
    '95 % of latencies over 28d',
    latencyObjective({
      name: 'e',
      description,
      objective: 95,
      window: '28d',
      latency,
      under: 0.5,
      by: ['route'],
    }),
  ],
  [
    '99.5 % of a gauge over 14d',
    gaugeObjective({ name: 'f', description, objective: 99.5, window: '14d', gauge: up, atLeast: 1 }),
  ],
  [
    'a gauge of which every second counts, by pod',
    gaugeObjective({
      name: 'g',
      description,
      objective: 90,
      window: '7d',
      gauge: waiting,
      atMost: 5,
      by: ['pod'],
    }),
  ],
  [
    'times without data that are bad, over a short window',
    latencyObjective({
      name: 'j',
      description,
      objective: 95,
      window: '7d',
      latency,
      under: 0.5,
      by: ['route'],
      missingData: 'bad',
    }),
  ],
  [
    'times without data that are good',
    availabilityObjective({
      name: 'i',
      description,
      objective: 99,
      total: requests,
      bad: failed,
      missingData: 'good',
    }),
  ],
  [
    'times without data that are bad',
    availabilityObjective({
      name: 'j',
      description,
      objective: 99,
      total: requests,
      bad: failed,
      missingData: 'bad',
    }),
  ],
  [
    'pages for nothing but an exhausted budget',
    availabilityObjective({
      name: 'l',
      description,
      objective: 99.5,
      total: requests,
      bad: failed,
      alerts: { tiers: { fast: false, medium: false, slow: false, long: false } },
      whenAbsent: false,
      minimumBadEvents: 0,
    }),
  ],
  [
    '99.999 % of somebody else’s counter over 90d',
    availabilityObjective({
      name: 'h',
      description,
      objective: 99.999,
      window: '90d',
      total: external('ingress_requests', 'counter', 'Requests', ['namespace', 'status']),
      bad: external('ingress_requests', 'counter', 'Requests', ['namespace', 'status']).where({
        status: /5../,
      }),
    }),
  ],
  [
    '99 % of somebody else’s histogram, in milliseconds',
    latencyObjective({
      name: 't',
      description,
      objective: 99,
      latency: external('istio_request_duration_milliseconds', 'histogram', 'Requests', [
        'namespace',
        'destination',
      ]),
      where: { destination: 'web-shop' },
      under: 250,
    }),
  ],
  [
    'availability without what is excluded by a schedule, and while a series says so',
    availabilityObjective({
      name: 'm',
      description,
      objective: 99.9,
      total: requests,
      bad: failed,
      excludes: [
        { why: 'the database is maintained', from: '22:00', to: '23:30' },
        { why: 'the region is moved', start: '2026-12-05T22:00Z', end: '2026-12-06T01:00Z' },
        { why: 'load tests', during: external('load_test_active', 'gauge', 'Load', ['namespace']) },
      ],
    }),
  ],
  [
    'latencies by route without what is excluded over midnight on some days',
    latencyObjective({
      name: 'n',
      description,
      objective: 99,
      window: '7d',
      latency,
      under: 0.5,
      by: ['route'],
      excludes: [{ why: 'maintenance', days: ['friday', 'sunday'], from: '23:15', to: '00:45' }],
    }),
  ],
  [
    'a gauge without what is excluded',
    gaugeObjective({
      name: 'o',
      description,
      objective: 99,
      gauge: waiting,
      atMost: 5,
      excludes: [{ why: 'mails wait', from: '02:00', to: '06:00' }],
    }),
  ],
];

/** Objectives over native histograms, which promtool reads from 3.0 on. */
export const nativeObjectives: readonly (readonly [string, ObjectiveDeclaration])[] = [
  [
    '99 % of the observations of a native histogram, whose bound lies within a bucket',
    latencyObjective({ name: 'p', description, objective: 99, latency: payments, under: 0.3 }),
  ],
  [
    'a native histogram by route, whose bound is that of a bucket, with times without data that are bad',
    latencyObjective({
      name: 'q',
      description,
      objective: 95,
      latency: payments,
      under: 0.5,
      where: { verb: 'POST' },
      by: ['route'],
      missingData: 'bad',
    }),
  ],
  [
    '99.9 % of what a native histogram has counted',
    availabilityObjective({
      name: 'r',
      description,
      objective: 99.9,
      total: payments,
      bad: payments.where({ code: /5../ }),
    }),
  ],
  [
    'somebody else’s native histogram',
    latencyObjective({
      name: 's',
      description,
      objective: 99.5,
      latency: external('ingress_request_seconds', 'native histogram', 'Requests', ['namespace', 'host']),
      where: { host: 'shop.example' },
      under: 2.5,
    }),
  ],
];
