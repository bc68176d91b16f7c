import { httpStatus } from '../../src/sightline/contract/common-domains';
import { serviceContract } from '../../src/sightline/contract/service-contract';
import { availabilityObjective } from '../../src/sightline/objectives/availability-objective';
import { gaugeObjective } from '../../src/sightline/objectives/gauge-objective';
import { external } from '../../src/sightline/promql/build/external';
import { counter, gauge } from '../../src/sightline/promql/build/metric';
import { objectiveTest } from '../../src/sightline/rule-tests/objective-test';
import { bindGroups } from '../../src/sightline/rules/bind-rules';
import { objectiveRules } from '../../src/sightline/rules/objectives/groups';
import type { Shipped } from './shipped';

const target = { namespace: 'shop', service: 'orders' };
const scrapeInterval = 30_000;

const requests = counter('orders_requests_total', 'Requests', { route: { max: 9 }, status: httpStatus });
const failed = requests.where({ status: /5../ });
const waiting = gauge('orders_waiting_mails', 'Mails not yet sent', { priority: ['high', 'low'] });

/** Objectives of the kinds that the program has none of. */
const contract = serviceContract({
  name: 'orders',
  metrics: [requests, waiting],
  notTraffic: { route: ['/healthz'], priority: ['low'] },
  objectives: [
    gaugeObjective({
      name: 'gauge',
      description: 'Mails are sent.',
      objective: 99.5,
      window: '14d',
      gauge: waiting,
      atMost: 100,
    }),
    availabilityObjective({
      name: 'grouped',
      description: 'Each route works.',
      objective: 99.5,
      window: '28d',
      total: requests,
      bad: failed,
      by: ['route'],
    }),
    availabilityObjective({
      name: 'excluded',
      description: 'Requests are answered outside of maintenance.',
      objective: 99.9,
      total: requests,
      bad: failed,
      excludes: [
        { why: 'the database is maintained', from: '22:00', to: '23:30' },
        {
          why: 'load tests',
          during: external('load_test_active', 'gauge', 'Whether load is tested', ['namespace']),
        },
      ],
    }),
  ],
});

/**
 * Rules and tests as they would ship with each of the objectives.
 *
 * @throws Error where one is refused
 */
export function fixtures(): readonly Shipped[] {
  return objectiveRules(contract, { scrapeInterval }).map((rules) => {
    const { name } = rules.objective;
    const { groups, problems } = bindGroups(rules.groups, { target, scrapeInterval });
    const [ofRules, ...tests] = objectiveTest(contract, rules, groups, target, name, { scrapeInterval });
    const [problem] = [...contract.problems, ...problems];
    if (ofRules === undefined || problem !== undefined) throw new Error(problem?.message ?? name);
    return {
      rulesFile: `${name}.${ofRules.ending}`,
      rules: ofRules.text(),
      tests: tests.map(({ text }) => text()),
    };
  });
}
