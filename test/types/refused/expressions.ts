import { avg, sum, topk } from '../../../src/sightline/promql/build/aggregation';
import { histogramQuantile, increase, irate, rate } from '../../../src/sightline/promql/build/functions';
import { histogramAvg, histogramFraction } from '../../../src/sightline/promql/build/histogram-functions';
import { labelJoin, sortByLabel } from '../../../src/sightline/promql/build/label-functions';
import {
  add,
  and,
  div,
  gt,
  or,
  trimLower,
  trimUpper,
  unless,
} from '../../../src/sightline/promql/build/operators';
import {
  avgOverTime,
  changes,
  delta,
  predictLinear,
  quantileOverTime,
} from '../../../src/sightline/promql/build/over-time';
import { promql } from '../../../src/sightline/promql/build/promql';
import { recorded } from '../../../src/sightline/promql/build/recorded';
import { time } from '../../../src/sightline/promql/build/scalars';
import { subquery } from '../../../src/sightline/promql/build/subquery';
import { recordingRule } from '../../../src/sightline/rules/rule';
import { byBoth, byRoute, byVerb, latency, requests, waiting } from '../shop';

//! Type '"rout"' is not assignable to type
//! Did you mean '"route"'?
sum(rate(requests.over('11m')), { by: ['rout'] });

//! Type '"rout"' is not assignable to type
//! Did you mean '"route"'?
sum(rate(requests.over('11m')), { without: ['verb', 'rout'] });

//! Type '"verb"' is not assignable to type '"route"'
sum(byRoute, { by: ['verb'] });

//! Type '"rout"' is not assignable to type
topk(3, byBoth, { by: ['rout'] });

//! 'from' does not exist in type
sum(byRoute, { from: ['route'] });

//! Histogram<
//! missing the following properties from type 'Vector<string, Kind>'
avg(latency);

//! "left and right labels differ: say on or ignoring: '
//! 'route' is on the left only
div(byRoute, byVerb);

//! "left and right labels differ: say on or ignoring: '
gt(byBoth, byVerb, { ignoring: ['verb'] });

//! "left and right labels differ: say on or ignoring: '
or(byRoute, byVerb);

//! "left and right labels differ: say on or ignoring: '
add(byBoth, byVerb, { groupLeft: [] });

//! "on names a label that one side lacks: '
//! 'route'
div(byBoth, byVerb, { on: ['route', 'verb'] });

//! "on names a label that one side lacks: '
and(byBoth, byVerb, { on: ['route'] });

//! "a label of group_left or group_right is not on the other side: '
//! 'route'
div(byBoth, byVerb, { on: ['verb'], groupLeft: ['route'] });

//! "a label of group_left or group_right is not on the other side: '
div(byVerb, byBoth, { on: ['verb'], groupRight: ['route'] });

//! "and, or and unless match many to many: group_left has no meaning there"
and(byBoth, byVerb, { on: ['verb'], groupLeft: [] });

//! "and, or and unless match many to many: group_left has no meaning there"
unless(byVerb, byBoth, { on: ['verb'], groupRight: ['verb'] });

//! "bool has a meaning in comparisons only"
add(byRoute, byRoute, { bool: true });

//! "bool has a meaning in comparisons only"
or(byRoute, byRoute, { on: ['route'], bool: true });

//! "rate needs a counter, and this is a gauge: a gauge goes down too"
rate(waiting.over('5m'));

//! "rate needs a counter, and this is a gauge: a gauge goes down too"
increase(waiting.where({ priority: 'high' }).over('5m'));

//! "rate takes a range of a counter: [5m], .over('5m'), on the metric, and sum after the rate"
rate(requests);

//! "rate takes a range of a counter: [5m], .over('5m'), on the metric, and sum after the rate"
rate(sum(requests));

//! "rate takes a range of a counter: [5m], .over('5m'), on the metric, and sum after the rate"
increase(byRoute);

//! "le is gone: keep it in by"
histogramQuantile(0.9, sum(rate(latency.bucket.over('5m')), { by: ['route'] }));

//! "le is gone: keep it in by"
histogramQuantile(0.9, sum(rate(latency.bucket.over('5m')), { without: ['le', 'pod'] }));

//! "histogram_quantile needs the buckets of a histogram, after rate"
histogramQuantile(0.9, byRoute);

//! "histogram_quantile needs the buckets of a histogram, after rate"
histogramQuantile(0.9, latency.count);

//! Type '"range vector"' is not assignable to type '"instant vector"'
recordingRule('shop:requests:raw', requests.over('5m'));

//! Argument of type 'number' is not assignable
recordingRule('shop:answer:constant', 42);

//! "rate needs a counter, and this is calculated or recorded: take its mean over the window"
rate(recorded('shop:bad:rate5m', ['slo']).over('6h'));

//! "rate needs a counter, and this is calculated or recorded: take its mean over the window"
increase(subquery(byRoute, '1h', '1m'));

//! "a function over time takes a range: [5m], .over('5m'), on a metric, or [1h:], subquery(…), of a vector"
avgOverTime(byRoute);

//! "a function over time takes a range: [5m], .over('5m'), on a metric, or [1h:], subquery(…), of a vector"
quantileOverTime(0.9, waiting);

//! "a counter that restarts falls to zero, which delta and deriv take for a change: take its increase or rate"
delta(requests.over('5m'));

//! "a counter that restarts falls to zero, which delta and deriv take for a change: take its increase or rate"
predictLinear(latency.count.over('5m'), 3600);

//! "this function reads native histograms, and there are none here: classic buckets go to histogram_quantile"
histogramAvg(latency.bucket);

//! "histogram_quantile needs the buckets of a histogram, after rate"
histogramFraction(0, 0.5, byRoute);

//! "a comparison of two scalars has no series to leave out: say bool, and it gives 0 or 1"
gt(3, time());

//! 'rout' does not exist in type
recorded('shop:bad:rate5m', ['route']).where({ rout: '/' });

//! Type '"rout"' is not assignable to type
labelJoin(byBoth, 'both', '-', ['rout']);

//! Type '"rout"' is not assignable to type
sortByLabel(byBoth, ['rout']);

//! Type '"range vector"' is not assignable to type '"instant vector"'
subquery(requests.over('5m'), '1h');

//! Argument of type '"an hour"' is not assignable to parameter of type 'AnyDuration'
subquery(byRoute, 'an hour');

//! "left and right labels differ: say on or ignoring: '
div(promql('sum by (route) (x)', { labels: ['route'] }), byVerb);

//! "a restart of one counter hides in a sum of many: take the rate of each, then add up"
rate(subquery(sum(requests, { by: ['route'] }), '1h', '5m'));

//! "anchored and smoothed windows go to rate, increase and delta, anchored ones to changes and resets too"
avgOverTime(waiting.over('5m', 'smoothed'));

//! "anchored and smoothed windows go to rate, increase and delta, anchored ones to changes and resets too"
changes(waiting.over('5m', 'smoothed'));

//! "anchored and smoothed windows go to rate, increase and delta, anchored ones to changes and resets too"
irate(requests.over('5m', 'anchored'));

//! Argument of type '"rounded"' is not assignable to parameter of type 'Edges'
requests.over('5m', 'rounded');

//! "and, or and unless ask which series are there: fill has no meaning there"
and(byRoute, byRoute, { on: ['route'], fill: 0 });

//! Type 'string' is not assignable to type
add(byRoute, byRoute, { fill: { left: '0' } });

//! "native histograms are cut, on the left, at a number on the right"
trimUpper(waiting, 3);

//! "native histograms are cut, on the left, at a number on the right"
trimLower(latency.bucket, 0.5);
