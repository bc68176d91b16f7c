import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import type { Problem } from '../../../src/sightline/problem/problem';
import { verifyExposition } from '../../../src/sightline/verify/verify-exposition';

/** A service with a metric of each kind. */
export const shop = serviceContract({
  name: 'shop',
  metrics: [
    counter('shop_requests_total', 'Requests served', {
      method: ['GET', 'POST'],
      route: { max: 3 },
      status: { values: ['200', '404', '500'], max: 2 },
    }),
    histogram('shop_request_seconds', 'Request latency', { route: { max: 3 } }, { buckets: [0.1, 1, 5] }),
    gauge('shop_queue_bytes', 'Waiting', {}),
  ],
  notTraffic: {},
});

/** A page as the contract says, in text. */
export const textPage = `# HELP shop_requests_total Requests served
# TYPE shop_requests_total counter
shop_requests_total{method="GET",route="/a",status="200"} 3
shop_requests_total{method="other",route="/b",status="500"} 1
# HELP shop_request_seconds Request latency
# TYPE shop_request_seconds histogram
shop_request_seconds_bucket{route="/a",le="0.1"} 1
shop_request_seconds_bucket{route="/a",le="1"} 2
shop_request_seconds_bucket{route="/a",le="5"} 3
shop_request_seconds_bucket{route="/a",le="+Inf"} 3
shop_request_seconds_sum{route="/a"} 2.5
shop_request_seconds_count{route="/a"} 3
# HELP shop_queue_bytes Waiting
# TYPE shop_queue_bytes gauge
shop_queue_bytes 0
# HELP process_cpu_seconds_total CPU
# TYPE process_cpu_seconds_total counter
process_cpu_seconds_total 1
`;

/** The same in OpenMetrics, as the Python client writes it: bounds with a point, `_created`, and units. */
export const openMetricsPage = `# HELP shop_requests Requests served
# TYPE shop_requests counter
shop_requests_total{method="GET",route="/a",status="200"} 3.0 # {trace_id="7"} 1.0
shop_requests_created{method="GET",route="/a",status="200"} 1.7e+09
# HELP shop_request_seconds Request latency
# TYPE shop_request_seconds histogram
# UNIT shop_request_seconds seconds
shop_request_seconds_bucket{le="0.1",route="/a"} 1.0
shop_request_seconds_bucket{le="1.0",route="/a"} 2.0
shop_request_seconds_bucket{le="5.0",route="/a"} 3.0
shop_request_seconds_bucket{le="+Inf",route="/a"} 3.0
shop_request_seconds_count{route="/a"} 3.0
shop_request_seconds_sum{route="/a"} 2.5
shop_request_seconds_created{route="/a"} 1.7e+09
# HELP shop_queue_bytes Waiting
# TYPE shop_queue_bytes gauge
shop_queue_bytes 0.0
# HELP python_info Python
# TYPE python_info gauge
python_info{version="3.11"} 1.0
# EOF
`;

/** What is wrong with a page. */
export function verified(page: string, contract = shop): Problem[] {
  return verifyExposition(parseExposition(page), contract);
}

/** A page with one thing changed, which must be there. */
export function changed(page: string, from: string, to: string): string {
  if (!page.includes(from)) throw new Error(`The page has no '${from}'.`);
  return page.replaceAll(from, to);
}
