import { instrument } from '../../../src/sightline/instrument/prom-client';
import { observeRequests } from '../../../src/sightline/instrument/fastify';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { latency, requests, waiting } from '../shop';

const open = gauge('shop_open_requests', 'Requests being served', {});
const metrics = instrument({ requests, latency, waiting, open });

metrics.requests.inc({ verb: 'GET', route: '/cart/:id', code: '200' });
metrics.requests.inc({ verb: 'other', route: 'other', code: 'other' }, 3);
metrics.latency.observe({ verb: 'POST', route: '/' }, 0.2);
metrics.waiting.set({ priority: 'low' }, 3);
metrics.open.inc();
metrics.open.dec(2);

// known at run time only
declare const text: string;
metrics.requests.bounded({ verb: text, route: text, code: text }).inc();
metrics.latency.bounded({ verb: text, route: text }).observe(1);
metrics.open.bounded({}).set(1);

// labels with usual names need no source
observeRequests({ ...metrics, inFlight: metrics.open, notTraffic: {} });
observeRequests({ requests: metrics.requests, notTraffic: {}, labels: { verb: () => 'GET' } });

// others do
const { calls } = instrument({
  calls: counter('shop_calls_total', 'Calls', { tenant: { max: 3 }, route: { max: 3 } }),
});
observeRequests({ requests: calls, notTraffic: {}, labels: { tenant: (request) => request.hostname } });
