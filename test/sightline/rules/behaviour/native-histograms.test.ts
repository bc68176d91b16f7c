import { httpStatus } from '../../../../src/sightline/contract/common-domains';
import { serviceContract } from '../../../../src/sightline/contract/service-contract';
import { latencyObjective } from '../../../../src/sightline/objectives/latency-objective';
import { nativeHistogram } from '../../../../src/sightline/promql/build/native-histogram';
import { bindGroups } from '../../../../src/sightline/rules/bind-rules';
import { goldenSignals } from '../../../../src/sightline/rules/golden-signals';
import { objectiveRules } from '../../../../src/sightline/rules/objectives/groups';
import type { RuleGroup } from '../../../../src/sightline/rules/rule';
import { majorOf, describeOnPrometheus } from '../../../tools/prometheus/suite';
import { evaluate, expectValues, type Expectation, type WrittenSeries } from './rule-test';

const target = { namespace: 'prod', service: 'web-shop' };
const latency = nativeHistogram('shop_request_seconds', 'Time to answer', {
  route: { max: 9 },
  code: httpStatus,
});
const objective = latencyObjective({
  name: 'fast',
  objective: 90,
  description: 'Requests are answered within 0.75 s.',
  latency,
  under: 0.75,
});
const contract = serviceContract({
  name: 'web-shop',
  metrics: [latency],
  notTraffic: { route: ['/healthz'] },
  objectives: [objective],
});

function bound(groups: readonly RuleGroup[]) {
  const { groups: all, problems } = bindGroups(groups, { target, scrapeInterval: 30_000 });
  expect(problems).toEqual([]);
  return all;
}

/** A histogram that grows by so many observations every 30 seconds: bucket `i` is above 2^(i-1) and at most 2^i. */
function growing(
  labels: Readonly<Record<string, string>>,
  first: number,
  buckets: readonly number[],
): WrittenSeries {
  const count = buckets.reduce((sum, each) => sum + each, 0);
  const histogram = (times: number) =>
    `{{schema:0 count:${count * times} sum:${count * times} offset:${first} buckets:[${buckets.map((each) => each * times).join(' ')}]}}`;
  return {
    name: 'shop_request_seconds',
    labels: { ...target, ...labels },
    values: `${histogram(1)}+${histogram(1)}x240`,
  };
}

const at = 60 * 60;
const identity = { ...target, route: '/buy' };

/** 40 requests in 30 s, of two pods: 4 up to 0.5 s, 6 up to 1 s, 30 up to 2 s, of which 10 failed. */
const traffic = [
  growing({ pod: 'a', route: '/buy', code: '200' }, -1, [4, 6]),
  growing({ pod: 'b', route: '/buy', code: '200' }, 1, [20]),
  growing({ pod: 'b', route: '/buy', code: '503' }, 1, [10]),
  growing({ pod: 'b', route: '/healthz', code: '200' }, -7, [500]),
];

/** The value below which `rank` of the observations lie, `before` of which are in buckets before the one from 2^(i-1) to 2^i. */
function within(i: number, rank: number, before: number, inBucket: number): number {
  return 2 ** (i - 1 + (rank - before) / inBucket);
}

function value(expr: string, labels: Readonly<Record<string, string>>, number: number): Expectation {
  return { expr, at, samples: [[labels, number]] };
}

describeOnPrometheus('native histograms', (prometheus) => {
  const signals = bound([
    goldenSignals(contract, {
      requests: latency,
      errors: { code: /5../ },
      latency,
      by: ['route'],
      saturation: false,
    }),
  ]);

  if (majorOf(prometheus) < 3) {
    test('are not read by the promtool of Prometheus 2', async () => {
      const { ok, output } = await evaluate(prometheus, { groups: signals, series: traffic, expected: [] });
      expect(ok).toBe(false);
      expect(output).toContain("unexpected character in series sequence: '{'");
    });
    return;
  }

  test('give all golden signals of requests: how many, how many fail, how long they take', async () => {
    await expectValues(prometheus, {
      groups: signals,
      series: traffic,
      expected: [
        value('web_shop:requests:rate5m', identity, 40 / 30),
        value('web_shop:errors:rate5m', identity, 25),
        value('web_shop:latency_p50:5m', identity, within(1, 20, 10, 30)),
        value('web_shop:latency_p95:5m', identity, within(1, 38, 10, 30)),
        value('web_shop:latency_p99:5m', identity, within(1, 39.6, 10, 30)),
      ],
    });
  });

  test('without observations have no quantile and no share of errors', async () => {
    await expectValues(prometheus, {
      groups: signals,
      series: [growing({ pod: 'a', route: '/buy', code: '200' }, 0, [0])],
      expected: [
        value('web_shop:requests:rate5m', identity, 0),
        { expr: 'web_shop:errors:rate5m', at, samples: [] },
        { expr: 'web_shop:latency_p95:5m', at, samples: [] },
      ],
    });
  });

  test('tell of an objective how many events are bad, those of the bucket of its bound estimated', async () => {
    const rules = objectiveRules(contract, { scrapeInterval: 30_000 })[0];
    // of the 6 in the bucket from 0.5 to 1 s, those above 0.75 s: the bucket is divided as a logarithm is
    const above = 30 + 6 * (1 - Math.log2(0.75 / 0.5));
    const of = (labels: Readonly<Record<string, string>>) => ({ ...labels, slo: 'fast' });
    await expectValues(prometheus, {
      groups: bound(rules?.groups ?? []),
      series: traffic,
      expected: [
        value('slo:sli_total:rate1h', of(target), 40 / 30),
        value('slo:sli_bad:rate1h', of(target), above / 30),
        value('slo:sli_error:ratio_rate5m', of(target), above / 40),
      ],
    });
  });

  test('say, other than rates, no more bad events than there were', async () => {
    const rules = objectiveRules(contract, { scrapeInterval: 30_000 })[0];
    // a pod that has begun with 1 slow request shows 2 more: a rate stretches the increase of a minute
    const begun: WrittenSeries = {
      name: 'shop_request_seconds',
      labels: { ...target, pod: 'a', route: '/buy', code: '200' },
      values: `_x117 {{schema:0 count:1 sum:3 offset:2 buckets:[1]}} {{schema:0 count:2 sum:6 offset:2 buckets:[2]}} {{schema:0 count:3 sum:9 offset:2 buckets:[3]}}`,
    };
    await expectValues(prometheus, {
      groups: bound(rules?.groups ?? []),
      series: [begun],
      expected: [
        value('slo:sli_bad:seen1h', { ...target, slo: 'fast' }, 2),
        // 2 in 60 s, stretched by half of an interval on either side
        value('sum(increase(histogram_count(shop_request_seconds)[1h:30s])) > bool 2', {}, 1),
      ],
    });
  });
});
