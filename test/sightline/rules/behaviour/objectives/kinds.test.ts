import { availabilityObjective } from '../../../../../src/sightline/objectives/availability-objective';
import { gaugeObjective } from '../../../../../src/sightline/objectives/gauge-objective';
import { latencyObjective } from '../../../../../src/sightline/objectives/latency-objective';
import { up } from '../../../../../src/sightline/promql/build/metric';
import { promtool } from '../../../../../src/sightline/prometheus/promtool';
import { describeSampleOnPrometheus } from '../../../../tools/prometheus/suite';
import { expectValues, ruleFile, type Expectation } from '../rule-test';
import { requestsOf, series, steady, targetOf, type Labels } from '../series';
import { latency, requests } from '../task-api';
import { rulesOf, seriesOf } from './objectives';

const hour = 3600;
const description = 'It works.';
const one = targetOf('task-api-1');
const two = targetOf('task-api-2');
const minutes = 70;

/** A recorded series of an objective, by the values of its labels. */
const values = (
  record: string,
  slo: string,
  at: number,
  samples: readonly (readonly [Labels, number])[],
): Expectation => ({
  expr: seriesOf(record, slo),
  at,
  samples: samples.map(([labels, value]) => [
    { namespace: 'default', service: 'task-api', slo, ...labels },
    value,
  ]),
});

describeSampleOnPrometheus('an objective on latency', 2, (prometheus) => {
  const rules = rulesOf([
    latencyObjective({ name: 'fast', description, objective: 99, latency, under: 0.25, by: ['endpoint'] }),
  ]);
  const of = (suffix: string, endpoint: string, perSecond: number, labels: Labels = {}) =>
    series(
      `task_api_request_duration_seconds_${suffix}`,
      { ...one, method: 'GET', endpoint, ...labels },
      steady(perSecond),
      minutes,
    );

  test('counts what is over the threshold as bad, for each route, however clients write the bound', async () => {
    await expectValues(prometheus, {
      groups: rules,
      series: [
        of('count', '/tasks', 8),
        of('bucket', '/tasks', 6, { le: '0.25' }),
        of('bucket', '/tasks', 8, { le: '+Inf' }),
        of('count', '/tasks/:id', 4),
        of('bucket', '/tasks/:id', 4, { le: '0.25' }),
      ],
      expected: [
        values('slo:sli_error:ratio_rate5m', 'fast', hour, [
          [{ endpoint: '/tasks' }, 0.25],
          [{ endpoint: '/tasks/:id' }, 0],
        ]),
        values('slo:burn_rate:ratio_rate1h', 'fast', hour, [
          [{ endpoint: '/tasks' }, 25],
          [{ endpoint: '/tasks/:id' }, 0],
        ]),
      ],
    });
  });

  test('is loud where the bucket is missing: everything is bad', async () => {
    await expectValues(prometheus, {
      groups: rules,
      series: [of('count', '/tasks', 8), of('bucket', '/tasks', 6, { le: '0.3' })],
      expected: [values('slo:sli_error:ratio_rate5m', 'fast', hour, [[{ endpoint: '/tasks' }, 1]])],
    });
  });

  test('never has less than nothing bad', async () => {
    await expectValues(prometheus, {
      groups: rules,
      // a bucket that is a scrape ahead of the count
      series: [of('count', '/tasks', 8), of('bucket', '/tasks', 8.001, { le: '0.25' })],
      expected: [values('slo:sli_error:ratio_rate5m', 'fast', hour, [[{ endpoint: '/tasks' }, 0]])],
    });
  });
});

describeSampleOnPrometheus('an objective on a gauge', 3, (prometheus) => {
  const rules = rulesOf([
    gaugeObjective({ name: 'reachable', description, objective: 99, gauge: up, atLeast: 1 }),
  ]);

  test('is the share of time and series within the bound', async () => {
    // of two pods one is down for the second half of an hour: a quarter of the time of both
    const down = (seconds: number) => (seconds > hour / 2 ? 0 : 1);
    await expectValues(prometheus, {
      groups: rules,
      series: [series('up', one, () => 1, minutes), series('up', two, down, minutes)],
      expected: [
        values('slo:sli_total:rate5m', 'reachable', hour, [[{}, 2]]),
        values('slo:sli_error:ratio_rate5m', 'reachable', hour, [[{}, 0.5]]),
        {
          expr: `abs(${seriesOf('slo:sli_error:ratio_rate1h', 'reachable')} - 0.25) < bool 0.005`,
          at: hour,
          samples: [[{ namespace: 'default', service: 'task-api', slo: 'reachable' }, 1]],
        },
      ],
    });
  });

  test('goes on while a pod is replaced by another', async () => {
    await expectValues(prometheus, {
      groups: rules,
      series: [
        series('up', one, (seconds) => (seconds <= 1200 ? 1 : undefined), minutes),
        series('up', two, (seconds) => (seconds > 1200 ? 1 : undefined), minutes),
      ],
      expected: [values('slo:sli_error:ratio_rate1h', 'reachable', hour, [[{}, 0]])],
    });
  });
});

describeSampleOnPrometheus('an objective that is kept by a label', 2, (prometheus) => {
  const rules = rulesOf([
    availabilityObjective({
      name: 'routes',
      description,
      objective: 99,
      by: ['endpoint'],
      total: requests,
      bad: requests.where({ status: /5../ }),
    }),
  ]);

  test('has a ratio, a budget and alerts for each of its values', async () => {
    await expectValues(prometheus, {
      groups: rules,
      series: [
        requestsOf(one, '/tasks', '200', steady(3), minutes),
        requestsOf(one, '/tasks', '500', steady(1), minutes),
        requestsOf(two, '/tasks/:id', '200', steady(5), minutes),
      ],
      expected: [
        values('slo:sli_error:ratio_rate1h', 'routes', hour, [
          [{ endpoint: '/tasks' }, 0.25],
          [{ endpoint: '/tasks/:id' }, 0],
        ]),
        // 25 times the budget through one of 720 hours
        values('slo:error_budget_remaining:ratio', 'routes', hour, [
          [{ endpoint: '/tasks' }, 1 - 25 / 720],
          [{ endpoint: '/tasks/:id' }, 1],
        ]),
        {
          expr: 'count by (alertname, endpoint) (ALERTS{alertstate="firing",tier="fast"})',
          at: hour,
          samples: [[{ alertname: 'ErrorBudgetBurnFast', endpoint: '/tasks' }, 1]],
        },
      ],
    });
  });
});

describeSampleOnPrometheus('promtool', 3, (prometheus) => {
  test('has nothing to say of objectives of every kind, with every lint fatal', async () => {
    const rules = rulesOf([
      availabilityObjective({
        name: 'a',
        description,
        objective: 99.9,
        total: requests,
        bad: requests.where({ status: /5../ }),
      }),
      availabilityObjective({
        name: 'b',
        description,
        objective: 99,
        window: '90d',
        by: ['endpoint', 'pod'],
        total: requests,
        bad: requests.where({ status: /5../ }),
      }),
      latencyObjective({ name: 'c', description, objective: 95, window: '7d', latency, under: 1 }),
      gaugeObjective({
        name: 'd',
        description,
        objective: 99.5,
        window: '28d',
        gauge: up,
        atLeast: 1,
        by: ['pod'],
      }),
    ]);
    const { ok, output } = await promtool(prometheus).checkRules(
      { yaml: ruleFile(rules) },
      { lintFatal: true },
    );
    expect({ ok, output }).toEqual({ ok: true, output: expect.stringContaining('SUCCESS') });
  });
});
