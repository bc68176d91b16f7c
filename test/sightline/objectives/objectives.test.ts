import { serviceContract } from '../../../src/sightline/contract/service-contract';
import type { ObjectiveDeclaration } from '../../../src/sightline/contract/objective';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import { gaugeObjective } from '../../../src/sightline/objectives/gauge-objective';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { isObjective } from '../../../src/sightline/objectives/objective';
import { external } from '../../../src/sightline/promql/build/external';
import { counter } from '../../../src/sightline/promql/build/metric';
import { hostileValues } from '../problem/hostile-values';
import { latency, requests, waiting } from '../rules/shop';

const failed = requests.where({ code: /5../ });
const events = { name: 'availability', description: 'It answers.', total: requests, bad: failed };
const told = ({ problems }: ObjectiveDeclaration) =>
  problems.map(
    ({ id, severity, path, message, fix }) =>
      `${id} ${severity} ${path}: ${message}${fix ? ` (${fix})` : ''}`,
  );

describe('an objective', () => {
  test('is kept over 30 days for all together, pages in the fast tiers, and needs three bad events', () => {
    const made = availabilityObjective({ ...events, objective: 99.9 });
    expect(isObjective(made) && made).toMatchObject({
      objective: 99.9,
      window: 30 * 86_400_000,
      by: [],
      minimumBadEvents: 3,
      alerts: { tiers: {}, exhausted: 'ticket' },
      absence: { severity: 'page', counts: 'ignored' },
      excludes: [],
      problems: [],
    });
  });

  test.each([0, 100, -1, 100.1, NaN, Infinity])('is not %d %%', (objective) => {
    expect(told(availabilityObjective({ ...events, objective: objective as never }))).toEqual([
      Number.isFinite(objective)
        ? `ALR409 error objectives.availability.objective: 'objective' (${objective}): an objective is in percent, from 1 to below 100: 99.9 and not 0.999`
        : `OPT002 error objectives.availability.objective: 'objective' (${objective}) must be a number`,
    ]);
  });

  test('of 0.999 is taken for a ratio that was meant', () => {
    expect(told(availabilityObjective({ ...events, objective: 0.999 as never }))).toEqual([
      "ALR409 error objectives.availability.objective: 'objective' (0.999): an objective is in percent, from 1 to below 100: 99.9 and not 0.999 (write 99.9 for that share)",
    ]);
  });

  test.each(['6d', '91d', '36h', '1m', 'a month'])('is not kept over %s', (window) => {
    expect(told(availabilityObjective({ ...events, objective: 99, window: window as '7d' }))).toEqual([
      `OPT002 error objectives.availability.window: 'window' (${JSON.stringify(window)}) must be whole days from 7d to 90d, such as 28d`,
    ]);
  });

  test('warns when its budget is less than ten of the expected events', () => {
    const made = availabilityObjective({ ...events, objective: 99.99, window: '7d', expectedRate: 0.1 });
    // 60,480 events in a week, of which 6.048 may fail
    expect(told(made)).toEqual([
      "ALR426 warning objectives.availability.objective: 'objective' (99.99 %) allows for 6 bad events in 7d at 0.1 a second: one takes 17 % of the budget (lower the objective, lengthen the window, or count smaller events)",
    ]);
    expect(
      told(availabilityObjective({ ...events, objective: 99.9, window: '7d', expectedRate: 0.1 })),
    ).toEqual([]);
  });

  test('has a name, a description and links that are what they should be', () => {
    const wrong = { ...events, name: 'Availability', description: '', runbook: 'runbooks/availability' };
    expect(
      told(availabilityObjective({ ...wrong, objective: 99.9 })).map((each) => each.split(':')[0]),
    ).toEqual([
      'OPT002 error objectives.Availability.name',
      'OPT002 error objectives.Availability.description',
      'OPT002 error objectives.Availability.runbook',
    ]);
  });

  test('never throws, whatever is given', () => {
    const kinds = [availabilityObjective, latencyObjective, gaugeObjective] as readonly ((
      given: never,
    ) => ObjectiveDeclaration)[];
    for (const value of hostileValues()) {
      for (const make of kinds) {
        const inside = {
          ...events,
          objective: 99.9,
          total: value,
          bad: value,
          latency: value,
          gauge: value,
          by: value,
        };
        expect(make(value as never).problems.length).toBeGreaterThan(0);
        expect(make(inside as never).problems.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('bad events', () => {
  const all = requests.where({ verb: 'GET' });

  test('must be counted by what counts all: the same matches and more', () => {
    expect(told(availabilityObjective({ ...events, total: all, objective: 99 }))).toEqual([
      "ALR425 error objectives.availability.bad: 'bad' counts events that 'total' does not: it lacks its match of 'verb', so the share of bad events means nothing (make it from the other: total: events, bad: events.where({ … }))",
    ]);
    expect(
      told(availabilityObjective({ ...events, total: all, bad: all.where({ code: '500' }), objective: 99 })),
    ).toEqual([]);
  });

  test('are not all events', () => {
    expect(told(availabilityObjective({ ...events, bad: requests, objective: 99 }))).toEqual([
      "ALR425 error objectives.availability.bad: 'bad' counts the same events as 'total': all of them would be bad (say which are, such as .where({ status: /5../ }))",
    ]);
  });

  test('may be counted by another counter', () => {
    const refused = counter('shop_refusals_total', 'Orders refused', { route: { max: 9 } });
    expect(told(availabilityObjective({ ...events, bad: refused, objective: 99, by: ['route'] }))).toEqual(
      [],
    );
    expect(
      told(availabilityObjective({ ...events, bad: refused, objective: 99, by: ['verb' as never] })),
    ).toEqual([
      expect.stringMatching(
        /^LBL201 error objectives.availability.by: label 'verb' in 'by' for 'shop_refusals_total'/,
      ),
    ]);
  });

  test('of somebody else are counted too', () => {
    const ingress = external('nginx_ingress_controller_requests', 'counter', 'Requests', [
      'namespace',
      'ingress',
      'status',
    ]);
    expect(
      told(
        availabilityObjective({
          ...events,
          total: ingress,
          bad: ingress.where({ status: /5../ }),
          objective: 99,
        }),
      ),
    ).toEqual([]);
  });
});

describe('a threshold', () => {
  const fast = { name: 'latency', description: 'It is fast.', objective: 99, latency };

  test('must be a bucket', () => {
    expect(told(latencyObjective({ ...fast, under: 0.3 as never }))).toEqual([
      "TYP107 error objectives.latency.under: 0.3 is no bucket of 'shop_request_seconds', whose buckets are 0.1, 0.5, 2",
    ]);
    expect(told(latencyObjective({ ...fast, under: 0.5 }))).toEqual([]);
  });

  test('is for the observations that are chosen', () => {
    expect(told(latencyObjective({ ...fast, under: 0.5, where: { verb: 'PUT' as never } }))).toEqual([
      expect.stringMatching(/^LBL202 error objectives.latency.where: value 'PUT' is outside the domain/),
    ]);
  });
});

describe('a gauge', () => {
  test('is good from one bound on or up to one, not both and not neither', () => {
    const queue = { name: 'queue', description: 'It is short.', objective: 99, gauge: waiting };
    expect(told(gaugeObjective({ ...queue, atMost: 100 }))).toEqual([]);
    for (const bounds of [{}, { atLeast: 1, atMost: 2 }]) {
      expect(told(gaugeObjective({ ...queue, ...bounds } as never))).toEqual([
        "OPT003 error objectives.queue.gauge: what is good must be said by exactly one of 'atLeast' and 'atMost' (such as atLeast: 1 for a gauge that is 0 or 1)",
      ]);
    }
  });
});

describe('the objectives of a contract', () => {
  const contract = (objectives: unknown) =>
    serviceContract({
      name: 'web-shop',
      metrics: [requests],
      notTraffic: {},
      objectives: objectives as never,
    }).problems.map(({ id, path, message }) => `${id} ${path}: ${message}`);

  test('stand on metrics of the contract, each with a name of its own', () => {
    const one = availabilityObjective({ ...events, objective: 99.9 });
    const slow = latencyObjective({
      name: 'latency',
      description: 'Fast.',
      objective: 99,
      latency,
      under: 0.5,
    });
    expect(contract([one, slow, one])).toEqual([
      "TYP101 objectives.latency: metric 'shop_request_seconds' of objective 'latency' is not in the contract",
      "REC503 objectives.availability: objective 'availability' is there twice, and both would be recorded as one",
    ]);
  });

  test('are made by this library', () => {
    expect(contract([{ objective: 99.9 }, 7])).toEqual([
      "OPT002 objectives[0]: 'objectives[0]' (an object) must be made by availabilityObjective, latencyObjective or gaugeObjective",
      "OPT002 objectives[1]: 'objectives[1]' (a number) must be made by availabilityObjective, latencyObjective or gaugeObjective",
    ]);
    expect(contract('all')).toEqual([
      "OPT002 objectives: 'objectives' (a text) must be a list of objectives",
    ]);
  });

  test('report what is wrong in them', () => {
    expect(contract([availabilityObjective({ ...events, objective: 101 as never })])).toEqual([
      expect.stringContaining('ALR409 objectives.availability.objective'),
    ]);
  });
});
