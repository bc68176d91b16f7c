import { avg, sum } from '../../../src/sightline/promql/build/aggregation';
import { external } from '../../../src/sightline/promql/build/external';
import { histogramQuantile, increase, rate } from '../../../src/sightline/promql/build/functions';
import {
  histogramAvg,
  histogramCount,
  histogramFraction,
  histogramStddev,
  histogramSum,
} from '../../../src/sightline/promql/build/histogram-functions';
import { nativeHistogram } from '../../../src/sightline/promql/build/native-histogram';
import { add, div, eq, gt, mul, sub } from '../../../src/sightline/promql/build/operators';
import { avgOverTime } from '../../../src/sightline/promql/build/over-time';
import { summary } from '../../../src/sightline/promql/build/summary';
import { thirdParty } from '../../../src/sightline/promql/build/third-party';
import type { Vector } from '../../../src/sightline/promql/build/vector';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { httpStatus } from '../../../src/sightline/contract/common-domains';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { goldenSignals } from '../../../src/sightline/rules/golden-signals';
import { byRoute } from '../shop';

const pay = nativeHistogram('shop_pay_seconds', 'Time to pay', { route: { max: 7 }, code: httpStatus });
const both = nativeHistogram(
  'shop_both_seconds',
  'Time',
  { route: { max: 7 } },
  { classicBuckets: [0.1, 0.5] },
);
const pause = summary('shop_pause_seconds', 'Pauses', { route: { max: 7 } }, { quantiles: [0.5, 0.9] });
const contract = serviceContract({ name: 'shop', metrics: [pay, both, pause], notTraffic: {} });

// the rates, sums and means of native histograms are such again
const rates: Vector<'route', 'histogram'> = sum(rate(pay.over('5m')), { by: ['route'] });
const doubled: Vector<'route', 'histogram'> = mul(2, rates);
const divided: Vector<'route', 'histogram'> = div(rates, byRoute);
const summed: Vector<'route', 'histogram'> = add(rates, sub(rates, rates));
const mean: Vector<'route', 'histogram'> = avg(increase(pay.where({ code: /5../ }).over('1h')), {
  by: ['route'],
});
eq(doubled, divided);
avgOverTime(pay.over('1h'));

// what is read from them are numbers
const quantile: Vector<'route', 'sample'> = histogramQuantile(0.9, summed);
gt(div(histogramSum(rates), histogramCount(rates)), histogramAvg(mean));
add(histogramFraction(0, 0.25, rates), mul(quantile, histogramStddev(rates)));

// the classic form has its buckets
latencyObjective({ name: 'a', description: 'x', objective: 99, latency: both.classic, under: 0.1 });
latencyObjective({
  name: 'b',
  description: 'x',
  objective: 99,
  latency: both,
  under: 0.3,
  by: ['route', 'pod'],
});
availabilityObjective({
  name: 'c',
  description: 'x',
  objective: 99,
  total: pay,
  bad: pay.where({ code: /5../ }),
});
goldenSignals(contract, { requests: pay, errors: { code: /5../ }, latency: both, by: ['route', 'pod'] });
goldenSignals(contract, { requests: pause.count, errors: { route: '/' }, by: ['route'] });

// what others expose, bound to a namespace
const mesh = external(
  'istio_request_duration_milliseconds',
  'histogram',
  'Time to answer',
  ['namespace', 'response_code', 'host'],
  { buckets: [1, 5, 10] },
);
latencyObjective({
  name: 'd',
  description: 'x',
  objective: 99,
  latency: mesh,
  under: 5,
  where: { host: 'shop' },
});
goldenSignals(contract, {
  requests: mesh.count,
  errors: { response_code: /5../ },
  latency: mesh,
  by: ['host'],
});
const open = external('ingress_ms', 'histogram', 'Time to answer', ['namespace', 'host']);
latencyObjective({ name: 'e', description: 'x', objective: 99, latency: open, under: 12.5, by: ['host'] });
const native = external('mesh_ms', 'native histogram', 'Time to answer', ['namespace', 'host']);
latencyObjective({ name: 'f', description: 'x', objective: 99, latency: native, under: 12.5, by: ['host'] });
external('go_gc_duration_seconds', 'summary', 'Pauses', ['namespace', 'quantile'], {
  quantiles: [0, 1],
}).quantile(1);
thirdParty.nativeHistogram('rpc_duration_count', 'Calls', { route: { max: 3 } });
thirdParty.summary('go_gc_duration_seconds', 'Pauses', {}, { quantiles: [0, 0.5, 1] }).quantile(0.5);
