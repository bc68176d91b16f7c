import type { ObjectiveDeclaration } from '../../../src/sightline/contract/objective';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import { gaugeObjective } from '../../../src/sightline/objectives/gauge-objective';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { isObjective } from '../../../src/sightline/objectives/objective';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { checkObjective } from '../../../src/sightline/rules/objectives/check-objective';
import { objectiveRules } from '../../../src/sightline/rules/objectives/groups';
import type { BoundAlertingRule, BoundRule } from '../../../src/sightline/rules/rule';
import { latency, requests, waiting } from './shop';
import { onOneLine } from '../promql/on-one-line';

const target = { namespace: 'prod', service: 'web-shop' };
const own = 'namespace="prod",service="web-shop"';
const description = 'It works.';
const severities = { page: 'sev1', ticket: 'sev3' };

/** The groups of one objective of the shop. */
function groupsOf(objective: ObjectiveDeclaration, scrapeInterval = 45_000) {
  const contract = serviceContract({
    name: 'web-shop',
    metrics: [requests, latency, waiting],
    notTraffic: { route: ['/healthz'], priority: ['low'] },
    objectives: [objective],
  });
  expect(contract.problems).toEqual([]);
  const groups = objectiveRules(contract, { scrapeInterval }).flatMap((each) => each.groups);
  const bound = bindGroups(groups, { target, scrapeInterval, metrics: contract.metrics, severities });
  expect(bound.problems).toEqual([]);
  return bound.groups;
}

const recordsOf = (rules: readonly BoundRule[]) =>
  Object.fromEntries(
    rules.flatMap((rule) => ('record' in rule ? [[rule.record, onOneLine(rule.expr)]] : [])),
  );

const alertsOf = (rules: readonly BoundRule[]) =>
  rules.filter((rule): rule is BoundAlertingRule => 'alert' in rule);

