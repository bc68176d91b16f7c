import {
  add,
  avgOverTime,
  delta,
  div,
  gt,
  histogramQuantile,
  increase,
  labelReplace,
  rate,
  recordingRule,
  sum,
  time,
  topk,
} from '../../../src/sightline';
import { byBoth, byRoute, byVerb, latency, requests, waiting } from '../shop';

// a label that is misspelt
//= Object literal may only specify known properties, but 'rout' does not exist in type 'Matches<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "namespace" | ... 4 more ... | "instance">'. Did you mean to write 'route'?
requests.where({ rout: '/cart', verb: 'GET' });

// a label of another metric
//= Object literal may only specify known properties, and 'code' does not exist in type 'Matches<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; }, "namespace" | "service" | "pod" | "container" | "job" | "instance">'.
latency.count.where({ code: /5../ });

// a value that the domain lacks
//= Type '"PUT"' is not assignable to type 'Match<"GET" | "POST" | "other"> | undefined'.
requests.where({ verb: 'PUT' });

// a number for a text
//= Type 'number' is not assignable to type 'Match<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}` | "other"> | undefined'.
requests.where({ code: 500 });

// a class of statuses as a value
//= Type '"5xx"' is not assignable to type 'Match<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}` | "other"> | undefined'.
requests.where({ code: '5xx' });

// nothing to match
//= Argument of type '{}' is not assignable to parameter of type '"an empty match selects nothing: name a label and a value"'.
requests.where({});

// a label by which nothing can be kept
//= Type '"rout"' is not assignable to type '"namespace" | "service" | "pod" | "container" | "job" | "instance" | "verb" | "route" | "code"'. Did you mean '"route"'?
sum(rate(requests.over('5m')), { by: ['rout'] });

// a label that was added up
//= Type '"verb"' is not assignable to type '"route"'.
sum(byRoute, { by: ['verb'] });

// by as text
//= Type 'string' is not assignable to type 'readonly ("verb" | "route")[]'.
sum(byBoth, { by: 'route' });

// no window
//= Argument of type 'Metric<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "counter", "namespace" | ... 4 more ... | "instance">' is not assignable to parameter of type '"rate takes a range of a counter: [5m], .over('5m'), on the metric, and sum after the rate"'.
rate(requests);

// a window of a sum
//= Argument of type 'Vector<never, "counter"> & AddedUp' is not assignable to parameter of type '"rate takes a range of a counter: [5m], .over('5m'), on the metric, and sum after the rate"'.
increase(sum(requests));

// a gauge
//= Argument of type 'Range<"namespace" | "service" | "pod" | "container" | "job" | "instance" | "priority", "gauge">' is not assignable to parameter of type '"rate needs a counter, and this is a gauge: a gauge goes down too"'.
rate(waiting.over('5m'));

// a difference of a counter
//= Argument of type 'Range<"namespace" | "service" | "pod" | "container" | "job" | "instance" | "verb" | "route" | "code", "counter">' is not assignable to parameter of type '"a counter that restarts falls to zero, which delta and deriv take for a change: take its increase or rate"'.
delta(requests.over('5m'));

// a whole histogram
//= Property 'over' does not exist on type 'Histogram<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; }, readonly [0.1, 0.5, 2], "namespace" | "service" | "pod" | "container" | "job" | "instance">'.
rate(latency.over('5m'));

// a mean without a window
//= Argument of type 'Metric<{ readonly priority: readonly ["high", "low"]; }, "gauge", "namespace" | "service" | "pod" | "container" | "job" | "instance">' is not assignable to parameter of type '"a function over time takes a range: [5m], .over('5m'), on a metric, or [1h:], subquery(…), of a vector"'.
avgOverTime(waiting);

// a quantile of a counter
//= Argument of type 'Vector<"namespace" | "service" | "pod" | "container" | "job" | "instance" | "verb" | "route" | "code", "sample">' is not assignable to parameter of type '"histogram_quantile needs the buckets of a histogram, after rate"'.
histogramQuantile(0.99, rate(requests.over('5m')));

// a quantile without the bounds
//= Argument of type 'Vector<"route", "buckets">' is not assignable to parameter of type '"le is gone: keep it in by"'.
histogramQuantile(0.99, sum(rate(latency.bucket.over('5m')), { by: ['route'] }));

// a bound that is no bucket
//= Argument of type '0.3' is not assignable to parameter of type '2 | 0.1 | 0.5'.
latency.under(0.3);

// a window as a number
//= Argument of type '300' is not assignable to parameter of type 'AnyDuration'.
requests.over(300);

// sides with different labels
//= Argument of type 'Vector<"verb", "sample">' is not assignable to parameter of type '"left and right labels differ: say on or ignoring: 'route' is on the left only" | "left and right labels differ: say on or ignoring: 'verb' is on the right only"'.
add(byRoute, byVerb);

// a label that one side lacks
//= Argument of type 'Vector<"verb", "sample">' is not assignable to parameter of type '"on names a label that one side lacks: 'route'"'.
div(byBoth, byVerb, { on: ['route', 'verb'] });

// two numbers of Prometheus
//= Argument of type 'Scalar' is not assignable to parameter of type '"a comparison of two scalars has no series to leave out: say bool, and it gives 0 or 1"'.
gt(1, time());

// a label to read that is not there
//= Argument of type '"instance"' is not assignable to parameter of type '"" | "route"'.
labelReplace(byRoute, 'host', '$1', 'instance', '(.*):.*');

// the number behind the vector
//= Argument of type 'Vector<"route", "sample">' is not assignable to parameter of type 'Numeric'.
//=   Type 'Vector<"route", "sample">' is not assignable to type 'Scalar'.
//=     Types of property 'shape' are incompatible.
//=       Type '"instant vector"' is not assignable to type '"scalar"'.
topk(byRoute, 3);

// samples of a window as the value of a rule
//= Argument of type 'Range<"namespace" | "service" | "pod" | "container" | "job" | "instance" | "verb" | "route" | "code", "counter">' is not assignable to parameter of type 'Vector<"namespace" | "service" | "pod" | "container" | "job" | "instance" | "verb" | "route" | "code", Kind>'.
//=   Types of property 'shape' are incompatible.
//=     Type '"range vector"' is not assignable to type '"instant vector"'.
recordingRule('shop:requests:raw', requests.over('5m'));
