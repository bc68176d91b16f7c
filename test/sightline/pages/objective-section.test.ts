import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { objectiveSection } from '../../../src/sightline/pages/objective-section';
import { objectiveRules } from '../../../src/sightline/rules/objectives/groups';
import { latency } from '../rules/shop';

describe('what the page of a service says of an objective', () => {
  const contract = serviceContract({
    name: 'web-shop',
    metrics: [latency],
    notTraffic: {},
    objectives: [
      latencyObjective({
        name: 'fast',
        description: 'Pages are shown within half a second.',
        objective: 92,
        window: '28d',
        latency,
        under: 0.5,
        by: ['route'],
        owner: 'shop team',
        runbook: 'https://runbooks.example.com/fast',
        alerts: { tiers: { long: false } },
        excludes: [{ why: 'the database is maintained', days: ['sunday'], from: '02:00', to: '04:00' }],
      }),
    ],
  });
  const rules = objectiveRules(contract, { scrapeInterval: 30_000 });
  const target = { namespace: 'prod', service: 'web-shop' };
  const page = rules.flatMap((each) => objectiveSection(target, each)).join('\n');

  test('says what is promised, to whom to turn, and what is left out', () => {
    for (const line of [
      'Pages are shown within half a second.',
      'Promised: 92 % of observations over 28d, for each route. The budget is 8 %.',
      'Owner: shop team.',
      'Runbook: <https://runbooks.example.com/fast>',
      // 2 % of 672 hours in one of them is 13.44 times 8 %
      'Left out: fast can never fire: 13.44 times the budget is 108 % of all events.',
      'Left out: long is off.',
      'No alert fires for fewer than 3 bad events in its long window.',
    ]) {
      expect(page.split('\n')).toContain(line);
    }
  });

  test('has a table of what fires first, calculated by hand', () => {
    // 5.6 times 8 % of six hours at 100 %; of an hour and t, when all of t is bad: t = 0.448 * 3600 / 0.552
    expect(page).toContain(
      '| 100 %      | page (medium) | 2h41m | 5 %         | 48m42s                    |',
    );
    expect(page).toContain(
      '| 10 %       | nothing       |       |             |                           |',
    );
  });

  test('says what is told when nothing is measured, and which times do not count', () => {
    expect(page.split('\n')).toEqual(
      expect.arrayContaining([
        'When no target answers, ServiceUnreachable asks for a page; when targets answer and expose nothing of it, SLIAbsent for a ticket.',
        'A time without data counts neither as good nor as bad.',
        'Not counted: the database is maintained (sunday from 02:00 to 04:00 UTC). Alerts on burn rates and on missing data are silent then.',
      ]),
    );
  });

  test('names the series of each question', () => {
    expect(page).toContain(
      '| in how many seconds is it gone?            | `slo:error_budget_exhaustion:seconds{namespace="prod",service="web-shop",slo="fast"}` |',
    );
  });
});
