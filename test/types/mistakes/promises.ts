import {
  availabilityObjective,
  gaugeObjective,
  goldenSignals,
  latencyObjective,
  serviceContract,
} from '../../../src/sightline';
import { latency, requests, waiting } from '../shop';

const name = 'works';
const description = 'It works.';
const events = { name, description, total: requests, bad: requests.where({ code: /5../ }) };
const shop = serviceContract({ name: 'shop', metrics: [requests, latency, waiting], notTraffic: {} });

// a share for percent
//= Type 'number' is not assignable to type '"an objective is in percent, from 1 to below 100: 99.9 and not 0.999"'.
availabilityObjective({ ...events, objective: 0.999 });

// percent of which nothing may go wrong
//= Type 'number' is not assignable to type '"an objective is in percent, from 1 to below 100: 99.9 and not 0.999"'.
availabilityObjective({ ...events, objective: 100 });

// a severity of others
//= Type '"critical"' is not assignable to type 'false | AlertSeverity | undefined'.
availabilityObjective({ ...events, objective: 99.9, alerts: { tiers: { fast: 'critical' } } });

// a window in words
//= Type '"30 days"' is not assignable to type 'Duration | undefined'.
availabilityObjective({ ...events, objective: 99.9, window: '30 days' });

// a label by which it can't be kept
//= Type '"rout"' is not assignable to type '"namespace" | "service" | "pod" | "container" | "job" | "instance" | "verb" | "route" | "code"'. Did you mean '"route"'?
availabilityObjective({ ...events, objective: 99.9, by: ['rout'] });

// a gauge that counts nothing
//= Type 'Metric<{ readonly priority: readonly ["high", "low"]; }, "gauge", "namespace" | "service" | "pod" | "container" | "job" | "instance">' is not assignable to type 'Metric<{ readonly priority: readonly ["high", "low"]; }, "counter" | "histogram", "namespace" | "service" | "pod" | "container" | "job" | "instance">'.
//=   Types of property 'kind' are incompatible.
//=     Type '"gauge"' is not assignable to type '"counter" | "histogram"'.
availabilityObjective({ ...events, objective: 99.9, total: waiting });

// no bad events
//= Argument of type '{ name: string; description: string; objective: 99.9; total: Metric<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "counter", "namespace" | ... 4 more ... | "instance">; }' is not assignable to parameter of type 'AvailabilityOptions<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, unknown, "namespace" | ... 4 more ... | "instance", 99.9, []>'.
//=   Property 'bad' is missing in type '{ name: string; description: string; objective: 99.9; total: Metric<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "counter", "namespace" | ... 4 more ... | "instance">; }' but required in type 'AvailabilityOptions<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, unknown, "namespace" | ... 4 more ... | "instance", 99.9, []>'.
availabilityObjective({ name, description, objective: 99.9, total: requests });

// a time that is no bucket
//= Type '0.3' is not assignable to type '2 | 0.1 | 0.5'.
latencyObjective({ name, description, objective: 99, latency, under: 0.3 });

// two bounds of a gauge
//= Argument of type '{ name: string; description: string; objective: 99; gauge: Metric<{ readonly priority: readonly ["high", "low"]; }, "gauge", "namespace" | "service" | "pod" | "container" | "job" | "instance">; atLeast: number; atMost: number; }' is not assignable to parameter of type 'GaugeOptions<{ readonly priority: readonly ["high", "low"]; }, "namespace" | "service" | "pod" | "container" | "job" | "instance", 99, []>'.
//=   Types of property 'atMost' are incompatible.
//=     Type 'number' is not assignable to type '"what is good must be said by exactly one of 'atLeast' and 'atMost'"'.
gaugeObjective({ name, description, objective: 99, gauge: waiting, atLeast: 1, atMost: 2 });

// errors by a label that is misspelt
//= Object literal may only specify known properties, but 'cod' does not exist in type 'Matches<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "namespace" | ... 4 more ... | "instance">'. Did you mean to write 'code'?
goldenSignals(shop, { requests, errors: { cod: /5../ }, latency, by: ['route'] });

// no errors
//= Type '{}' is not assignable to type '"an empty match selects nothing: name a label and a value"'.
goldenSignals(shop, { requests, errors: {}, latency, by: ['route'] });

// a label that only the requests have
//= Type '"code"' is not assignable to type '"namespace" | "service" | "pod" | "container" | "job" | "instance" | "verb" | "route"'.
goldenSignals(shop, { requests, errors: { code: /5../ }, latency, by: ['code'] });

// a gauge for requests
//= Type 'Metric<{ readonly priority: readonly ["high", "low"]; }, "gauge", "namespace" | "service" | "pod" | "container" | "job" | "instance">' is not assignable to type 'Metric<{ readonly priority: readonly ["high", "low"]; }, "counter" | "histogram", "namespace" | "service" | "pod" | "container" | "job" | "instance">'.
//=   Types of property 'kind' are incompatible.
//=     Type '"gauge"' is not assignable to type '"counter" | "histogram"'.
goldenSignals(shop, { requests: waiting, errors: { priority: 'low' }, by: ['priority'] });

// what is no traffic, by a label that no metric has
//= Object literal may only specify known properties, and 'path' does not exist in type '{ readonly verb?: readonly string[] | undefined; readonly route?: readonly string[] | undefined; readonly code?: readonly string[] | undefined; }'.
serviceContract({ name: 'shop', metrics: [requests], notTraffic: { path: ['/metrics'] } });

// nothing said of what is no traffic
//= Argument of type '{ name: string; metrics: Metric<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "counter", "namespace" | ... 4 more ... | "instance">[]; }' is not assignable to parameter of type 'ServiceContractOptions<Metric<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "counter", "namespace" | ... 4 more ... | "instance">>'.
//=   Property 'notTraffic' is missing in type '{ name: string; metrics: Metric<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "counter", "namespace" | ... 4 more ... | "instance">[]; }' but required in type 'ServiceContractOptions<Metric<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "counter", "namespace" | ... 4 more ... | "instance">>'.
serviceContract({ name: 'shop', metrics: [requests] });
