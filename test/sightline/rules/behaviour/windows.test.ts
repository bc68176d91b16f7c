import type { Duration } from '../../../../src/sightline/contract/duration-literal';
import type { Found } from '../../../../tools/prometheus/find';
import { promtool } from '../../../../src/sightline/prometheus/promtool';
import type { RuleGroup } from '../../../../src/sightline/rules/rule';
import { describeOnPrometheus } from '../../../tools/prometheus/suite';
import { isLeftOpen, quantileOf, rateOf } from './model';
import { cadvisor, containerOf, kubeStateMetrics, upOf } from './cluster-series';
import { expectValues, recorded, ruleFile } from './rule-test';
import { requestsOf, series, startingAt, steady, targetOf, type Curve, type Series } from './series';
import { bounds, boundTo, taskApiSignals } from './task-api';

const one = targetOf('task-api-1');
const two = targetOf('task-api-2');

/** A second window of the same service, in a group of its own. Memory has no window, so only one of them records saturation. */
const besides = (window: Duration): RuleGroup => ({
  ...taskApiSignals(window, { saturation: false }),
  name: window,
});

/** So much per second up to a moment, then so much. */
const changingAt =
  (moment: number, before: number, after: number): Curve =>
  (seconds) =>
    500 + before * Math.min(seconds, moment) + after * Math.max(0, seconds - moment);

/** What the records of a window are to give, added up from the rates of the series one by one. */
function modelled(
  prometheus: Found,
  window: number,
  at: number,
  ok: readonly Series[],
  failed: readonly Series[],
) {
  const total = (series: readonly Series[]): number =>
    series.reduce((sum, each) => sum + (rateOf(prometheus, each, at, window) ?? 0), 0);
  const traffic = total(ok) + total(failed);
  return { traffic, errors: (100 * total(failed)) / traffic };
}

describe('the rate that the suite expects', () => {
  const counter = (curve: Curve): Series => requestsOf(one, '/tasks', '200', curve);

  test.each(['2.42.0', '3.5.3'])('a steady counter has its slope as its rate (%s)', (version) => {
    expect(rateOf({ version, prometheus: '', promtool: '' }, counter(steady(3)), 900, 300)).toBeCloseTo(
      3,
      12,
    );
  });

  test('a counter that starts in the window is not stretched below zero', () => {
    const started = counter(startingAt(720, 3));
    // 180 s at 3 per second in a window of 300 s
    expect(rateOf({ version: '3.5.3', prometheus: '', promtool: '' }, started, 900, 300)).toBeCloseTo(
      1.8,
      12,
    );
  });
});

