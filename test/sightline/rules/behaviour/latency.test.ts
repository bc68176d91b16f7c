import { sum } from '../../../../src/sightline/promql/build/aggregation';
import { rate } from '../../../../src/sightline/promql/build/functions';
import { recordingRule, ruleGroup } from '../../../../src/sightline/rules/rule';
import { describeOnPrometheus } from '../../../tools/prometheus/suite';
import { latencyOf, short, withPoint, type Spelling } from './latency-series';
import { quantileOf } from './model';
import { expectValues, recorded, type Expectation } from './rule-test';
import { targetOf } from './series';
import { bounds, boundTo, latency, taskApiSignals } from './task-api';

const one = targetOf('task-api-1');
const two = targetOf('task-api-2');
const at = 15 * 60;

/** What the three latency records are to give, by endpoint: P50, P95, P99. */
function quantiles(values: Readonly<Record<string, readonly [number, number, number]>>): Expectation[] {
  return ['p50', 'p95', 'p99'].map((quantile, index) => {
    const each = Object.entries(values).map(([endpoint, three]) => [endpoint, three[index] ?? NaN] as const);
    return recorded(`task_api:latency_${quantile}:5m`, at, Object.fromEntries(each));
  });
}

describe('the interpolation that the suite expects', () => {
  test.each([
    [0.5, [0, 0, 100], 0.0375],
    [0.25, [100], 0.0025],
    [0.5, [10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 90], 10],
  ])('the quantile %p of %p observations by bucket is %p', (quantile, counts, expected) => {
    expect(quantileOf(quantile, bounds, counts)).toBeCloseTo(expected, 12);
  });
});

describeOnPrometheus('latency', (prometheus) => {
  const groups = boundTo('default', [taskApiSignals()]);

  test('P50, P95 and P99 are interpolated inside their buckets', async () => {
    await expectValues(prometheus, {
      groups,
      // of 100: 30 up to 0.025, 60 up to 0.05, 90 up to 0.1, all up to 0.25
      series: latencyOf(one, '/tasks', { 0.025: 30, 0.05: 30, 0.1: 30, 0.25: 10 }),
      expected: quantiles({
        '/tasks': [0.025 + (0.025 * 20) / 30, 0.1 + (0.15 * 5) / 10, 0.1 + (0.15 * 9) / 10],
      }),
    });
  });

  test('a quantile among the observations above the highest bound is that bound', async () => {
    await expectValues(prometheus, {
      groups,
      // of 100: 60 between 5 and 10 s, 40 above
      series: latencyOf(one, '/exports', { 10: 60, Infinity: 40 }),
      expected: quantiles({ '/exports': [5 + (5 * 50) / 60, 10, 10] }),
    });
  });

  test('a quantile in the first bucket is interpolated from 0', async () => {
    await expectValues(prometheus, {
      groups,
      // of 100: 96 up to 0.01, 4 between 0.01 and 0.025
      series: latencyOf(one, '/tasks/:id', { 0.01: 96, 0.025: 4 }),
      expected: quantiles({ '/tasks/:id': [(0.01 * 50) / 96, (0.01 * 95) / 96, 0.01 + (0.015 * 3) / 4] }),
    });
  });

  test('the buckets of all pods are added before the quantile is taken, never averaged after', async () => {
    await expectValues(prometheus, {
      groups,
      // one pod serves 90 fast requests, the other 10 slow ones: the P50 of all is a fast one, the P95 a slow one
      series: [...latencyOf(one, '/tasks', { 0.01: 90 }), ...latencyOf(two, '/tasks', { 5: 10 })],
      expected: quantiles({ '/tasks': [(0.01 * 50) / 90, 2.5 + (2.5 * 5) / 10, 2.5 + (2.5 * 9) / 10] }),
    });
  });

  test('twelve distributions of every shape agree with the formula', async () => {
    // a fixed sequence of numbers that follow no pattern: n -> 1103515245 n + 12345 (mod 2^31)
    let state = 42;
    const next = (below: number): number => {
      state = Number((1103515245n * BigInt(state) + 12345n) % 2147483648n);
      return Math.floor(state / 65536) % below;
    };
    const routes = Array.from({ length: 12 }, (_, index) => {
      const counts = [...bounds, Infinity].map(() => (next(3) === 0 ? 0 : 1 + next(200)));
      return { endpoint: `/route-${index}`, counts };
    });
    await expectValues(prometheus, {
      groups,
      series: routes.flatMap(({ endpoint, counts }) => {
        const byBound = [...bounds, Infinity].map(
          (bound, index) => [String(bound), counts[index] ?? 0] as const,
        );
        return latencyOf(one, endpoint, Object.fromEntries(byBound));
      }),
      expected: quantiles(
        Object.fromEntries(
          routes.map(({ endpoint, counts }) => {
            const of = (quantile: number): number => quantileOf(quantile, bounds, counts);
            return [endpoint, [of(0.5), of(0.95), of(0.99)] as const];
          }),
        ),
      ),
    });
  });
});

describeOnPrometheus('the spelling of bucket bounds', (prometheus) => {
  const under = recordingRule(
    'task_api:under_1s:rate5m',
    sum(rate(latency.under(1).over('5m')), { by: ['endpoint'] }),
  );
  const groups = boundTo('default', [taskApiSignals(), ruleGroup('under', [under])]);

  // per 30 s: 60 observations up to 0.25 s, 30 between 0.5 and 1 s, 10 between 1 and 2.5 s; 3 per second under 1 s
  const counts = { 0.25: 60, 1: 30, 2.5: 10 };
  const expected = [
    ...quantiles({ '/tasks': [0.1 + (0.15 * 50) / 60, 1 + (1.5 * 5) / 10, 1 + (1.5 * 9) / 10] }),
    recorded('task_api:under_1s:rate5m', at, { '/tasks': 3 }),
  ];

  // what is stored: Prometheus 2 keeps what the client writes, Prometheus 3 writes 1.0 for both
  const stored: readonly (readonly [string, Spelling])[] = [
    ['1', short],
    ['1.0', withPoint],
  ];
  test.each(stored)(
    'buckets stored with le="%s" give the right quantiles and are found by their bound',
    async (_, spelling) => {
      await expectValues(prometheus, {
        groups,
        series: latencyOf(one, '/tasks', counts, spelling),
        expected,
      });
    },
  );

  test('two pods that spell their bounds differently are one histogram', async () => {
    const half = { 0.25: 30, 1: 15, 2.5: 5 };
    const series = [...latencyOf(one, '/tasks', half, short), ...latencyOf(two, '/tasks', half, withPoint)];
    await expectValues(prometheus, { groups, series, expected });
  });

  test('two pods that differ in spelling and in latency give the quantiles of all their requests', async () => {
    // together the same 100 observations, the slow ones in one pod only
    const fast = latencyOf(one, '/tasks', { 0.25: 60 }, short);
    const slow = latencyOf(two, '/tasks', { 1: 30, 2.5: 10 }, withPoint);
    await expectValues(prometheus, { groups, series: [...fast, ...slow], expected });
  });
});