describe('the rules of an objective on counted events', () => {
  const [fast, slow, facts, history] = groupsOf(
    availabilityObjective({
      name: 'orders',
      description,
      objective: 97.3,
      window: '11d',
      by: ['route'],
      total: requests.where({ verb: 'POST' }),
      bad: requests.where({ verb: 'POST', code: ['500', '503'] }),
      minimumBadEvents: 7,
      owner: 'shop team',
    }),
  );
  const slo = `{${own},slo="orders"}`;

  test('are in four groups: what must not wait, what is counted, what hardly changes, and what was before', () => {
    expect([fast, slow, facts, history].map((group) => [group?.name, group?.interval])).toEqual([
      ['web-shop-slo-orders-fast', '45s'],
      ['web-shop-slo-orders-slow', '2m'],
      ['web-shop-slo-orders-facts', '4m'],
      ['web-shop-slo-orders-history', '30m'],
    ]);
  });

  test('record all events and the bad ones, filled with zero by the labels that it is kept by', () => {
    const all = `${own},verb="POST",route!="/healthz"`;
    const bad = `${own},verb="POST",code=~"500|503",route!="/healthz"`;
    expect(recordsOf(slow?.rules ?? [])).toMatchObject({
      'slo:sli_total:rate5m': `sum by (route) (rate(shop_requests_total{${all}}[5m]))`,
      'slo:sli_bad:rate5m': `sum by (route) (rate(shop_requests_total{${bad}}[5m])) or on (route) 0 * slo:sli_total:rate5m${slo}`,
      'slo:sli_error:ratio_rate5m': `slo:sli_bad:rate5m${slo} / (slo:sli_total:rate5m${slo} > 0)`,
      'slo:sli_total:rate1h': `sum by (route) (rate(shop_requests_total{${all}}[1h]))`,
      'slo:sli_bad:rate1h': `sum by (route) (rate(shop_requests_total{${bad}}[1h])) or on (route) 0 * slo:sli_total:rate1h${slo}`,
    });
  });

  test('count each event in one step: what the last hour has more than it had two minutes ago', () => {
    const all = `${own},verb="POST",route!="/healthz"`;
    const hour = `slo:sli_total:rate1h${slo} * 3600`;
    const none = `or on (route) 0 * slo:sli_total:rate1h${slo}`;
    const whole = `${hour} - on (route) (sum by (route) (increase(shop_requests_total{${all}}[58m] offset 2m)) ${none}) unless on () slo:step:gap${slo}`;
    const before = `(last_over_time(slo:sli_total:rate1h${slo}[1h] offset 15s) * 3600 ${none})`;
    const left = `(slo:sli_total:rate5m${slo} offset 1h * on () group_left () slo:step:gap${slo} ${none})`;
    expect(recordsOf(slow?.rules ?? [])).toMatchObject({
      'slo:sli_total:increase2m': `${whole} or on (route) ${hour} - on (route) ${before} + on (route) ${left} and on () slo:step:gap${slo}`,
      'slo:step:gap': `time() - last_over_time(slo:step:end${slo}[1h] offset 15s) > 121 or time() - last_over_time(slo:step:end${slo}[1h] offset 15s) < 119`,
      'slo:step:end': 'vector(time())',
    });
  });

  test('answer the questions of whoever is on call with a series each', () => {
    expect(recordsOf(slow?.rules ?? [])).toMatchObject({
      'slo:sli_error:percent_rate5m': `slo:sli_error:ratio_rate5m${slo} * 100`,
      'slo:burn_rate:ratio_rate1h': `slo:sli_error:ratio_rate1h${slo} / 0.027`,
      // 11 days are 950,400 seconds
      'slo:error_budget_exhaustion:seconds': `clamp_min(slo:error_budget_remaining:events${slo}, 0) / (slo:sli_bad:rate1h${slo} > 0) < 950400 and slo:burn_rate:ratio_rate1h${slo} > 1`,
    });
  });

  test('add up the steps of longer windows, never ratios', () => {
    const sum = (name: string, window: string) =>
      `sum_over_time(slo:sli_${name}:increase2m${slo}[${window}])`;
    expect(recordsOf(slow?.rules ?? [])).toMatchObject({
      'slo:sli_error:ratio_rate30m': `${sum('bad', '30m')} / (${sum('total', '30m')} > 0.001)`,
      'slo:sli_error:ratio_rate6h': `${sum('bad', '6h')} / (${sum('total', '6h')} > 0.001)`,
      'slo:sli_error:ratio_rate11d': `slo:sli_bad:increase11d${slo} / (slo:sli_total:increase11d${slo} > 0)`,
      'slo:window_age:ratio': `clamp_max(time() - (last_over_time(slo:window:start${slo}[6h]) or min_over_time(slo:sli_total:since${slo}[2h])), 950400) / 950400`,
      'slo:error_budget:events': `slo:sli_total:increase11d${slo} / slo:window_age:ratio${slo} * 0.027`,
      'slo:error_budget_remaining:events': `slo:error_budget:events${slo} - slo:sli_bad:increase11d${slo}`,
    });
    expect(recordsOf(facts?.rules ?? [])).toMatchObject({
      'slo:objective:ratio': 'vector(0.973)',
      'slo:sli_total:since': `min by (route) (min_over_time(timestamp(shop_requests_total{${own},verb="POST",route!="/healthz"})[5m:30s]))`,
    });
  });

  test.each(['total', 'bad'])(
    'keep up the sum of the whole window from evaluation to evaluation, and read all of it now and then: %s',
    (name) => {
      const step = `slo:sli_${name}:increase2m${slo}`;
      const sum = `slo:sli_${name}:increase11d`;
      const last = `last_over_time(${sum}_running${slo}[6h] offset 15s)`;
      const correction = `last_over_time(${sum}_correction${slo}[6h])`;
      const unknown = `or on (route) 0 * slo:window:start${slo}`;
      expect(recordsOf(slow?.rules ?? [])).toMatchObject({
        [`${sum}_leaving`]: `${step} offset 11d * on () group_left () ((slo:step:gap${slo} or on () vector(120)) / on () (slo:step:gap${slo} offset 11d or on () vector(120)))`,
        [`${sum}_running`]: `${last} + on (route) (${step} or on (route) 0 * ${last}) - on (route) (${sum}_leaving${slo} or on (route) 0 * ${last}) or on (route) ${step}`,
        [sum]: `(${correction} + on (route) (${sum}_running${slo} or on (route) 0 * ${correction}) or on (route) ${sum}_running${slo}) and on (route) slo:window_age:ratio${slo}`,
      });
      expect(recordsOf(history?.rules ?? [])).toMatchObject({
        [`${sum}_correction`]: `sum_over_time(${step}[11d]) + on (route) (slo:sli_${name}:increase_before${slo} ${unknown}) - on (route) (last_over_time(${sum}_running${slo}[6h]) ${unknown})`,
      });
    },
  );

  test('have the identity on every rule, and what may change on one series only', () => {
    const identity = { namespace: 'prod', service: 'web-shop', slo: 'orders' };
    for (const rule of [fast, slow, facts, history].flatMap((group) => group?.rules ?? [])) {
      expect(rule.labels).toMatchObject(identity);
      if ('record' in rule && rule.record !== 'slo:info') expect(rule.labels).toEqual(identity);
    }
    const info = facts?.rules.find((rule) => 'record' in rule && rule.record === 'slo:info');
    expect(info?.labels).toEqual({
      ...identity,
      objective: '97.3',
      window: '11d',
      sli: 'availability',
      owner: 'shop team',
    });
  });

  test('alert above the factors of the window, for enough bad events, with the severities of the stack', () => {
    // 2 % of 264 h in 1 h is 5.28 times, of 2.7 %; 5 % in 6 h is 2.2 times; 10 % in a day 1.1 times; in three days it would be under 1
    const [first] = alertsOf(fast?.rules ?? []);
    expect(first).toMatchObject({
      alert: 'ErrorBudgetBurnFast',
      keep_firing_for: '30m',
      labels: { severity: 'sev1', tier: 'fast' },
    });
    const all = `${own},verb="POST",route!="/healthz"`;
    const bad = `${own},verb="POST",code=~"500|503",route!="/healthz"`;
    const rate = (selector: string, window: string) =>
      `sum by (namespace, service, route) (rate(shop_requests_total{${selector}}[${window}]))`;
    const ratio = (window: string) => `${rate(bad, window)} / (${rate(all, window)} > 0)`;
    const on = 'and on (namespace, service, route)';
    expect(onOneLine(first?.expr ?? '')).toBe(
      `${ratio('1h')} > 0.14256 ${on} ${ratio('5m')} > 0.14256 ${on} slo:sli_bad:seen1h${slo} >= 7`,
    );
    const [medium, day, long, exhausted] = alertsOf(slow?.rules ?? []);
    const counted = `max_over_time(slo:sli_error:ratio_rate5m${slo}[25m]) > 0.0594`;
    const enough = `sum_over_time(slo:sli_bad:seen2m${slo}[6h]) >= 7`;
    expect(onOneLine(medium?.expr ?? '')).toBe(
      `slo:sli_error:ratio_rate6h${slo} > 0.0594 ${on} slo:sli_error:ratio_rate30m${slo} > 0.0594 ${on} ${counted} ${on} ${enough}`,
    );
    expect(day?.expr).toContain(`ratio_rate1d${slo} > 0.0297`);
    expect(onOneLine(day?.expr ?? '')).toContain(
      `max_over_time(slo:sli_error:ratio_rate1h${slo}[1h]) > 0.0297`,
    );
    expect(long?.expr).toContain(`ratio_rate3d${slo} > 0.027`);
    expect(onOneLine(long?.expr ?? '')).toContain(`slo:sli_bad:seen3d${slo} >= 7`);
    expect(onOneLine(exhausted?.expr ?? '')).toContain(
      `(slo:sli_bad:increase11d${slo} >= 21 or slo:sli_bad:seen3d${slo} >= 7)`,
    );
    expect(recordsOf(slow?.rules ?? [])['slo:sli_bad:seen3d']).toBe(
      `sum_over_time(slo:sli_bad:seen2m${slo}[3d])`,
    );
    expect([medium, day, long].map((alert) => alert?.labels['severity'])).toEqual(['sev1', 'sev3', 'sev3']);
    expect([exhausted?.alert, exhausted?.for]).toEqual(['ErrorBudgetExhausted', '10m']);
  });

  test('page when no target answers, and ask for a ticket when those that answer expose nothing', () => {
    const unreachable = alertsOf(fast?.rules ?? [])[1];
    const answered = (window: string) => `max by (namespace, service) (max_over_time(up{${own}}[${window}]))`;
    expect(recordsOf(facts?.rules ?? [])['slo:targets:ready']).toBe(
      `sum(kube_pod_status_ready{namespace="prod",condition="true"} and on (namespace, pod) max_over_time(up{${own}}[1h]) == 1 unless on (namespace, pod) kube_pod_status_phase{namespace="prod",phase="Succeeded"} == 1)`,
    );
    expect(unreachable).toMatchObject({ alert: 'ServiceUnreachable', labels: { severity: 'sev1' } });
    // four scrapes of 45 s
    expect(onOneLine(unreachable?.expr ?? '')).toBe(
      `(${answered('3m')} or on (namespace, service) slo:targets:ready${slo}) == 0`,
    );
    const absent = alertsOf(slow?.rules ?? []).at(-1);
    expect(absent).toMatchObject({ alert: 'SLIAbsent', for: '15m', labels: { severity: 'sev3' } });
    expect(onOneLine(absent?.expr ?? '')).toBe(
      `absent(slo:sli_total:rate5m${slo}) and on () (max(up{${own}}) == 1 or on () absent(slo:window_age:ratio${slo}))`,
    );
  });
});