describeOnPrometheus('windows', (prometheus) => {
  test.each([
    ['2m', '2m'],
    ['10m', '10m'],
    ['60m', '1h'],
  ] as const)(
    'a window of %s is recorded as %s, and a steady service has the same numbers in it',
    async (window, name) => {
      const at = 75 * 60;
      const groups = boundTo('default', [taskApiSignals(window)]);
      await expectValues(prometheus, {
        groups,
        series: [
          requestsOf(one, '/tasks', '200', steady(6), 80),
          requestsOf(two, '/tasks', '500', steady(2), 80),
        ],
        expected: [
          recorded(`task_api:requests:rate${name}`, at, { '/tasks': 8 }),
          recorded(`task_api:errors:rate${name}`, at, { '/tasks': 25 }),
        ],
      });
    },
  );

  test('after six minutes of failures a window of 5 minutes holds them only, one of 10 minutes also what was before', async () => {
    const at = 18 * 60;
    const ok = [requestsOf(one, '/tasks', '200', changingAt(12 * 60, 4, 1))];
    const failed = [requestsOf(one, '/tasks', '500', changingAt(12 * 60, 0, 1))];
    const ten = modelled(prometheus, 600, at, ok, failed);
    // on a range closed on both sides it is the plain mean: 4 minutes at 4 per second and 6 at 2, of which 6 at 1 failed
    if (!isLeftOpen(prometheus)) {
      expect(ten.traffic).toBeCloseTo((4 * 4 + 6 * 2) / 10, 9);
      expect(ten.errors).toBeCloseTo((100 * 6) / 28, 9);
    }
    await expectValues(prometheus, {
      groups: boundTo('default', [taskApiSignals('5m'), besides('10m')]),
      series: [...ok, ...failed],
      expected: [
        recorded('task_api:requests:rate5m', at, { '/tasks': 2 }),
        recorded('task_api:errors:rate5m', at, { '/tasks': 50 }),
        recorded('task_api:requests:rate10m', at, { '/tasks': ten.traffic }),
        recorded('task_api:errors:rate10m', at, { '/tasks': ten.errors }),
      ],
    });
  });

  test('latency and CPU, too, are those of their window', async () => {
    const at = 18 * 60;
    // for six minutes what took up to 0.01 s has taken between 0.1 and 0.25 s, and has cost four times the CPU time
    const bucket = (le: string, curve: Curve): Series =>
      series(
        'task_api_request_duration_seconds_bucket',
        { ...one, method: 'GET', endpoint: '/tasks', le },
        curve,
      );
    const fast = changingAt(12 * 60, 2, 0);
    const buckets = bounds.map((bound) => bucket(String(bound), bound < 0.25 ? fast : steady(2)));
    const cpuTime = changingAt(12 * 60, 0.125, 0.5);
    const container = containerOf('task-api-1', 'api');
    const cpuOf = (window: number): number =>
      rateOf(prometheus, series('cpu', {}, cpuTime), at, window) ?? NaN;
    const fastRate = rateOf(prometheus, bucket('0.01', fast), at, 600) ?? NaN;
    const byPod = { label: 'pod' };
    await expectValues(prometheus, {
      groups: boundTo('default', [
        taskApiSignals('5m', { saturation: { memory: false } }),
        { ...taskApiSignals('10m', { saturation: { memory: false } }), name: '10m' },
      ]),
      series: [
        ...buckets,
        bucket('+Inf', steady(2)),
        upOf('task-api-1'),
        ...cadvisor(container, { cpu: cpuTime }),
        ...kubeStateMetrics(container, 'requests', { cpu: 1 }),
      ],
      expected: [
        recorded('task_api:latency_p50:5m', at, { '/tasks': 0.175 }),
        // the fast ones, and between 0.1 and 0.25 the rest of 2 per second
        recorded('task_api:latency_p50:10m', at, {
          '/tasks': quantileOf(0.5, bounds, [fastRate, 0, 0, 0, 2 - fastRate]),
        }),
        recorded('task_api:cpu_saturation:ratio_rate5m', at, { 'task-api-1': 0.5 }, byPod),
        recorded('task_api:cpu_saturation:ratio_rate10m', at, { 'task-api-1': cpuOf(600) }, byPod),
      ],
    });
  });

  test('a pod that starts in the window, one that is gone and one that missed scrapes count for what they served', async () => {
    const at = 15 * 60;
    const ok = [
      requestsOf(one, '/tasks', '200', startingAt(12 * 60, 5)),
      requestsOf(two, '/tasks', '200', (seconds) => (seconds > 13 * 60 ? undefined : 40 + 3 * seconds)),
    ];
    const failed = [
      // restarts, is not scraped for two minutes, and has counted 7 by then
      requestsOf(two, '/tasks/:id', '500', (seconds) => {
        if (seconds < 660) return 900 + 2 * seconds;
        return seconds < 780 ? undefined : 7 + 2 * (seconds - 780);
      }),
    ];
    await expectValues(prometheus, {
      groups: boundTo('default', [taskApiSignals()]),
      series: [...ok, ...failed],
      expected: [
        recorded('task_api:requests:rate5m', at, {
          '/tasks': modelled(prometheus, 300, at, ok, []).traffic,
          '/tasks/:id': modelled(prometheus, 300, at, [], failed).traffic,
        }),
        recorded('task_api:errors:rate5m', at, { '/tasks': 0, '/tasks/:id': 100 }),
      ],
    });
  });

  test('two windows of one service live side by side without duplicates', async () => {
    const groups = boundTo('default', [taskApiSignals('5m'), besides('1h')]);
    const { ok, output } = await promtool(prometheus).checkRules(
      { yaml: ruleFile(groups) },
      { lintFatal: true },
    );
    expect(output).not.toContain('duplicate');
    expect(ok).toBe(true);
  });
});
