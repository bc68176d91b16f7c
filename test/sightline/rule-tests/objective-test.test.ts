import { join } from 'node:path';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import type { ObjectiveDeclaration } from '../../../src/sightline/contract/objective';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import { gaugeObjective } from '../../../src/sightline/objectives/gauge-objective';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { promtool } from '../../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../../src/sightline/prometheus/temp-files';
import { counter, external, up } from '../../../src/sightline/promql/build/metric';
import { objectiveTest, type ObjectiveTest } from '../../../src/sightline/rule-tests/objective-test';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { objectiveRules } from '../../../src/sightline/rules/objectives/groups';
import { sampleOf } from '../../sampling';
import { describeOnPrometheus } from '../../tools/prometheus/suite';
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
  return objectiveTest(contract, rules, groups, target, 'a.rules.yml');
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

/** Runs a test, with its rules changed or not. */
async function run(
  prometheus: Parameters<typeof promtool>[0],
  { rules, test }: ObjectiveTest,
  change = (text: string) => text,
) {
  const changed = change(rules);
  const files = { 'a.rules.yml': changed, 'a.test.yml': test };
  return withTempFiles(files, (folder) => promtool(prometheus).testRules([join(folder, 'a.test.yml')]));
}

describeOnPrometheus('the test that ships with an objective', (prometheus) => {
  const isNew = !prometheus.version.startsWith('2');

  test.each(sampleOf(objectives, 3, isNew ? 0 : 2))(
    'passes with the rules of %s',
    async (_, objective) => {
      const made = shipped(objective);
      expect(made).toBeDefined();
      if (made === undefined) return;
      const { output } = await run(prometheus, made);
      expect(output).toContain('SUCCESS');
      expect(output).not.toContain('FAILED');
    },
    60_000,
  );

  if (!isNew) return; // what it fails on is up to the test, and not to the version
  const [[, first] = []] = objectives;
  const whole = first === undefined ? undefined : shipped(first);

  const mutants: readonly (readonly [string, RegExp, string])[] = [
    ['bad events that are not filled with zero', /\n *or on \(\)\n *0 \* slo:sli_total:rate5m\{[^}]*\}/g, ''],
    ['another threshold of the fast tier', /> 0\.0144/g, '> 0.144'],
    ['another threshold of the slow tier', /> 0\.003\b/g, '> 0.0003'],
    ['a budget that is not projected', /\n *\/\n *slo:window_age:ratio\{[^}]*\}/g, ''],
    ['the age of a day for that of a month', /2592000\b/g, '86400'],
    ['a page when pods are scaled away', /== 0/g, '>= 0'],
    ['no division by events', /> 0\)/g, '>= 0)'],
    ['a page that does not end', /keep_firing_for: 30m/, 'keep_firing_for: 6h'],
    ['an alert on missing data that never fires', /absent\(/, 'absent_over_time('],
    ['the rate of good events', /code=~"5\.\."/g, 'code!~"5.."'],
    ['a burn rate of another budget', /\/ 0\.001\b/g, '/ 0.002'],
  ];

  test.each(sampleOf(mutants, 6, 1))(
    'fails on rules with %s',
    async (_, from, to) => {
      if (whole === undefined) throw new Error('there is a test for the first objective');
      const changed = whole.rules.replace(from, to);
      expect(changed).not.toBe(whole.rules);
      const { ok } = await run(prometheus, whole, () => changed);
      expect(ok).toBe(false);
    },
    60_000,
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
});
