import { join } from 'node:path';
import { serviceContract } from '../../src/contract/service-contract';
import type { ObjectiveDeclaration } from '../../src/contract/objective';
import { availabilityObjective } from '../../src/objectives/availability-objective';
import { gaugeObjective } from '../../src/objectives/gauge-objective';
import { latencyObjective } from '../../src/objectives/latency-objective';
import { promtool } from '../../src/prometheus/promtool';
import { withTempFiles } from '../../src/prometheus/temp-files';
import { counter, external, up } from '../../src/promql/typed/metric';
import { objectiveTest, type ObjectiveTest } from '../../src/rule-tests/objective-test';
import { bindGroups } from '../../src/rules/bind-rules';
import { objectiveRules } from '../../src/rules/objectives/groups';
import { describeOnPrometheus } from '../prometheus/suite';
import { latency, requests, waiting } from '../rules/shop';

const target = { namespace: 'prod', service: 'web-shop' };
const description = 'It works.';
const refused = counter('shop_refusals_total', 'Orders refused', { route: { max: 9 } });

/** The test that ships with one objective of the shop. */
function shipped(objective: ObjectiveDeclaration): ObjectiveTest | undefined {
  const contract = serviceContract({
    name: 'web-shop',
    metrics: [requests, latency, waiting, refused],
    notTraffic: { route: ['/healthz'], verb: ['other'] },
    objectives: [objective],
  });
  const [rules] = objectiveRules(contract, { scrapeInterval: 30_000 });
  if (rules === undefined) return undefined;
  const { groups, problems } = bindGroups(rules.groups, { target, scrapeInterval: 30_000 });
  expect([...contract.problems, ...problems]).toEqual([]);
  return objectiveTest(contract, rules, groups, target, 'a.rules.yml', { scrapeInterval: 30_000 });
}

const failed = requests.where({ code: /5../ });

/** Objectives of every kind, over odd windows and by labels. */
const objectives: readonly (readonly [string, ObjectiveDeclaration])[] = [
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
];

describeOnPrometheus('the tests that ship with an objective', (prometheus) => {
  test.each(objectives)(
    'pass with the rules of %s',
    async (_, objective) => {
      const made = shipped(objective);
      expect(made).toBeDefined();
      if (made === undefined) return;
      const files = { 'a.rules.yml': made.rules, 'a.test.yml': made.test, 'a.long.test.yml': made.longTest };
      const { output } = await withTempFiles(files, (folder) =>
        promtool(prometheus).testRules([join(folder, 'a.test.yml'), join(folder, 'a.long.test.yml')]),
      );
      expect(output).toContain('SUCCESS');
      expect(output).not.toContain('FAILED');
    },
    120_000,
  );
});

describe('where no values can be found that a selector matches', () => {
  test('there is no test, rather than one that means nothing', () => {
    const odd = requests.where({ route: /q[0-9]{7}z/ });
    expect(
      shipped(
        availabilityObjective({
          name: 'odd',
          description,
          objective: 99,
          total: odd,
          bad: odd.where({ code: /5../ }),
        }),
      ),
    ).toBeUndefined();
  });

  test('there is none where times do not count', () => {
    const excludes = [{ why: 'maintenance', from: '02:00', to: '04:00' }];
    expect(
      shipped(latencyObjective({ name: 'k', description, objective: 99, latency, under: 0.5, excludes })),
    ).toBeUndefined();
  });
});
