import { histogram } from '../../../src/sightline/promql/build/histogram';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';

//! Argument of type '"shop_orders"' is not assignable
//! "a counter name ends in _total"
counter('shop_orders', 'Orders received', {});

//! "a metric name holds letters, digits and _ only, and starts with no digit, not '-'"
counter('shop-orders_total', 'Orders received', {});

//! "a metric name holds letters, digits and _ only, and starts with no digit, not ':'"
counter('shop:orders_total', 'Orders received', {});

//! "a metric name holds letters, digits and _ only, and starts with no digit"
counter('9_orders_total', 'Orders received', {});

//! "a metric name holds letters, digits and _ only, and starts with no digit, not 'ü'"
gauge('shop_über', 'Something', {});

//! "a name that is no counter must not end in _total, _bucket, _count, _sum or _created"
gauge('shop_open_orders_total', 'Orders not yet sent', {});

//! "a name that is no counter must not end in _total, _bucket, _count, _sum or _created"
gauge('shop_open_orders_count', 'Orders not yet sent', {});

//! "a name that is no counter must not end in _total, _bucket, _count, _sum or _created"
histogram('shop_packing_seconds_bucket', 'Time to pack', {}, { buckets: [1, 60] });

//! "label is set by the scrape: rename it: '
//! 'pod'
counter('shop_orders_total', 'Orders received', { pod: ['a'] });

//! "label is set by the scrape: rename it: '
gauge('shop_open_orders', 'Orders not yet sent', { channel: ['web'], service: { max: 4 } });

//! "le and quantile are written by histograms and summaries: '
histogram('shop_packing_seconds', 'Time to pack', { le: ['1'] }, { buckets: [1, 60] });

//! "le and quantile are written by histograms and summaries: '
gauge('shop_packing_seconds', 'Time to pack', { quantile: ['0.5'] });

//! "a label name holds letters, digits and _ only, and starts with no digit and no __: '
counter('shop_orders_total', 'Orders received', { __channel: ['web'] });

//! "a label name holds letters, digits and _ only, and starts with no digit and no __: '
counter('shop_orders_total', 'Orders received', { 'sales-channel': ['web'] });

//! "a label name holds letters, digits and _ only, and starts with no digit and no __: '
counter('shop_orders_total', 'Orders received', { '2nd_channel': ['web'] });

//! Property 'max' is missing in type '{}'
counter('shop_orders_total', 'Orders received', { customer: {} });

//! Type 'string' is not assignable to type 'LabelDomain<string>'
counter('shop_orders_total', 'Orders received', { customer: 'any' });

//! Expected 4 arguments, but got 3
histogram('shop_packing_seconds', 'Time to pack', {});
