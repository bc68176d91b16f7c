import { quantile, sum, topk } from '../../../src/sightline/promql/build/aggregation';
import { histogramQuantile, rate } from '../../../src/sightline/promql/build/functions';
import type { Expression } from '../../../src/sightline/promql/build/vector';
import { and, div, gt, lt, mul, or, unless } from '../../../src/sightline/promql/build/operators';
import { byBoth, byRoute, byVerb, latency, requests, waiting } from '../../types/shop';

const target = ['container', 'instance', 'job', 'namespace', 'pod', 'service'];
const byPod = sum(waiting, { by: ['pod', 'job'] });
const unknown: string[] = ['route'];

function labelsOf({ flow }: Expression): readonly string[] {
  return [...flow.labels.names].sort();
}

describe('the labels of a result', () => {
  test.each<[string, Expression, readonly string[]]>([
    ['a metric: its own and those of the target', waiting, [...target, 'priority'].sort()],
    ['buckets: le too', latency.bucket, [...target, 'le', 'route', 'verb'].sort()],
    ['a rate: as before', rate(requests.over('5m')), [...target, 'code', 'route', 'verb'].sort()],
    ['a sum: none', sum(byBoth), []],
    ['a sum by', sum(waiting, { by: ['pod'] }), ['pod']],
    ['a sum without', sum(byBoth, { without: ['verb'] }), ['route']],
    ['a ranking: as before, whatever the groups', topk(2, byBoth, { by: ['verb'] }), ['route', 'verb']],
    ['a quantile of series', quantile(0.5, byBoth, { by: ['verb'] }), ['verb']],
    [
      'a quantile of a histogram: without le',
      histogramQuantile(0.5, sum(rate(latency.bucket.over('5m')), { by: ['le', 'verb'] })),
      ['verb'],
    ],
    ['one to one on labels: these alone', div(byPod, byPod, { on: ['pod'] }), ['pod']],
    ['one to one ignoring labels: without these', div(byPod, byPod, { ignoring: ['job'] }), ['pod']],
    [
      'many to one: those of the many, and what is added',
      div(byBoth, byVerb, { on: ['verb'], groupLeft: [] }),
      ['route', 'verb'],
    ],
    ['one to many', div(byVerb, byBoth, { on: ['verb'], groupRight: [] }), ['route', 'verb']],
    ['what is filtered: as before', and(byBoth, byVerb, { on: ['verb'] }), ['route', 'verb']],
    ['what is left over: as before', unless(byBoth, byVerb, { on: ['verb'] }), ['route', 'verb']],
    ['a number and a vector: those of the vector', mul(2, byRoute), ['route']],
  ])('%s', (_, expression, labels) => {
    expect(labelsOf(expression)).toEqual(labels);
    expect(expression.flow.labels.open).toBe(false);
    expect(expression.problems).toEqual([]);
  });

  test('a union of different labels is open, and nothing is held against it', () => {
    const union = or(byRoute, byVerb, { on: [] });
    expect(union.flow.labels.open).toBe(true);
    expect(sum(union, { by: ['anything'] }).problems).toEqual([]);
    expect(div(union, byRoute).problems).toEqual([]);
  });

  test('labels known at run time only are checked at run time', () => {
    expect(sum(byBoth, { by: unknown as never }).problems).toEqual([]);
    expect(sum(byVerb, { by: unknown as never }).problems).toMatchObject([{ id: 'LBL201' }]);
  });
});

describe('the meaning of samples', () => {
  test.each<[string, Expression, string]>([
    ['a sum of buckets is buckets', sum(rate(latency.bucket.over('5m')), { by: ['le'] }), 'buckets'],
    ['a rate of a counter is a sample', rate(requests.over('5m')), 'sample'],
    ['a bucket by its bound is a counter', latency.under(2), 'counter'],
    ['a gauge that is filtered is a gauge', gt(waiting, 3), 'gauge'],
    ['and so with the number first', lt(3, waiting), 'gauge'],
    ['a comparison that gives 0 and 1 is a sample', gt(waiting, 3, { bool: true }), 'sample'],
    ['what is calculated is a sample', mul(waiting, 3), 'sample'],
  ])('%s', (_, expression, kind) => {
    expect(expression.flow).toMatchObject({ shape: 'instant vector', kind });
  });
});
