import { counter, external, gauge, histogram } from '../../../src/sightline';
import { requests } from '../shop';

// no domain
//= Type '{}' is not assignable to type 'LabelDomain<string>'.
//=   Property 'max' is missing in type '{}' but required in type 'Bounded'.
counter('shop_orders_total', 'Orders received', { customer: {} });

// no labels at all
//= Expected 3-4 arguments, but got 2.
counter('shop_orders_total', 'Orders received');

// the name of a counter
//= Argument of type '"shop_orders"' is not assignable to parameter of type '"a counter name ends in _total"'.
counter('shop_orders', 'Orders received', {});

// the name of a gauge
//= Argument of type '"shop_open_orders_total"' is not assignable to parameter of type '"a name that is no counter must not end in _total, _bucket, _count, _sum or _created"'.
gauge('shop_open_orders_total', 'Orders not yet sent', {});

// a histogram by the name of its buckets
//= Argument of type '"shop_packing_seconds_bucket"' is not assignable to parameter of type '"a name that is no counter must not end in _total, _bucket, _count, _sum or _created"'.
histogram('shop_packing_seconds_bucket', 'Time to pack', {}, { buckets: [1, 60] });

// no buckets
//= Expected 4 arguments, but got 3.
histogram('shop_packing_seconds', 'Time to pack', {});

// a name with a dash
//= Argument of type '"shop-open-orders"' is not assignable to parameter of type '"a metric name holds letters, digits and _ only, and starts with no digit, not '-'"'.
gauge('shop-open-orders', 'Orders not yet sent', {});

// a label of the target
//= Type '{ max: 3; }' is not assignable to type '{ readonly max: 3; } & "label is set by the scrape: rename it: 'pod'"'.
//=   Type '{ max: 3; }' is not assignable to type '"label is set by the scrape: rename it: 'pod'"'.
counter('shop_orders_total', 'Orders received', { pod: { max: 3 } });

// an option that there is not
//= Object literal may only specify known properties, but 'units' does not exist in type 'MetricOptions<never>'. Did you mean to write 'unit'?
counter('shop_orders_total', 'Orders received', {}, { units: 'orders' });

// a type that there is not
//= No overload matches this call.
//=   The last overload gave the following error.
//=     Argument of type '"info"' is not assignable to parameter of type '"counter" | "gauge"'.
external('node_load1', 'info', 'Load', ['instance']);

// a metric as a plain object
//= Object literal may only specify known properties, and 'name' does not exist in type 'Metric<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "counter", "namespace" | ... 4 more ... | "instance">'.
export const copy: typeof requests = { ...requests, name: 'shop_requests_total' };

// labels that belong together, one of them misspelt
gauge(
  'shop_pages',
  'Pages',
  { uri: { max: 300 }, exception: { max: 40 } },
  //= Type '"exeption"' is not assignable to type '"uri" | "exception"'. Did you mean '"exception"'?
  { together: [{ labels: ['uri', 'exeption'], max: 350 }] },
);
