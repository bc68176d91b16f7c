import { promtool } from '../../../../src/sightline/prometheus/promtool';
import { describeOnPrometheus } from '../../../tools/prometheus/suite';
import { latencyOf } from './latency-series';
import { evaluate, expectValues, recorded, ruleFile } from './rule-test';
import { constant, requestsOf, steady, targetOf, type Curve } from './series';
import { boundTo, taskApiSignals } from './task-api';

const traffic = 'task_api:requests:rate5m';
const errors = 'task_api:errors:rate5m';
const quantiles = ['task_api:latency_p50:5m', 'task_api:latency_p95:5m', 'task_api:latency_p99:5m'];

const one = targetOf('task-api-1');
const two = targetOf('task-api-2');
const at = 15 * 60;

/** Counts so much per second, and is restarted just after the scrape at `restart`: it goes on counting from 0. */
const restartedAt =
  (restart: number, perSecond: number): Curve =>
  (seconds) =>
    seconds <= restart ? 5000 + perSecond * seconds : perSecond * (seconds - restart);

describeOnPrometheus('traffic and errors', (prometheus) => {
  const groups = boundTo('default', [taskApiSignals()]);

  test('the rules pass every lint of promtool', async () => {
    const { ok, output } = await promtool(prometheus).checkRules(
      { yaml: ruleFile(groups) },
      { lintFatal: true },
    );
    expect(output).toContain('SUCCESS: 7 rules found');
    expect(ok).toBe(true);
  });

  test('the comparison itself refuses a wrong value, a missing series and one too many', async () => {
    const series = [requestsOf(one, '/tasks', '200', steady(2))];
    const verdictOn = async (values: Record<string, number>): Promise<boolean> =>
      (await evaluate(prometheus, { groups, series, expected: [recorded(traffic, at, values)] })).ok;
    expect(await verdictOn({ '/tasks': 2 })).toBe(true);
    expect(await verdictOn({ '/tasks': 2.00001 })).toBe(false);
    expect(await verdictOn({ '/tasks': 2, '/other': 0 })).toBe(false);
    expect(await verdictOn({})).toBe(false);
  });

  test('two pods add up, and the restart of one of them neither adds to the traffic nor takes from it', async () => {
    await expectValues(prometheus, {
      groups,
      series: [
        requestsOf(one, '/tasks', '200', steady(4)),
        requestsOf(two, '/tasks', '200', restartedAt(12 * 60, 2)),
        requestsOf(two, '/tasks', '500', restartedAt(12 * 60, 0.5)),
      ],
      // 4 + 2 + 0.5 per second, of which 0.5 failed: 7.6923 %
      expected: [recorded(traffic, at, { '/tasks': 6.5 }), recorded(errors, at, { '/tasks': 50 / 6.5 })],
    });
  });

  test('a route without errors reads 0 % while another route has some', async () => {
    await expectValues(prometheus, {
      groups,
      series: [
        requestsOf(one, '/tasks', '200', steady(3)),
        requestsOf(one, '/tasks', '503', steady(1)),
        requestsOf(one, '/tasks/:id', '200', steady(2)),
        requestsOf(one, '/tasks/:id', '404', steady(2)),
      ],
      expected: [
        recorded(traffic, at, { '/tasks': 4, '/tasks/:id': 4 }),
        recorded(errors, at, { '/tasks': 25, '/tasks/:id': 0 }),
      ],
    });
  });

  test('every route reads 0 % while no request has ever failed', async () => {
    await expectValues(prometheus, {
      groups,
      series: [
        requestsOf(one, '/tasks', '200', steady(3)),
        requestsOf(two, '/tasks', '201', steady(1)),
        requestsOf(two, '/tasks/:id', '404', steady(2)),
      ],
      expected: [recorded(errors, at, { '/tasks': 0, '/tasks/:id': 0 })],
    });
  });

  test('a route of which every request fails reads 100 %', async () => {
    const series = [requestsOf(one, '/tasks', '500', steady(3)), requestsOf(two, '/tasks', '502', steady(1))];
    await expectValues(prometheus, { groups, series, expected: [recorded(errors, at, { '/tasks': 100 })] });
  });

  test('an idle service has no traffic, no error percentage and no latency, and nothing is NaN', async () => {
    await expectValues(prometheus, {
      groups,
      series: [
        requestsOf(one, '/tasks', '200', constant(70)),
        requestsOf(one, '/tasks', '500', constant(3)),
        requestsOf(one, '/tasks/:id', '200', constant(9)),
        ...latencyOf(one, '/tasks', {}),
        ...latencyOf(one, '/tasks/:id', {}),
      ],
      expected: [
        recorded(traffic, at, { '/tasks': 0, '/tasks/:id': 0 }),
        ...[errors, ...quantiles].map((record) => recorded(record, at, {})),
      ],
    });
  });

  test('an idle route is silent on errors and latency beside a busy one', async () => {
    await expectValues(prometheus, {
      groups,
      series: [
        requestsOf(one, '/tasks', '200', steady(1)),
        requestsOf(one, '/tasks/:id', '500', constant(9)),
        // 30 observations between 0.01 and 0.025 s in each 30 s: the median is in the middle
        ...latencyOf(one, '/tasks', { 0.025: 30 }),
        ...latencyOf(one, '/tasks/:id', {}),
      ],
      expected: [
        recorded(traffic, at, { '/tasks': 1, '/tasks/:id': 0 }),
        recorded(errors, at, { '/tasks': 0 }),
        recorded('task_api:latency_p50:5m', at, { '/tasks': 0.0175 }),
      ],
    });
  });

  test('one failure in seven is 14.2857 %', async () => {
    const series = [
      requestsOf(one, '/tasks', '200', steady(0.6)),
      requestsOf(one, '/tasks', '500', steady(0.1)),
    ];
    const expected = [recorded(traffic, at, { '/tasks': 0.7 }), recorded(errors, at, { '/tasks': 100 / 7 })];
    await expectValues(prometheus, { groups, series, expected });
  });

  test('probes and scrapes of the metrics page are not traffic, however many there are and however they end', async () => {
    const notTraffic = ['/metrics', '/healthz', '/readyz'];
    await expectValues(prometheus, {
      groups,
      series: [
        requestsOf(one, '/tasks', '200', steady(1)),
        ...latencyOf(one, '/tasks', { 0.025: 30 }),
        // a route that only begins like a probe is traffic
        requestsOf(one, '/healthz/report', '200', steady(2)),
        ...notTraffic.flatMap((endpoint) => [
          requestsOf(one, endpoint, '200', steady(5)),
          requestsOf(one, endpoint, '503', steady(5)),
          ...latencyOf(one, endpoint, { 10: 500 }),
        ]),
      ],
      expected: [
        recorded(traffic, at, { '/tasks': 1, '/healthz/report': 2 }),
        recorded(errors, at, { '/tasks': 0, '/healthz/report': 0 }),
        ...quantiles.map((record, index) =>
          recorded(record, at, { '/tasks': [0.0175, 0.02425, 0.02485][index] ?? NaN }),
        ),
      ],
    });
  });
});
