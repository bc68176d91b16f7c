import { grpcCode, httpMethod, httpRoute, httpStatus } from '../../../src/sightline/contract/common-domains';
import { sizeOf, valuesOf } from '../../../src/sightline/contract/domain';
import { declareOwnMetric } from '../../../src/sightline/contract/metric';
import {
  clientSeriesAllowance,
  seriesBound,
  seriesPerPod,
} from '../../../src/sightline/contract/series-bound';
import { checkUnit, unitOfName } from '../../../src/sightline/contract/unit';
import type { Problem } from '../../../src/sightline/problem/problem';

const told = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ id, path, message }) => `${id} ${path}: ${message}`);
const declare = (more: object): readonly string[] =>
  told(
    declareOwnMetric({ type: 'gauge', name: 'shop_open', help: 'Open orders', labels: {}, ...more }).problems,
  );

describe('a declaration', () => {
  test('without a fault is data', () => {
    const labels = { verb: ['GET'], route: { max: 7 } };
    expect(
      declareOwnMetric({
        type: 'histogram',
        name: 'shop_wait_seconds',
        help: 'Waiting',
        labels,
        buckets: [0.5, 3],
      }),
    ).toEqual({
      name: 'shop_wait_seconds',
      type: 'histogram',
      help: 'Waiting',
      unit: 'seconds',
      labels,
      buckets: [0.5, 3],
      origin: 'own',
      problems: [],
    });
  });

  const nameText = 'a metric name holds letters, digits and _ only, and starts with no digit';
  const labelText = 'a label name holds letters, digits and _ only, and starts with no digit and no __';
  const suffixText = 'a name that is no counter must not end in _total, _bucket, _count, _sum or _created';
  test.each<[object, readonly string[]]>([
    [
      { type: 'counter' },
      ["NAM001 metrics.shop_open.name: counter 'shop_open': a counter name ends in _total"],
    ],
    [
      { name: 'shop_open_total' },
      [`NAM002 metrics.shop_open_total.name: gauge 'shop_open_total': ${suffixText}`],
    ],
    [{ name: 'shop-open' }, [`NAM003 metrics.shop-open.name: gauge 'shop-open': ${nameText}`]],
    [{ name: '1shop' }, [`NAM003 metrics.1shop.name: gauge '1shop': ${nameText}`]],
    [{ name: 'a:b' }, [`NAM003 metrics.a:b.name: gauge 'a:b': ${nameText}`]],
    [{ labels: { 'a-b': ['x'] } }, [`NAM004 metrics.shop_open.labels.a-b: label 'a-b': ${labelText}`]],
    [{ labels: { __a: ['x'] } }, [`NAM004 metrics.shop_open.labels.__a: label '__a': ${labelText}`]],
    [
      { labels: { le: ['1'] } },
      [
        "NAM005 metrics.shop_open.labels.le: label 'le': le and quantile are written by histograms and summaries",
      ],
    ],
    [
      { labels: { job: ['x'] } },
      ["LBL204 metrics.shop_open.labels.job: label 'job': label is set by the scrape: rename it"],
    ],
    [
      { unit: 'seconds' },
      [
        "NAM006 metrics.shop_open.unit: metric 'shop_open' does not end in its unit (seconds), so OpenMetrics readers refuse it",
      ],
    ],
    [
      { name: 'shop_wait_milliseconds' },
      [
        "NAM007 metrics.shop_wait_milliseconds.unit: metric 'shop_wait_milliseconds' is in milliseconds: Prometheus metrics are in base units, here seconds",
      ],
    ],
    [
      { help: ' ' },
      ["NAM008 metrics.shop_open.help: 'help' of metric 'shop_open' must say what it counts or measures"],
    ],
    [
      { labels: { user: [] } },
      [
        "CAR001 metrics.shop_open.labels.user: label 'user' has no domain: without a bound each new value is a new series",
      ],
    ],
    [
      { labels: { user: { max: 0 } } },
      [
        "CAR001 metrics.shop_open.labels.user: 'max' (0) of label 'user' must be a whole number of at least 1",
      ],
    ],
    [
      { labels: { user: { max: 2.5 } } },
      [
        "CAR001 metrics.shop_open.labels.user: 'max' (2.5) of label 'user' must be a whole number of at least 1",
      ],
    ],
    [
      { labels: { user: { max: 3, values: 'ab' } } },
      ["CAR001 metrics.shop_open.labels.user: 'values' of label 'user' must be a list of strings"],
    ],
    [
      { labels: { user: { values: ['1', '2'], max: 2, overflow: { '1': '1x' } } } },
      [
        "CAR001 metrics.shop_open.labels.user: 'max' (2) of label 'user' has no place beside the 2 values that stand for others",
      ],
    ],
    [
      { labels: { user: { values: ['1', '2'], max: 9, overflow: { '1': '' } } } },
      [
        "CAR001 metrics.shop_open.labels.user: 'overflow' of label 'user' must say what stands for which of its 'values'",
      ],
    ],
    [
      { labels: { user: { max: 9, overflow: { '1': '1x' } } } },
      [
        "CAR001 metrics.shop_open.labels.user: 'overflow' of label 'user' must say what stands for which of its 'values'",
      ],
    ],
    [
      { labels: { user: ['a', '', 7] } },
      [
        'CAR001 metrics.shop_open.labels.user: value ("") of label \'user\' must be a string that is not empty',
        "CAR001 metrics.shop_open.labels.user: value (7) of label 'user' must be a string that is not empty",
      ],
    ],
    [
      { labels: null },
      [
        "CAR001 metrics.shop_open.labels: 'labels' of metric 'shop_open' must name each label with its domain",
      ],
    ],
    [
      { type: 'histogram' },
      ["CAR011 metrics.shop_open.buckets: 'buckets' of histogram 'shop_open' must be a list of upper bounds"],
    ],
    [
      { type: 'histogram', buckets: [] },
      ["CAR011 metrics.shop_open.buckets: 'buckets' of histogram 'shop_open' must be a list of upper bounds"],
    ],
    [
      { type: 'histogram', buckets: [1, 1, 0.5, Infinity, '2'] },
      [
        "CAR011 metrics.shop_open.buckets: bucket 2 (1) of histogram 'shop_open' must be greater than the one before it (1)",
        "CAR011 metrics.shop_open.buckets: bucket 3 (0.5) of histogram 'shop_open' must be greater than the one before it (1)",
        "CAR011 metrics.shop_open.buckets: bucket 4 (Infinity) of histogram 'shop_open' must be a finite number",
        'CAR011 metrics.shop_open.buckets: bucket 5 ("2") of histogram \'shop_open\' must be a finite number',
      ],
    ],
    [{ name: 7 }, ["OPT002 metrics..name: 'name' of a metric must be a text, and this is a number"]],
  ])('is refused with a reason: %j', (more, problems) => {
    expect(declare(more)).toEqual(problems);
  });

  test.each([
    ['shop_open_total', 'shop_open'],
    ['shop_created', 'shop'],
  ])('a gauge named %s is told to be %s', (name, fixed) => {
    const { problems } = declareOwnMetric({ type: 'gauge', name, help: 'Open', labels: {} });
    expect(problems.map(({ fix }) => fix)).toEqual([`name it '${fixed}'`]);
  });
});

