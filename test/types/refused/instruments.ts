import { instrument } from '../../../src/sightline/instrument/prom-client';
import { observeRequests } from '../../../src/sightline/instrument/fastify';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { latency, requests, waiting } from '../shop';

const open = gauge('shop_open_requests', 'Requests being served', {});
const calls = counter('shop_calls_total', 'Calls', { tenant: { max: 3 } });
const metrics = instrument({ requests, latency, waiting, open, calls });

//! 'rout' does not exist in type
metrics.requests.inc({ verb: 'GET', rout: '/cart', code: '200' });

//! Property 'code' is missing in type
metrics.requests.inc({ verb: 'GET', route: '/cart' });

//! Type '"BREW"' is not assignable to type '"GET" | "POST" | "other"'
metrics.requests.inc({ verb: 'BREW', route: '/cart', code: '200' });

//! Type '"5xx"' is not assignable to type
metrics.requests.inc({ verb: 'GET', route: '/cart', code: '5xx' });

//! Type 'string' is not assignable to type '"GET" | "POST" | "other"'
metrics.latency.observe({ verb: String('GET'), route: '/' }, 0.2);

//! Expected 2 arguments, but got 1
metrics.latency.observe({ verb: 'GET', route: '/' });

//! Property 'observe' does not exist on type 'CounterInstrument<
metrics.requests.observe({ verb: 'GET', route: '/', code: '200' }, 1);

//! Property 'dec' does not exist on type 'CounterInstrument<
metrics.requests.dec({ verb: 'GET', route: '/', code: '200' });

//! is not assignable to parameter of type 'number'
metrics.open.inc({ priority: 'low' });

//! 'rout' does not exist in type
metrics.requests.bounded({ verb: 'GET', rout: '/', code: '200' }).inc();

//! Property 'priority' is missing in type
metrics.waiting.bounded({}).inc();

//! 'orders' does not exist on type
metrics.orders.inc();

//! 'name' does not exist in type 'DeclaredMetric'
instrument({ requests: { name: 'shop_requests_total' } });

//! Property 'labels' is missing in type
//! LabelSources<"tenant", FastifyRequest
observeRequests({ requests: metrics.calls, notTraffic: {} });

//! 'tenent' does not exist in type
observeRequests({ requests: metrics.calls, notTraffic: {}, labels: { tenent: 'route' } });

//! Type '"path"' is not assignable to type 'LabelSource
observeRequests({ requests: metrics.calls, notTraffic: {}, labels: { tenant: 'path' } });

//! Property 'inc' is missing in type 'HistogramInstrument<
observeRequests({ requests: metrics.latency, notTraffic: {} });
