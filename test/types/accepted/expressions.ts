import {
  avg,
  bottomk,
  count,
  group,
  max,
  min,
  quantile,
  stddev,
  stdvar,
  sum,
  topk,
} from '../../../src/sightline/promql/build/aggregation';
import { histogramQuantile, increase, rate } from '../../../src/sightline/promql/build/functions';
import { external } from '../../../src/sightline/promql/build/external';
import {
  add,
  and,
  div,
  eq,
  gt,
  gte,
  lt,
  lte,
  mod,
  mul,
  ne,
  or,
  pow,
  sub,
  trimLower,
  trimUpper,
  unless,
} from '../../../src/sightline/promql/build/operators';
import { changes, delta, maxOverTime } from '../../../src/sightline/promql/build/over-time';
import { calculated as calculatedDuration } from '../../../src/sightline/promql/build/calculated';
import { promql } from '../../../src/sightline/promql/build/promql';
import { subquery } from '../../../src/sightline/promql/build/subquery';
import type { Vector } from '../../../src/sightline/promql/build/vector';
import { recordingRule, ruleGroup } from '../../../src/sightline/rules/rule';
import { byBoth, byRoute, byVerb, latency, requests, waiting } from '../shop';

// all aggregations, with the labels that are left in the type
export const kept: readonly Vector<'route'>[] = [sum, avg, min, max].map((each) =>
  each(byBoth, { by: ['route'] }),
);
export const calculated: readonly Vector<'route', 'sample'>[] = [count, group, stddev, stdvar].map((each) =>
  each(byBoth, { without: ['verb'] }),
);
export const ranked: readonly Vector<'route' | 'verb'>[] = [
  topk(3, byBoth, { by: ['route'] }),
  bottomk(1, byBoth),
];
export const median: Vector<never, 'sample'> = quantile(0.5, byBoth);
export const none: Vector<never> = sum(byBoth, { by: [] });

// all operators, with vectors and numbers on either side
export const numbers = [add, sub, mul, div, mod, pow].map((each) => [
  each(byRoute, byRoute),
  each(byRoute, 2),
  each(2, byRoute),
]);
export const compared = [eq, ne, gt, lt, gte, lte].map((each) => [
  each(byRoute, 0),
  each(0, byRoute, { bool: true }),
]);
export const sets = [and, or, unless].map((each) => [
  each(byRoute, byRoute),
  each(byBoth, byVerb, { on: ['verb'] }),
]);

// matching
export const shared: Vector<'verb', 'sample'> = div(byBoth, byVerb, { on: ['verb'] });
export const many: Vector<'route' | 'verb', 'sample'> = div(byBoth, byVerb, { on: ['verb'], groupLeft: [] });
export const other: Vector<'route' | 'verb', 'sample'> = div(byVerb, byBoth, {
  ignoring: ['route'],
  groupRight: [],
});
const pods = external('kube_pod_info', 'gauge', 'Pods', ['namespace', 'pod', 'node']);
export const onNodes: Vector<'namespace' | 'pod' | 'node', 'sample'> = mul(
  sum(rate(requests.over('5m')), { by: ['namespace', 'pod'] }),
  max(pods, { by: ['namespace', 'pod', 'node'] }),
  { on: ['namespace', 'pod'], groupLeft: ['node'] },
);
export const filtered: Vector<'route', 'sample'> = and(byRoute, byVerb, { on: [] });

// histograms
const buckets = sum(rate(latency.bucket.over('5m')), { by: ['le', 'route'] });
export const tail: Vector<'route', 'sample'> = histogramQuantile(0.999, buckets);
export const tailWithout = histogramQuantile(
  0.5,
  sum(increase(latency.bucket.over('5m')), { without: ['pod', 'instance'] }),
);
export const fast = div(
  sum(rate(latency.under(0.5).over('1h')), { by: ['route'] }),
  sum(rate(latency.count.over('1h')), { by: ['route'] }),
);

// labels that are known at run time only
declare const labels: string[];
declare const one: 'route' | 'verb';
export const open: Vector = sum(byBoth as Vector, { by: labels });
export const loose: Vector = sum(byBoth, { by: [one] });
export const openRatio = div(open, byVerb);
export const openOn = div(open, loose, { on: labels, groupLeft: labels });
export const openQuantile = histogramQuantile(0.9, sum(buckets as Vector<string, 'buckets'>, { by: labels }));

// a recorded series in a later rule
const traffic = recordingRule('shop:requests:rate11m', byRoute);
const daily = recordingRule(
  'shop:requests:per_day',
  mul(sum(traffic.series, { by: ['route', 'namespace'] }), 86400),
);
const mails = recordingRule('shop:waiting:max', max(waiting, { by: ['priority'] }));
export const rules = ruleGroup('shop-own', [traffic, daily, mails]);

// windows that are calculated, with their edges filled in, and what reads them
const panel = calculatedDuration('max_of(step() * 4, 1m)');
export const anchored = increase(requests.over('1h', 'anchored'));
export const edged = [
  rate(requests.over(panel, 'smoothed')),
  changes(waiting.over(panel, 'anchored')),
  delta(waiting.over('5m', 'smoothed')),
  maxOverTime(subquery(byRoute, panel, panel).offset(panel)),
  sum(waiting.smoothed().offset('1m')),
];

// sides that are filled in, and histograms that are cut
export const filled: Vector<'route', 'sample'> = div(byRoute, byRoute, { on: ['route'], fill: 0 });
export const halves = [
  add(byBoth, byVerb, { on: ['verb'], groupLeft: [], fill: { right: 0 } }),
  gt(byRoute, byRoute, { fill: { left: 0, right: 1 } }),
];
export const native = [
  trimUpper(promql('rate(x[5m])', { labels: ['route'] }), 3),
  trimLower(promql('x', { labels: ['route'] }), byRoute),
];

// a maximum of running totals is none of their sum's rate
export const peak = maxOverTime(subquery(sum(requests), '1h'));