describe('a unit', () => {
  test.each([
    ['shop_wait_seconds', 'seconds'],
    ['shop_sent_bytes_total', 'bytes'],
    ['shop_orders_total', undefined],
    ['shop_cache_hit_ratio', 'ratio'],
    ['seconds_open', undefined],
  ])('of %s is %s', (name, unit) => {
    expect(unitOfName(name)).toBe(unit);
  });

  test('that is no common one may be named, if the name ends with it', () => {
    expect(checkUnit('shop_packed_parcels_total', 'parcels')).toEqual([]);
    expect(checkUnit('shop_packed_total', 'parcels')).toMatchObject([
      { id: 'NAM006', fix: "name it 'shop_packed_parcels_total'" },
    ]);
  });
});

describe('a domain', () => {
  test('holds its values and the overflow value, once', () => {
    expect(valuesOf(['a', 'b'])).toEqual(['a', 'b', 'other']);
    expect(valuesOf(['other', 'a', 'a'])).toEqual(['other', 'a']);
    expect(valuesOf({ max: 3 })).toBeUndefined();
    expect(valuesOf({ values: ['x'], max: 3 })).toEqual(['x', 'other']);
    expect(valuesOf(httpStatus)).toHaveLength(501);
  });

  test.each([
    [['a', 'b'], 3],
    [['a', 'other'], 2],
    [{ max: 17 }, 17],
    [{ values: ['a', 'b', 'c'], max: 2 }, 2],
    [httpStatus, 12],
    [httpMethod, 8],
    [httpRoute(23), 23],
    [grpcCode, 18],
  ])('%# has its size', (domain, size) => {
    expect(sizeOf(domain)).toBe(size);
  });
});

describe('the bound on series', () => {
  const counter = declareOwnMetric({
    type: 'counter',
    name: 'a_total',
    help: 'A',
    labels: { m: ['x', 'y'], r: { max: 7 }, s: httpStatus },
  });
  const gauge = declareOwnMetric({ type: 'gauge', name: 'b', help: 'B', labels: {} });
  const histogram = declareOwnMetric({
    type: 'histogram',
    name: 'c',
    help: 'C',
    labels: { r: { max: 5 } },
    buckets: [1, 2, 3],
  });

  test('multiplies the domains: values and other, and what each client writes', () => {
    expect(seriesPerPod(counter)).toBe(3 * 7 * 12 * 2);
    expect(seriesPerPod(gauge)).toBe(1);
    // three buckets, +Inf, sum, count and created
    expect(seriesPerPod(histogram)).toBe(5 * 7);
  });

  test('adds up the metrics of each pod with the allowance for the client, times the pods', () => {
    expect(clientSeriesAllowance).toBe(100);
    expect(seriesBound([counter, gauge, histogram], 3)).toEqual({
      perMetric: new Map([
        ['a_total', 504],
        ['b', 1],
        ['c', 35],
      ]),
      perPod: 640,
      pods: 3,
      total: 1920,
    });
  });

  test('counts a label without a usable domain as one, which has been refused', () => {
    const wrong = declareOwnMetric({
      type: 'gauge',
      name: 'd',
      help: 'D',
      labels: { user: {}, r: { max: 4 } },
    });
    expect(seriesPerPod(wrong)).toBe(4);
  });
});
