import { countValues, limitk, limitRatio, topk } from '../../../src/sightline/promql/build/aggregation';
import { dayOfMonth, dayOfWeek, hour, timestamp } from '../../../src/sightline/promql/build/dates';
import { histogramQuantile, irate, rate, resets } from '../../../src/sightline/promql/build/functions';
import {
  histogramAvg,
  histogramFraction,
  histogramQuantiles,
} from '../../../src/sightline/promql/build/histogram-functions';
import {
  absent,
  absentOverTime,
  info,
  labelJoin,
  labelReplace,
  sort,
  sortByLabel,
} from '../../../src/sightline/promql/build/label-functions';
import { abs, clamp, clampMax, clampMin, round, sqrt } from '../../../src/sightline/promql/build/math';
import { add, atan2, gt, mul, sub } from '../../../src/sightline/promql/build/operators';
import {
  avgOverTime,
  changes,
  countOverTime,
  delta,
  deriv,
  lastOverTime,
  maxOverTime,
  predictLinear,
  quantileOverTime,
  sumOverTime,
} from '../../../src/sightline/promql/build/over-time';
import { promql } from '../../../src/sightline/promql/build/promql';
import { recorded } from '../../../src/sightline/promql/build/recorded';
import { pi, scalar, time, vectorOf } from '../../../src/sightline/promql/build/scalars';
import { subquery } from '../../../src/sightline/promql/build/subquery';
import type { Range, Scalar, Vector } from '../../../src/sightline/promql/build/vector';
import { sum } from '../../../src/sightline/promql/build/aggregation';
import { byBoth, byRoute, latency, requests, waiting } from '../shop';

// a recorded series: narrowed, moved, over a window
const bad = recorded('shop:bad:rate5m', ['namespace', 'service', 'slo']);
export const week: Vector<'namespace' | 'service' | 'slo', 'sample'> = avgOverTime(
  bad
    .where({ slo: 'availability', service: { not: /a.*/ } })
    .offset('1h')
    .over('7d'),
);
export const counted = [sumOverTime(bad.over('1h')), countOverTime(bad.over('1h'))];
export const ofOpenLabels: Vector<string, 'sample'> = avgOverTime(
  recorded<string>('shop:bad:rate5m', []).where({ anything: 'x' }).over('1h'),
);

// windows of any vector
export const peak: Vector<'route', 'sample'> = maxOverTime(subquery(byRoute, '1d', '5m'));
export const moved: Range<'route', 'sample'> = subquery(byRoute, '30d').offset('1d').at('end');
export const still: Vector<'priority', 'gauge'> = lastOverTime(
  subquery(sum(waiting, { by: ['priority'] }), '1h', '1m'),
);
requests.at(1_700_000_000).offset('5m').at('start');

// functions over a window
irate(requests.over('5m'));
resets(requests.over('1d'));
changes(waiting.over('1d'));
delta(waiting.over('1h'));
deriv(waiting.over('1h'));
predictLinear(waiting.over('1h'), 4 * 3600);
quantileOverTime(0.95, waiting.over('1h'));

// labels that can't be known are open
export const missing: Vector<string, 'sample'> = absent(requests.where({ pod: 'a' }));
export const missed: Vector<string, 'sample'> = absentOverTime(requests.over('1h'));
export const constant: Vector<string, 'sample'> = labelReplace(byRoute, 'team', 'shop', '', '');
export const renamed: Vector<string, 'sample'> = labelReplace(byRoute, 'top', '$1', 'route', '/([^/]*).*');
export const joined: Vector<string, 'sample'> = labelJoin(byBoth, 'both', '-', ['route', 'verb']);
export const informed: Vector<string, 'sample'> = info(byRoute);
sum(renamed, { by: ['top'] });

// numbers
export const one: Vector<never, 'sample'> = vectorOf(1);
export const now: Scalar = time();
export const half: Scalar = mul(pi(), 0.5);
export const age: Vector<
  'namespace' | 'service' | 'pod' | 'container' | 'job' | 'instance' | 'priority',
  'sample'
> = sub(time(), timestamp(waiting));
export const share = mul(waiting, scalar(sum(waiting)));
export const clamped = [
  clampMin(waiting, 0),
  clampMax(waiting, scalar(one)),
  clamp(waiting, 0, 1),
  round(abs(sqrt(waiting)), 0.1),
  atan2(byRoute, byRoute),
  gt(time(), 3, { bool: true }),
];
export const date: Vector<'route', 'sample'> = add(byRoute, mul(scalar(hour()), byRoute));
export const days: Vector<never, 'sample'>[] = [dayOfWeek(), dayOfMonth(vectorOf(time()))];

// aggregations with a parameter
export const versions: Vector<'route' | 'value', 'sample'> = countValues('value', byBoth, {
  by: ['route'],
});
export const some = [limitk(3, byRoute), limitRatio(0.5, byRoute), topk(scalar(one), byRoute)];
export const ordered = [sort(byRoute), sortByLabel(byBoth, ['verb', 'route'])];

// histograms
const buckets = sum(rate(latency.bucket.over('5m')), { by: ['le', 'route'] });
export const fast: Vector<'route', 'sample'> = histogramFraction(0, 0.5, buckets);
export const several: Vector<'route' | 'quantile', 'sample'> = histogramQuantiles(
  buckets,
  'quantile',
  [0.5, 0.9],
);
const native = recorded('shop_request_seconds', ['route'], 'histogram');
export const mean: Vector<'route', 'sample'> = histogramAvg(rate(native.over('5m')));
export const median: Vector<'route', 'sample'> = histogramQuantile(0.5, rate(native.over('5m')));

// expressions as text: their labels are open, or those that are stated
export const written: Vector<string, 'unknown'> = promql('up == 0');
export const stated: Vector<'route', 'unknown'> = promql('sum by (route) (x)', {
  labels: ['route'],
  metrics: [requests, latency],
});
export const together = add(stated, byRoute);
export const anyQuantile = histogramQuantile(0.9, written);