describe('the rules of an objective on latency', () => {
  test('take all observations from the count, and those under the bucket in every spelling of it', () => {
    const [, slow] = groupsOf(
      latencyObjective({
        name: 'fast',
        description,
        objective: 95,
        latency,
        under: 2,
        where: { verb: 'GET' },
      }),
    );
    const slo = `{${own},slo="fast"}`;
    expect(recordsOf(slow?.rules ?? [])).toMatchObject({
      'slo:sli_total:rate5m': `sum(rate(shop_request_seconds_count{${own},verb="GET",route!="/healthz"}[5m]))`,
      'slo:sli_bad:rate5m': `clamp_min(slo:sli_total:rate5m${slo} - on () (sum(rate(shop_request_seconds_bucket{${own},le=~"2|2\\\\.0",verb="GET",route!="/healthz"}[5m])) or on () 0 * slo:sli_total:rate5m${slo}), 0)`,
    });
  });
});

describe('the rules of an objective on a gauge', () => {
  test('count the series that are out of bounds, and take the mean over time', () => {
    const [fast, slow] = groupsOf(
      gaugeObjective({
        name: 'queue',
        description,
        objective: 99,
        gauge: waiting,
        atMost: 12.5,
        by: ['priority'],
      }),
    );
    const slo = `{${own},slo="queue"}`;
    expect(recordsOf(fast?.rules ?? [])).toMatchObject({
      'slo:sli_total:count': `count by (priority) (shop_waiting_mails{${own},priority!="low"})`,
      'slo:sli_bad:count': `count by (priority) (shop_waiting_mails{${own},priority!="low"} > 12.5) or on (priority) 0 * slo:sli_total:count${slo}`,
    });
    const there = `clamp_max(count_over_time(slo:sli_total:count${slo}[2m:30s]) / 4, 1)`;
    expect(recordsOf(slow?.rules ?? [])).toMatchObject({
      'slo:sli_total:rate5m': `avg_over_time(slo:sli_total:count${slo}[5m])`,
      'slo:sli_bad:rate1h': `avg_over_time(slo:sli_bad:count${slo}[1h])`,
      'slo:sli_bad:increase2m': `avg_over_time(slo:sli_bad:count${slo}[2m:30s]) * 120 * ${there} unless on () slo:step:gap${slo} or avg_over_time(slo:sli_bad:count${slo}[10m]) * on () group_left () slo:step:gap${slo}`,
    });
  });
});

