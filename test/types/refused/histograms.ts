import { max, sum } from '../../../src/sightline/promql/build/aggregation';
import { external } from '../../../src/sightline/promql/build/external';
import { histogramQuantile, rate } from '../../../src/sightline/promql/build/functions';
import { histogramCount } from '../../../src/sightline/promql/build/histogram-functions';
import { nativeHistogram } from '../../../src/sightline/promql/build/native-histogram';
import { add, div, eq, gt, mod, mul, sub } from '../../../src/sightline/promql/build/operators';
import { summary } from '../../../src/sightline/promql/build/summary';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { byRoute, waiting } from '../shop';

const pay = nativeHistogram('shop_pay_seconds', 'Time to pay', { route: { max: 7 } });
const both = nativeHistogram(
  'shop_both_seconds',
  'Time',
  { route: { max: 7 } },
  { classicBuckets: [0.1, 0.5] },
);
const pause = summary('shop_pause_seconds', 'Pauses', { route: { max: 7 } }, { quantiles: [0.5, 0.9] });
const rates = sum(rate(pay.over('5m')), { by: ['route'] });

//! "native histograms add up with each other and scale by numbers, and nothing else: take histogram_count, histogram_sum or histogram_quantile first"
add(rates, byRoute);

//! "native histograms add up with each other and scale by numbers, and nothing else
sub(byRoute, rates);

//! "native histograms add up with each other and scale by numbers, and nothing else
add(rates, 1);

//! "native histograms add up with each other and scale by numbers, and nothing else
mul(rates, rates);

//! "native histograms add up with each other and scale by numbers, and nothing else
div(byRoute, rates);

//! "native histograms add up with each other and scale by numbers, and nothing else
mod(rates, 2);

//! "native histograms add up with each other and scale by numbers, and nothing else
gt(rates, 1);

//! "native histograms add up with each other and scale by numbers, and nothing else
gt(rates, rates);

//! "native histograms add up with each other and scale by numbers, and nothing else
eq(rates, byRoute);

//! "this reads numbers and leaves native histograms out: take histogram_count, histogram_sum or histogram_quantile first"
max(rates);

//! "this function reads native histograms, and there are none here: classic buckets go to histogram_quantile"
histogramCount(rate(both.classic.bucket.over('5m')));

//! "histogram_quantile needs the buckets of a histogram, after rate"
histogramQuantile(0.9, waiting);

//! Property 'classic' does not exist on type
pay.classic;

//! Type '0.3' is not assignable to type '0.1 | 0.5'
latencyObjective({ name: 'a', description: 'x', objective: 99, latency: both.classic, under: 0.3 });

//! Argument of type '0.99' is not assignable to parameter of type '0.5 | 0.9'
pause.quantile(0.99);

//! Property 'form' is missing in type 'Summary<
//! but required in type 'WholeHistogram<
latencyObjective({ name: 'a', description: 'x', objective: 99, latency: pause, under: 0.3 });

//! Type '"hots"' is not assignable to type
sum(external('mesh_ms', 'native histogram', 'Time', ['namespace', 'host']), { by: ['hots'] });

//! "a name that is no counter must not end in _total, _bucket, _count, _sum or _created"
nativeHistogram('shop_pay_seconds_count', 'Time to pay', {});