describe('an alert', () => {
  const events = { name: 'a', description, total: requests, bad: requests.where({ code: /5../ }) };
  const names = (objective: ObjectiveDeclaration) =>
    groupsOf(objective).flatMap(({ rules }) => alertsOf(rules).map(({ alert }) => alert));

  test('that can never fire is left out, and so is one that is off, with the windows that nobody else reads', () => {
    const made = availabilityObjective({
      ...events,
      objective: 90,
      alerts: { tiers: { slow: false }, exhausted: false },
      whenAbsent: false,
    });
    expect(names(made)).toEqual(['ErrorBudgetBurnMedium', 'ErrorBudgetBurnLong']);
    const [, slow] = groupsOf(made);
    const records = Object.keys(recordsOf(slow?.rules ?? []));
    expect(records.filter((record) => /error:ratio_rate\d+[hd]$/.test(record))).toEqual([
      'slo:sli_error:ratio_rate1h',
      'slo:sli_error:ratio_rate6h',
      'slo:sli_error:ratio_rate3d',
      'slo:sli_error:ratio_rate30d',
    ]);
  });

  test('goes on only as long as a slower page would follow it', () => {
    const made = availabilityObjective({
      ...events,
      objective: 99.9,
      alerts: { tiers: { medium: 'ticket' } },
    });
    const alerts = groupsOf(made).flatMap(({ rules }) => alertsOf(rules));
    expect(alerts.filter(({ keep_firing_for: kept }) => kept !== undefined)).toEqual([]);
  });

  test('needs no number of bad events where none is asked for', () => {
    const [fast] = groupsOf(availabilityObjective({ ...events, objective: 99.9, minimumBadEvents: 0 }));
    expect(alertsOf(fast?.rules ?? [])[0]?.expr).not.toContain('seen');
  });
});

describe('where an objective is kept', () => {
  const objective = availabilityObjective({
    name: 'a',
    description,
    objective: 99,
    window: '14d',
    total: requests,
    bad: requests.where({ code: /5../ }),
  });
  const told = (sampling: Parameters<typeof checkObjective>[1]) =>
    isObjective(objective)
      ? checkObjective(objective, sampling).map(({ id, message }) => `${id} ${message}`)
      : [];
  const day = 86_400_000;

  test('samples must live as long as its window', () => {
    expect(told({ scrapeInterval: 30_000, retention: 14 * day })).toEqual([]);
    expect(told({ scrapeInterval: 30_000, retention: 10 * day })).toEqual([
      "RNG302 the window of objective 'a' (14d) is longer than the samples are kept (10d), so it would be a window of 10d",
    ]);
  });

  test('the shortest window must hold four scrapes', () => {
    expect(told({ scrapeInterval: 75_000 })).toEqual([]);
    expect(told({ scrapeInterval: 76_000 })).toEqual([
      "RNG305 the shortest window of objective 'a' (5m) must hold 4 scrapes, and there is one every 1m16s",
    ]);
  });
});
